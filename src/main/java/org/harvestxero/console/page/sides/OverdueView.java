package org.harvestxero.console.page.sides;

import java.util.List;

/**
 * What the pages about overdue invoices show, in words.
 *
 * @param state of what is read in the background
 * @param columns names of the ages
 */
public record OverdueView(
        MarksPage.State state,
        List<String> columns,
        List<AgedRow> aged,
        List<Row> rows,
        String client,
        String more,
        Beside beside,
        boolean mend) {

    /** One client, or all of a currency. @param cells of each age, then in all, to its credit, and what it owes in the end */
    public record AgedRow(String client, List<String> cells, boolean all) {}

    /** An open invoice. @param path to what may be done about it @param late whether it is past due */
    public record Row(
            String number,
            String path,
            String client,
            String due,
            String age,
            boolean late,
            String open,
            String done,
            String next,
            String hold) {}

    /** @param mails that were not sent, or may have been */
    public record Beside(List<Stop> stops, List<Mail> mails, List<Promise> promises, String kept) {}

    public record Stop(String client, String number, String path, String open, String age, String since) {}

    /** @param number for forms */
    public record Mail(
            String id,
            long number,
            String to,
            String day,
            String subject,
            String invoices,
            String state,
            String note) {}

    public record Promise(String number, String client, String until, String paid, String outcome, String who) {}

    /** One invoice and what may be arranged about it. @param held whether a promise, dispute or the stop-work list can be ended */
    public record Detail(Row row, List<Done> done, boolean held, String today, boolean mend) {}

    public record Done(String step, String state, String when) {}

    /** What a run would do now. @param may whether whoever looks may let it go */
    public record Preview(
            MarksPage.State state,
            List<Letter> letters,
            List<String> stops,
            List<String> notes,
            String troubles,
            boolean due,
            boolean may) {}

    /** A mail, word for word. @param body empty where Xero words it */
    public record Letter(
            String to,
            String addresses,
            String through,
            String subject,
            String body,
            String asked,
            String state,
            String level,
            String note) {}
}
