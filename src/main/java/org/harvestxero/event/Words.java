package org.harvestxero.event;

import org.jspecify.annotations.Nullable;

/** Bounds for texts of others, so that an event has a size that is known: what people wrote may be of any length. */
final class Words {
    /** Characters of a name. */
    static final int NAME = 200;

    /** Characters of a sentence. */
    static final int SENTENCE = 800;

    private Words() {}

    /** At most that many characters, ending in an ellipsis where something was cut, never between the halves of one sign. */
    static @Nullable String cut(@Nullable String text, int length) {
        if (text == null) {
            return null;
        }
        return cutText(text, length);
    }

    static String cutText(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
    }
}
