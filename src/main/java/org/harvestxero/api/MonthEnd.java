package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.JournalLine;
import org.harvestxero.monthend.JournalPiece;
import org.harvestxero.monthend.LeftOut;
import org.harvestxero.monthend.PayVeil;
import org.harvestxero.worth.UnbilledWork;
import org.jspecify.annotations.Nullable;

/** What goes into Xero's journals at the end of a month. */
public interface MonthEnd {
    /**
     * Makes the journals of a month, or what changed since they were made; one that is under way is waited for.
     *
     * @throws DecisionException when no journal is to be made, or the month is not over
     */
    Answer run(Request request, String who);

    /**
     * What is not billed at the end of a day, and what it is worth at agreed prices; reads Harvest.
     *
     * <p>What a side answers wrong is thrown as it is.
     */
    UnbilledWork unbilled(LocalDate day);

    /**
     * Keeps in the audit that somebody looks at amounts of a month that are pay.
     *
     * @param who looks
     */
    void payShown(YearMonth month, String who);

    /** What the journals of a month and kind were made of, without what is pay; empty when none was made. */
    Optional<Explained> explain(YearMonth month, JournalKind kind);

    /**
     * The same with each person's cost rate, which is pay: that it was looked at is kept in the audit.
     *
     * @param who looks
     */
    Optional<Explained> explainWithRates(YearMonth month, JournalKind kind, String who);

    /**
     * @param dryRun whether nothing is sent
     * @param again whether what a person deleted in Xero is made anew
     */
    record Request(YearMonth month, boolean dryRun, boolean again) {}

    /** What came of it. */
    record Answer(YearMonth month, List<Journal> journals, CycleReport.Calls calls, List<Trouble> troubles) {
        public Answer {
            journals = List.copyOf(journals);
            troubles = List.copyOf(troubles);
        }

        /** 0 all is in the journals and ties, 1 something is missing or does not tie, 3 a side could not be reached. */
        public int exitCode() {
            if (!troubles.isEmpty()) {
                return 3;
            }
            return journals.stream().allMatch(Journal::isWhole) ? 0 : 1;
        }
    }

    /** @param notes what a person should know beside */
    record Journal(JournalKind kind, Whole whole, Change change, Tie tie, List<LeftOut> leftOut, List<String> notes) {
        public Journal {
            leftOut = List.copyOf(leftOut);
            notes = List.copyOf(notes);
        }

        boolean isWhole() {
            return leftOut.isEmpty()
                    && tie.isTied()
                    && change.outcome() != Outcome.FAILED
                    && change.outcome() != Outcome.UNCLEAR
                    && change.outcome() != Outcome.HELD;
        }
    }

    /**
     * The month as it is now.
     *
     * @param lines debits by account and tracking, then the credit
     * @param veil which of the amounts are pay
     */
    record Whole(
            String currency, List<JournalLine> lines, BigDecimal cost, BigDecimal hours, int entries, PayVeil veil) {
        public Whole {
            lines = List.copyOf(lines);
        }

        /** Of what is no pay. */
        public Whole(String currency, List<JournalLine> lines, BigDecimal cost, BigDecimal hours, int entries) {
            this(currency, lines, cost, hours, entries, PayVeil.NONE);
        }
    }

    /** What became of what is to be booked. */
    enum Outcome {
        /** All is booked already. */
        NOTHING,
        /** It would be made. */
        DUE,
        MADE,
        /** Xero refused it. */
        FAILED,
        /** Xero was asked, and whether it stands there is not known. */
        UNCLEAR,
        /** A person has to say whether. */
        HELD;

        /** As scripts and the log read it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is to be booked beside the versions made before.
     *
     * @param document null when nothing is
     * @param message why it was not made, or what differs; null for nothing
     * @param veil which of the amounts are pay
     */
    record Change(
            Outcome outcome,
            @Nullable Document document,
            List<JournalLine> lines,
            @Nullable String message,
            PayVeil veil) {
        public Change {
            lines = List.copyOf(lines);
        }

        /** Of what is no pay. */
        public Change(Outcome outcome, @Nullable Document document, List<JournalLine> lines, @Nullable String message) {
            this(outcome, document, lines, message, PayVeil.NONE);
        }

        public Change behind(PayVeil other) {
            return new Change(outcome, document, lines, message, other);
        }
    }

    /**
     * @param status Xero's word: asked for, or as it is there
     * @param targetId Xero's id; null before it stands there
     */
    record Document(
            String mark,
            LocalDate date,
            String narration,
            String status,
            @Nullable String targetId) {}

    /** What a tie-out counts. */
    enum Measure {
        /** Against Harvest's time report. */
        HOURS,
        /** In the organisation's currency, against the report that the journal is made from. */
        MONEY
    }

    /**
     * Whether a journal agrees with a report.
     *
     * @param reported null when the report could not be read
     */
    record Tie(
            Measure measure,
            BigDecimal inJournal,
            BigDecimal leftOut,
            @Nullable BigDecimal reported) {
        /** Hours against Harvest's time report. */
        public Tie(BigDecimal inJournal, BigDecimal leftOut, @Nullable BigDecimal reported) {
            this(Measure.HOURS, inJournal, leftOut, reported);
        }

        /** What the report has more. */
        public BigDecimal difference() {
            return reported == null
                    ? BigDecimal.ZERO
                    : reported.subtract(inJournal).subtract(leftOut);
        }

        public boolean isTied() {
            return reported != null && difference().signum() == 0;
        }
    }

    /** @param parts by account and tracking */
    record Explained(YearMonth month, JournalKind kind, String currency, List<Version> versions, List<Part> parts) {
        public Explained {
            versions = List.copyOf(versions);
            parts = List.copyOf(parts);
        }
    }

    /**
     * @param state planned, sending, made, failed or gone
     * @param total of the debits; null where that is pay and not shown
     */
    record Version(
            Document document, String state, @Nullable BigDecimal total, Instant created) {}

    /**
     * @param booked what all versions together book there; null where that is pay and not shown
     * @param exact what the entries or pieces come to; null where that is pay and not shown
     * @param entries of labour cost
     * @param pieces of all other kinds
     */
    record Part(
            Coding coding,
            @Nullable BigDecimal booked,
            @Nullable BigDecimal exact,
            List<Entry> entries,
            List<JournalPiece> pieces) {
        public Part {
            entries = List.copyOf(entries);
            pieces = List.copyOf(pieces);
        }

        /** Of labour cost. */
        public Part(Coding coding, @Nullable BigDecimal booked, @Nullable BigDecimal exact, List<Entry> entries) {
            this(coding, booked, exact, entries, List.of());
        }
    }

    /** A time entry that is in it. @param rate cost of an hour; null where that is not shown */
    record Entry(
            long id,
            LocalDate day,
            String person,
            String project,
            String task,
            BigDecimal hours,
            @Nullable BigDecimal rate) {}
}
