/** Mends what keeps documents from being copied, where the cause is ours: rules of {@code mappings.yaml}, and which contact is meant. */
@NullMarked
package org.harvestxero.mend;

import org.jspecify.annotations.NullMarked;
