/** Keeps what assistants asked and what they propose to people. */
@NullMarked
package org.harvestxero.assistant;

import org.jspecify.annotations.NullMarked;
