/** The kinds of trouble that keep a document from being copied, in plain words, each with its remedy. */
@NullMarked
package org.harvestxero.mapping.failure;

import org.jspecify.annotations.NullMarked;
