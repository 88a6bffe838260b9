/**
 * What follows once Xero took an invoice: files attached, Harvest's mark that it was sent, the mail to the client; each once.
 */
@NullMarked
package org.harvestxero.finalize.delivery;

import org.jspecify.annotations.NullMarked;
