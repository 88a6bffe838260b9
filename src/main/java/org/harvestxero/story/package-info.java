/**
 * Tells all that is known of one invoice. {@link org.harvestxero.story.StoryTeller} finds it and has each part told by a class of its own:
 * both sides next to each other, the money, and what happened.
 */
@NullMarked
package org.harvestxero.story;

import org.jspecify.annotations.NullMarked;
