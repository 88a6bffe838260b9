package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What one cycle did, and what blocks the rest. It holds counts and what is small; the documents are read from the
 * database when somebody goes through them.
 *
 * @param planned what a dry run would have sent; empty otherwise
 * @param toHarvest what a dry run would have written to Harvest, in that order; empty otherwise
 * @param failed every document that stands failed at the end
 * @param waiting what is neither done nor failed, and what it waits for
 * @param explanations only when asked for
 * @param duplicatesPrevented documents adopted after a search, own numbers refused as taken, sends answered from a key
 * @param troubles what stopped the cycle as a whole; empty when both sides could be reached
 */
public record CycleReport(
        Pages<Copied> copied,
        Pages<Copied> planned,
        Pages<ToHarvest> toHarvest,
        Pages<Skipped> skipped,
        Pages<FailedCopy> failed,
        Pages<Waiting> waiting,
        Pages<Explanation> explanations,
        Calls calls,
        int duplicatesPrevented,
        Duration took,
        List<Trouble> troubles) {

    public CycleReport {
        troubles = List.copyOf(troubles);
    }

    /** How a document came to stand in Xero. */
    public enum Action {
        CREATED,
        UPDATED,
        ADOPTED
    }

    /**
     * A document that now stands in Xero.
     *
     * @param sourceId Harvest's id
     * @param number the human one in Xero; null when the kind has none
     * @param sourceNumber the one in Harvest; of a payment its invoice's
     * @param targetId Xero's id; null in a dry run
     * @param status Xero's, such as AUTHORISED
     * @param total in {@code currency}, after tax, two decimals
     * @param link leads to it in Xero; null when there is none
     */
    public record Copied(
            DocumentKind kind,
            long sourceId,
            @Nullable String number,
            @Nullable String sourceNumber,
            @Nullable String targetId,
            Action action,
            String status,
            BigDecimal total,
            String currency,
            @Nullable String link) {}

    /** What would be done in Harvest. */
    public enum Deed {
        /** An invoice is marked as sent, without a mail. */
        SENT,
        RECORDED,
        REMOVED,
        /** An invoice is set back to draft. */
        DRAFTED,
        DELETED,
        /** A client is made of a contact. */
        MADE,
        /** A client, or its people, are changed. */
        CHANGED;

        /** As shown and written in JSON. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One thing that would be written to Harvest, for what stands in Xero.
     *
     * @param sourceId Harvest's id of the invoice or the client; 0 of a client that is yet to be made
     * @param number the invoice's in Harvest; a client's name
     * @param date the day the payment was made; null of an invoice or a client
     * @param total of the payment or the invoice, in {@code currency}, two decimals; null of a client
     * @param fields what of a client changes, such as {@code name, email}; null of a document
     */
    public record ToHarvest(
            DocumentKind kind,
            long sourceId,
            @Nullable String number,
            Deed deed,
            @Nullable LocalDate date,
            @Nullable BigDecimal total,
            String currency,
            @Nullable String fields) {

        /** One about an invoice or a payment. */
        public ToHarvest(
                DocumentKind kind,
                long sourceId,
                @Nullable String number,
                Deed deed,
                @Nullable LocalDate date,
                BigDecimal total,
                String currency) {
            this(kind, sourceId, number, deed, date, total, currency, null);
        }

        /** One about a client. @param fields what changes */
        public static ToHarvest client(long client, String name, Deed deed, String fields) {
            return new ToHarvest(DocumentKind.CLIENT, client, name, deed, null, null, "", fields);
        }
    }

    /** A document left out on purpose. */
    public record Skipped(
            DocumentKind kind, long sourceId, @Nullable String number, String reason) {}

    /**
     * A document that goes on by itself once something else has happened.
     *
     * @param number the one in Harvest; of a payment its invoice's; null when there is none
     * @param total in {@code currency}; null when it isn't known
     */
    public record Waiting(
            DocumentKind kind,
            long sourceId,
            @Nullable String number,
            @Nullable BigDecimal total,
            @Nullable String currency,
            String reason) {}

    /** Calls spent on each side. */
    public record Calls(int harvest, int xero) {}

    /**
     * Why a line looks as it does.
     *
     * @param line position, 1-based; 0 for the document as a whole
     * @param what what it is about, such as the account or the tax type
     * @param value what was chosen
     * @param rule the rule that chose it
     */
    public record Explanation(
            DocumentKind kind,
            long sourceId,
            @Nullable String number,
            int line,
            String what,
            String value,
            String rule) {}

    /** The same, of these documents alone. */
    public CycleReport only(BiPredicate<DocumentKind, Long> wanted) {
        return new CycleReport(
                copied.only(each -> wanted.test(each.kind(), each.sourceId())),
                planned.only(each -> wanted.test(each.kind(), each.sourceId())),
                toHarvest.only(each -> wanted.test(each.kind(), each.sourceId())),
                skipped.only(each -> wanted.test(each.kind(), each.sourceId())),
                failed.only(each -> wanted.test(each.kind(), each.sourceId())),
                waiting.only(each -> wanted.test(each.kind(), each.sourceId())),
                explanations.only(each -> wanted.test(each.kind(), each.sourceId())),
                calls,
                duplicatesPrevented,
                took,
                troubles);
    }

    /** 0 all done, 1 some documents failed, 3 a side could not be worked with. */
    public int exitCode() {
        return !troubles.isEmpty() ? 3 : failed.isEmpty() ? 0 : 1;
    }
}
