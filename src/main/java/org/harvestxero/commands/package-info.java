/**
 * What a command under way is bound by: its time limit, and the word of whoever asked that it should end. Work looks at it at safe
 * points, between documents and before calls, and never in the middle of one: nothing is cut off that would have to be found again.
 */
@NullMarked
package org.harvestxero.commands;

import org.jspecify.annotations.NullMarked;
