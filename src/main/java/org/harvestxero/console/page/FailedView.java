package org.harvestxero.console.page;

import java.util.List;

/**
 * Failed copies, in words.
 *
 * @param listed where and when it is shown
 * @param total how many there are of those wanted
 * @param mend whether whoever looks may do something about them
 * @param kinds words of the kinds to choose from
 */
public record FailedView(
        FailedQuery query, Listed listed, String total, List<Group> groups, boolean mend, Choices choices) {
    /**
     * Where and when the list is shown, for forms about all of it.
     *
     * @param page address within the console, to come back to
     * @param at milliseconds since 1970
     */
    public record Listed(String page, long at) {}

    /** What the lists above the documents offer. */
    public record Choices(List<String> kinds, List<Cause> causes) {}

    /** @param chosen whether it is the one that is shown */
    public record Cause(String word, String name, boolean chosen) {}

    /**
     * Documents that share a cause.
     *
     * @param id of the cause
     * @param sentence what is wrong with all of them; empty where each has words of its own
     * @param remedy what to do
     * @param more address of the rest; empty where all are shown
     */
    public record Group(
            long id, String name, String sentence, String remedy, String count, List<Row> rows, String more) {}

    /**
     * One document.
     *
     * @param id such as {@code F12}
     * @param what its kind and number
     * @param words its own, where the cause's sentence doesn't say it all
     * @param number for forms; 0 where nothing can be done with it alone
     */
    public record Row(
            String id,
            long number,
            String what,
            String client,
            String date,
            String amount,
            Since since,
            String words,
            Links links) {}

    /** @param retrying whether it is tried again by itself */
    public record Since(String words, boolean retrying) {}

    /** Where it stands; each empty where it isn't known. */
    public record Links(String harvest, String xero) {}
}
