package org.harvestxero.cli;

import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.api.MonthEnd.Answer;
import org.harvestxero.api.MonthEnd.Change;
import org.harvestxero.api.MonthEnd.Document;
import org.harvestxero.api.MonthEnd.Journal;
import org.harvestxero.api.MonthEnd.Measure;
import org.harvestxero.api.MonthEnd.Outcome;
import org.harvestxero.api.MonthEnd.Tie;
import org.harvestxero.api.MonthEnd.Whole;
import org.harvestxero.billing.Counted;
import org.harvestxero.monthend.CostEntry;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.JournalLine;
import org.harvestxero.monthend.LeftOut;
import org.harvestxero.monthend.PayVeil;
import org.jspecify.annotations.Nullable;

/** What people read of a month's journals: the lines, what is missing and why, and whether hours tie. */
final class MonthEndText {
    /** Entries that are listed of one reason; the others are counted. */
    private static final int LISTED = 20;

    static final String HIDDEN = "hidden";
    /** Below amounts of which some are hidden. */
    static final String WHY_HIDDEN =
            "What fewer than two people cost is hidden: --show-rates shows it, and the audit keeps that.\n";

    private final StringBuilder text = new StringBuilder();
    private final boolean pay;

    private MonthEndText(boolean pay) {
        this.pay = pay;
    }

    /** @param pay whether amounts that are pay are shown */
    static String of(Answer answer, boolean pay) {
        MonthEndText written = new MonthEndText(pay);
        answer.journals().forEach(journal -> written.journal(answer, journal));
        return written.text.toString();
    }

    private void journal(Answer answer, Journal journal) {
        String currency = journal.whole().currency();
        PayVeil veil = pay ? PayVeil.NONE : journal.whole().veil();
        PayVeil changes = pay ? PayVeil.NONE : journal.change().veil();
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append(journal.kind().title())
                .append(" of ")
                .append(answer.month())
                .append(": ")
                .append(
                        veil.hidesTotal()
                                ? HIDDEN
                                : TextOutput.amount(journal.whole().cost(), currency) + " " + currency)
                .append(content(journal))
                .append(".\n");
        lines(journal.whole().lines(), currency, veil);
        change(journal.change(), journal.whole(), currency, changes);
        missing(journal.leftOut());
        if (!journal.kind().isReversal()) {
            tie(journal.kind(), journal.tie(), currency);
        }
        journal.notes().forEach(note -> text.append(note).append('\n'));
    }

    private static String content(Journal journal) {
        int entries = journal.whole().entries();
        return switch (journal.kind()) {
            case COST ->
                " for " + hours(journal.whole().hours()) + " hours in " + Counted.of(entries, "entry", "entries");
            case ACCRUED ->
                " in " + Counted.of(entries, "piece") + " with "
                        + hours(journal.whole().hours()) + " hours";
            case DEFERRED -> " more than the month before, in " + Counted.of(entries, "piece");
            case EXPENSES -> " in " + Counted.of(entries, "expense");
            case ACCRUED_REVERSAL, EXPENSES_REVERSAL -> " on the first day of the next month";
        };
    }

    private void lines(List<JournalLine> lines, String currency, PayVeil veil) {
        if (lines.isEmpty()) {
            return;
        }
        Table table = new Table("ACCOUNT", "TRACKING", ">DEBIT", ">CREDIT", "");
        for (JournalLine line : lines) {
            String amount = veil.hides(line.coding())
                    ? HIDDEN
                    : TextOutput.amount(line.amount().abs(), currency);
            table.row(
                    line.coding().account(),
                    line.coding().words(),
                    line.isDebit() ? amount : "",
                    line.isDebit() ? "" : amount,
                    currency);
        }
        text.append('\n').append(table).append('\n');
        if (lines.stream().anyMatch(line -> veil.hides(line.coding()))) {
            text.append(WHY_HIDDEN);
        }
    }

    private void change(Change change, Whole whole, String currency, PayVeil veil) {
        @Nullable Document document = change.document();
        text.append(
                switch (change.outcome()) {
                    case NOTHING ->
                        whole.entries() == 0 ? "There is nothing to book." : "All of it is booked; nothing changed.";
                    case DUE -> "Would be made";
                    case MADE -> "Made";
                    case FAILED -> "Not made";
                    case UNCLEAR -> "Not known whether it was made";
                    case HELD -> "Not booked";
                });
        if (document != null) {
            text.append(": ")
                    .append(document.mark())
                    .append(", ")
                    .append(document.status())
                    .append(", dated ")
                    .append(document.date());
        }
        text.append(change.outcome() == Outcome.NOTHING ? "\n" : ".\n");
        if (change.message() != null) {
            text.append(change.message()).append('\n');
        }
        if (!change.lines().isEmpty() && !same(change.lines(), whole.lines())) {
            text.append("\nOnly what changed since it was booked:\n");
            lines(change.lines(), currency, veil);
        }
    }

    private static boolean same(List<JournalLine> one, List<JournalLine> other) {
        return one.size() == other.size()
                && one.stream()
                        .allMatch(line -> other.stream()
                                .anyMatch(each -> each.coding().equals(line.coding())
                                        && each.amount().compareTo(line.amount()) == 0));
    }

    private void missing(List<LeftOut> leftOut) {
        if (leftOut.isEmpty()) {
            return;
        }
        text.append("\nNot in the journal\n");
        for (LeftOut each : leftOut) {
            text.append(hours(each.hours()))
                    .append(" hours in ")
                    .append(Counted.of(each.entries().size(), "entry", "entries"))
                    .append(": ")
                    .append(each.words())
                    .append(". ")
                    .append(each.remedy())
                    .append('\n');
            each.entries().stream().limit(LISTED).forEach(this::entry);
            if (each.entries().size() > LISTED) {
                text.append("    ").append(each.entries().size() - LISTED).append(" more; --json shows them.\n");
            }
        }
    }

    private void entry(CostEntry entry) {
        text.append("    ")
                .append(entry.day())
                .append("  ")
                .append(hours(entry.hours()))
                .append("  ")
                .append(entry.work().person().name().name())
                .append(", ")
                .append(entry.work().project().name())
                .append(", ")
                .append(entry.work().task().name())
                .append('\n');
    }

    private void tie(JournalKind kind, Tie tie, String currency) {
        if (tie.measure() == Measure.MONEY) {
            money(kind, tie, currency);
            return;
        }
        text.append("\nHours: ")
                .append(hours(tie.inJournal()))
                .append(" in the journal + ")
                .append(hours(tie.leftOut()))
                .append(" left out = ");
        if (tie.reported() == null) {
            text.append(hours(tie.inJournal().add(tie.leftOut())))
                    .append("; Harvest does not show its time report to this token, so nothing is compared.\n");
        } else if (tie.isTied()) {
            text.append(hours(tie.reported())).append(" of Harvest's time report.\n");
        } else {
            text.append(hours(tie.inJournal().add(tie.leftOut())))
                    .append("; Harvest's time report says ")
                    .append(hours(tie.reported()))
                    .append(": ")
                    .append(hours(tie.difference()))
                    .append(" DIFFERENT. Somebody may be working on these days now: run it again.\n");
        }
    }

    private void money(JournalKind kind, Tie tie, String currency) {
        String report = switch (kind) {
            case DEFERRED -> "what was billed in advance, less what was earned of it";
            case EXPENSES -> "expenses that no bill has";
            default -> "unbilled work at agreed prices";
        };
        BigDecimal reported = tie.reported() == null ? BigDecimal.ZERO : tie.reported();
        text.append(kind == JournalKind.DEFERRED ? "\nBalance: " : "\nAmount: ")
                .append(TextOutput.amount(tie.inJournal(), currency))
                .append(kind == JournalKind.DEFERRED ? " by the journals + " : " in the journal + ")
                .append(TextOutput.amount(tie.leftOut(), currency))
                .append(" left out = ")
                .append(TextOutput.amount(tie.inJournal().add(tie.leftOut()), currency));
        text.append(
                tie.isTied()
                        ? " of " + report + ".\n"
                        : "; " + report + ": " + TextOutput.amount(reported, currency) + ", "
                                + TextOutput.amount(tie.difference(), currency) + " DIFFERENT.\n");
    }

    static String hours(BigDecimal hours) {
        BigDecimal stripped = hours.stripTrailingZeros();
        return (stripped.scale() < 2 ? stripped.setScale(2) : stripped).toPlainString();
    }
}
