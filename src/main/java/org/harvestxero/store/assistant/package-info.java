/** Tables of what assistants asked, what they propose and what they search work in. */
@NullMarked
package org.harvestxero.store.assistant;

import org.jspecify.annotations.NullMarked;
