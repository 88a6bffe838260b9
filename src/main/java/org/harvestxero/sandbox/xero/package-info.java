/**
 * A Xero on loopback: real HTTP, the accounting rules, limits and failures of the real one, and a back door for tests.
 *
 * <p>All state of a sandbox is confined to one event loop, so a request is decided as a whole and nothing needs a
 * lock. Requests are parsed completely before anything is stored, as Xero does; after that each element of a batch
 * is decided alone. Rules follow Xero's documentation and public reports; where those are silent, the stricter
 * reading is built, so that a client which gets along here gets along there.
 */
@NullMarked
package org.harvestxero.sandbox.xero;

import org.jspecify.annotations.NullMarked;
