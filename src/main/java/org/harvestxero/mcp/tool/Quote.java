package org.harvestxero.mcp.tool;

/** Texts of people, so that a reader sees all that is in them. */
final class Quote {
    private static final int LONGEST_NAME = 100;
    /** Some scripts and signs can't be written without these two. */
    private static final int JOINER = 0x200D;

    private static final int NON_JOINER = 0x200C;

    private Quote() {}

    /** Without signs that are not shown: controls other than line ends, direction marks, tags and the like. */
    static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().filter(Quote::isVisible).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean isVisible(int sign) {
        if (sign == '\n' || sign == '\t' || sign == JOINER || sign == NON_JOINER) {
            return true;
        }
        return switch (Character.getType(sign)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** In one line, and short. */
    static String inLine(String text) {
        return cut(visible(text).replaceAll("\\s+", " ").strip(), LONGEST_NAME);
    }

    /** At most so many characters, never between the halves of one sign. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }
}
