package org.harvestxero.billing;

/** How many of something, as people say it. */
public final class Counted {
    private Counted() {}

    /** {@code 1 line}, {@code 2 lines}. */
    public static String of(long count, String one) {
        return of(count, one, one + "s");
    }

    /** {@code 1 entry}, {@code 2 entries}. */
    public static String of(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }
}
