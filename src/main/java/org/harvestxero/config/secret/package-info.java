/**
 * Keeps passwords and tokens out of sight: a value that prints as dots, and the seal under which one is stored. Sealing is
 * AES-GCM from the JDK; the place and the owner of a sealed value are part of what is authenticated, so that a value moved to
 * another row does not open.
 */
@NullMarked
package org.harvestxero.config.secret;

import org.jspecify.annotations.NullMarked;
