package org.harvestxero.console.page.sides;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.api.PublicIds;

/**
 * What puts a difference right, as a button or a link where there is one.
 *
 * @param value the number of a failed copy, or of an invoice
 */
public record Remedy(Kind kind, String value) {
    private static final Pattern RETRY = Pattern.compile("failed retry (F\\d{1,18})");
    private static final Pattern COPY = Pattern.compile("copy(?: --invoice (.+))?");
    private static final Remedy NONE = new Remedy(Kind.NONE, "");

    /** What there is. */
    public enum Kind {
        /** Nothing a button does. */
        NONE,
        /** A failed copy is tried again. */
        RETRY,
        /** An invoice is copied now. */
        COPY,
        /** All that is due is copied now. */
        COPY_ALL
    }

    /** @param command as the reconciliation names it for the command line */
    static Remedy of(String command) {
        Matcher retry = RETRY.matcher(command);
        if (retry.matches()) {
            return new Remedy(Kind.RETRY, retry.group(1));
        }
        Matcher copy = COPY.matcher(command);
        if (copy.matches()) {
            String number = copy.group(1);
            return number == null ? new Remedy(Kind.COPY_ALL, "") : new Remedy(Kind.COPY, bare(number));
        }
        return NONE;
    }

    /** Without the quotes of a command line. */
    private static String bare(String word) {
        return word.length() >= 2 && word.startsWith("'") && word.endsWith("'")
                ? word.substring(1, word.length() - 1).replace("'\\''", "'")
                : word;
    }

    /** The number of the failed copy, for forms. */
    public String failedNumber() {
        return Long.toString(PublicIds.failedCopy(value).orElse(0));
    }

    public boolean is(String name) {
        return kind.name().equals(name);
    }
}
