package org.harvestxero.console.page;

import java.util.List;

/**
 * Failed copies, in words.
 *
 * @param listed where and when it is shown
 * @param mend whether whoever looks may do something about them
 * @param kinds words of the kinds to choose from
 */
public record FailedView(FailedQuery query, Listed listed, List<Group> groups, boolean mend, Choices choices) {
    /**
     * Where and when the list is shown, for forms about all of it.
     *
     * @param page address within the console, to come back to
     * @param at milliseconds since 1970
     * @param total how many there are of those wanted
     * @param first address of the first causes; empty where these are shown
     * @param more address of further causes; empty where there are none
     */
    public record Listed(String page, long at, String total, String first, String more) {}

    /** What the lists above the documents offer. */
    public record Choices(List<String> kinds, List<Cause> causes, List<Cause> sides) {}

    /** @param chosen whether it is the one that is shown */
    public record Cause(String word, String name, boolean chosen) {}

    /**
     * Documents that share a cause.
     *
     * @param id of the cause
     * @param sentence what is wrong with all of them; empty where each has words of its own
     * @param remedy what to do
     * @param links to the rest, and to where it is put right
     */
    public record Group(
            long id, String name, String sentence, String remedy, String count, List<Row> rows, Leads links) {}

    /**
     * Where a group leads to; each empty where it leads nowhere.
     *
     * @param more of its documents
     * @param first of its documents, where others are shown
     * @param fix page on which its cause is put right
     */
    public record Leads(String more, String first, String fix) {}

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
