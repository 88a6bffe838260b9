package org.harvestxero.comparison;

/** Text as it may stand in a page of HTML. */
public final class HtmlText {
    private HtmlText() {}

    /** Safe between tags and within quoted attributes; control characters that HTML does not allow are left out. */
    public static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(sign -> {
            switch (sign) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    if (sign >= ' ' || sign == '\n' || sign == '\t') {
                        safe.appendCodePoint(sign);
                    }
                }
            }
        });
        return safe.toString();
    }
}
