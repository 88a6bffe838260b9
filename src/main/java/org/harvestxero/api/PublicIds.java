package org.harvestxero.api;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of drafts and failed copies, for people and tools: {@code D12} and {@code F7}. A bare number is an invoice number and
 * never one of them. Where a document's number itself reads so, {@code draft:D12} and {@code failed:F7} mean the id.
 */
public final class PublicIds {
    private static final Pattern DRAFT = Pattern.compile("(?:DRAFT:)?D(\\d{1,18})");
    private static final Pattern FAILED = Pattern.compile("(?:FAILED:)?F(\\d{1,18})");
    private static final Pattern CONFLICT = Pattern.compile("C?(\\d{1,18})");
    private static final Pattern BARE = Pattern.compile("\\d{1,18}");

    private PublicIds() {}

    public static String draft(long id) {
        return "D" + id;
    }

    public static String failedCopy(long id) {
        return "F" + id;
    }

    /** A field of a client that was changed on both sides. */
    public static String conflict(long id) {
        return "C" + id;
    }

    /** The id in the name of a conflict; empty when it is none. */
    public static OptionalLong conflict(String named) {
        return id(CONFLICT, named);
    }

    /** The id in the name of a draft; empty when it is none. */
    public static OptionalLong draft(String named) {
        return id(DRAFT, named);
    }

    /** The id in the name of a failed copy; empty when it is none. */
    public static OptionalLong failedCopy(String named) {
        return id(FAILED, named);
    }

    /** The id somebody may have meant who left the letter out; empty when it is no bare number. */
    public static OptionalLong bare(String named) {
        return BARE.matcher(named.strip()).matches()
                ? OptionalLong.of(Long.parseLong(named.strip()))
                : OptionalLong.empty();
    }

    private static OptionalLong id(Pattern name, String named) {
        Matcher matcher = name.matcher(named.strip().toUpperCase(Locale.ROOT));
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
