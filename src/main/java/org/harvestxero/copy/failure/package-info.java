/**
 * What becomes of documents that could not be copied: recorded with cause and remedy, told in words, tried again in time.
 */
@NullMarked
package org.harvestxero.copy.failure;

import org.jspecify.annotations.NullMarked;
