/** Tables of what assistants asked and what they propose. */
@NullMarked
package org.harvestxero.store.assistant;

import org.jspecify.annotations.NullMarked;
