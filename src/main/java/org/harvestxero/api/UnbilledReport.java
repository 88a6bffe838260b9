package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Work that is billed nowhere: neither in Harvest nor on a draft or invoice of ours.
 *
 * @param from first day of work looked at
 * @param to last day
 * @param rows one for each client and reason, by client, the oldest first
 * @param ages one for each currency and span of age, the youngest first
 * @param ties one for each currency: how the rows stand to Harvest's own report of what is uninvoiced
 * @param differences projects of which Harvest's report says other than its entries and expenses
 * @param notMarked work on Harvest invoices of ours that a person has to mark as invoiced there, by client
 * @param notes what else people should know
 * @param troubles what kept it from being read; then nothing else is told
 */
public record UnbilledReport(
        LocalDate from,
        LocalDate to,
        List<Row> rows,
        List<Aged> ages,
        List<Tie> ties,
        List<Difference> differences,
        List<NotMarked> notMarked,
        List<String> notes,
        CycleReport.Calls calls,
        List<Trouble> troubles) {
    /** Where nothing waits for a mark in Harvest. */
    public UnbilledReport(
            LocalDate from,
            LocalDate to,
            List<Row> rows,
            List<Tie> ties,
            List<Difference> differences,
            List<String> notes,
            CycleReport.Calls calls,
            List<Trouble> troubles) {
        this(from, to, rows, List.of(), ties, differences, List.of(), notes, calls, troubles);
    }

    public UnbilledReport {
        rows = List.copyOf(rows);
        ages = List.copyOf(ages);
        ties = List.copyOf(ties);
        differences = List.copyOf(differences);
        notMarked = List.copyOf(notMarked);
        notes = List.copyOf(notes);
        troubles = List.copyOf(troubles);
    }

    /**
     * Work of one client that is billed nowhere for one reason.
     *
     * @param reason such as {@code no-agreement} or {@code held}
     * @param message the reason in words
     * @param worth at Harvest's own rates, expenses at cost; rounded to the cent
     * @param oldest day of work
     * @param days since then
     */
    public record Row(
            String client,
            long clientId,
            String reason,
            String message,
            BigDecimal hours,
            BigDecimal worth,
            String currency,
            int entries,
            int expenses,
            LocalDate oldest,
            long days) {}

    /**
     * Work of some age that is billed nowhere.
     *
     * @param fromDay least days since it was done
     * @param toDay most; null for any more
     */
    public record Aged(
            String currency, int fromDay, @Nullable Integer toDay, Sum sum) {}

    /** What of a client stands on Harvest invoices that are made of our lines, and is not marked as invoiced there. */
    public record NotMarked(String client, String currency, int works, Sum sum) {}

    /** Hours, and worth with expenses. */
    public record Sum(BigDecimal hours, BigDecimal worth) {}

    /**
     * How what is uninvoiced in Harvest is made up; projects with a fixed fee are left out on both sides.
     *
     * @param uninvoiced what Harvest's report says
     * @param nowhere of it, billed nowhere: the rows, less fixed fees
     * @param here of it, on drafts and invoices of ours, covered by a fee of ours or written off here
     * @param difference uninvoiced less the other two
     */
    public record Tie(String currency, Sum uninvoiced, Sum nowhere, Sum here, Sum difference) {}

    /** A project of which Harvest's report says other than the entries and expenses it lists. */
    public record Difference(String client, String project, String currency, Sum uninvoiced, Sum listed) {}

    /** 0 done, 3 a side could not be worked with. */
    public int exitCode() {
        return troubles.isEmpty() ? 0 : 3;
    }
}
