package org.harvestxero.console.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page Today shows, in words.
 *
 * @param stage of the cycle that runs; null while none does
 */
public record TodayView(
        Signal signal, @Nullable Stage stage, Failed failed, Drafts drafts, Limits limits, Today today) {
    /**
     * A stage of the running cycle.
     *
     * @param done of {@code total}; both null where how much there is isn't known
     */
    public record Stage(
            String name, @Nullable String done, @Nullable String total, String words) {}

    /** What stands failed. */
    public record Failed(String count, List<Cause> causes) {}

    /** Documents that share a cause. @param word of the cause, as in the address of the list */
    public record Cause(String name, String word, String count) {}

    /**
     * Drafts that wait.
     *
     * @param mine those that wait for whoever looks
     * @param others how many wait for other people; empty for none
     */
    public record Drafts(List<Draft> mine, String others, List<NextBill> next) {}

    /** A draft. @param id such as {@code D12} */
    public record Draft(String id, String client, String period, String total, String why) {}

    /** The next period of a client that can be billed. @param overdue whether it could be already */
    public record NextBill(String client, String period, String from, boolean overdue) {}

    /**
     * How much may still be asked of Xero, and how it stands with access and reconciliation.
     *
     * @param minute calls left this minute
     * @param day calls left today; null while not known
     */
    public record Limits(
            int minute,
            int perMinute,
            String minuteWords,
            @Nullable Integer day,
            String dayWords,
            Fact reconciled,
            Fact access) {}

    /** @param good whether nothing has to be done about it */
    public record Fact(String words, boolean good) {}

    /** Documents of the day, the latest first. @param count how many there are in all */
    public record Today(String count, List<Document> documents) {}

    /** A document that came to stand in Xero today. @param link leads to it; empty for none */
    public record Document(String kind, String number, String what, String total, String link) {}
}
