package org.harvestxero.invoices;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page ends, as addresses and commands hold it.
 *
 * @param order which of the orders that are followed one after the other
 * @param key of the last entry in this order: a day, a number, a client's order
 * @param id of the last entry
 */
record Place(int order, String key, long id) {
    private static final Pattern TEXT = Pattern.compile("(\\d)~(.{0,300})~(-?\\d{1,18})", Pattern.DOTALL);

    static final Place FIRST = new Place(0, "", 0);

    /** What can't be read is the beginning. */
    static Place of(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? new Place(Integer.parseInt(matcher.group(1)), matcher.group(2), Long.parseLong(matcher.group(3)))
                : FIRST;
    }

    boolean isFirst() {
        return key.isEmpty() && id == 0;
    }

    String text() {
        return order + "~" + key + "~" + id;
    }
}
