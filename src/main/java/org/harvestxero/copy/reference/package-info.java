/**
 * What is known of both sides' set-up while documents are planned: accounts, taxes, tracking options, and which lists were read.
 */
@NullMarked
package org.harvestxero.copy.reference;

import org.jspecify.annotations.NullMarked;
