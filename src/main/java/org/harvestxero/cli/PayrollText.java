package org.harvestxero.cli;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.harvestxero.api.Payroll.Answer;
import org.harvestxero.api.Payroll.Change;
import org.harvestxero.api.Payroll.Outcome;
import org.harvestxero.api.Payroll.Period;
import org.harvestxero.api.Payroll.Sheet;
import org.harvestxero.api.Payroll.Unmatched;
import org.harvestxero.monthend.CostEntry;
import org.harvestxero.payroll.PayLine;
import org.harvestxero.payroll.Unpaid;

/** What people read of timesheets: each person's hours by day, what differs in Xero, what is missing and why. */
final class PayrollText {
    /** Days that stand side by side. */
    private static final int ABREAST = 7;

    private final StringBuilder text = new StringBuilder();

    private PayrollText() {}

    static String of(Answer answer) {
        PayrollText written = new PayrollText();
        answer.periods().forEach(written::period);
        if (!answer.unmatched().isEmpty()) {
            written.text.append("Not in any timesheet\n");
            answer.unmatched().forEach(written::unmatched);
        }
        answer.notes().forEach(note -> written.text.append(note).append('\n'));
        if (written.text.isEmpty() && answer.troubles().isEmpty()) {
            written.text.append("No employee of Xero Payroll has a pay calendar.\n");
        }
        return written.text.toString();
    }

    private void period(Period period) {
        text.append(period.calendar()).append(", ").append(period.period()).append('\n');
        if (period.sheets().isEmpty()) {
            text.append("Nobody has hours.\n\n");
            return;
        }
        List<LocalDate> days = period.period().days();
        for (int from = 0; from < days.size(); from += ABREAST) {
            int to = Math.min(days.size(), from + ABREAST);
            grid(period.sheets(), days.subList(from, to), to == days.size());
        }
        if (period.sheets().stream().anyMatch(PayrollText::differs)) {
            text.append("In brackets: hours as they stood in Xero before, where they differ.\n");
        }
        period.sheets().forEach(this::sheet);
        text.append('\n');
    }

    /** @param last whether the sums are shown beside */
    private void grid(List<Sheet> sheets, List<LocalDate> days, boolean last) {
        List<String> headings = new ArrayList<>(List.of("PERSON"));
        days.forEach(day -> headings.add(">" + weekday(day) + " " + day.getDayOfMonth()));
        if (last) {
            headings.addAll(List.of(">TOTAL", ""));
        }
        Table table = new Table(headings.toArray(new String[0]));
        for (Sheet sheet : sheets) {
            List<String> cells = new ArrayList<>(List.of(sheet.person().name()));
            days.forEach(day -> cells.add(cell(on(sheet.paid().lines(), day), on(sheet.standing(), day), sheet)));
            if (last) {
                cells.add(cell(sheet.paid().hours(), PayLine.sum(sheet.standing()), sheet));
                cells.add(state(sheet.change()));
            }
            table.row(cells.toArray(new String[0]));
        }
        text.append(table);
    }

    private static String weekday(LocalDate day) {
        String name = day.getDayOfWeek().name();
        return name.charAt(0) + name.substring(1, 3).toLowerCase(Locale.ROOT);
    }

    private static BigDecimal on(List<PayLine> lines, LocalDate day) {
        return PayLine.sum(
                lines.stream().filter(line -> line.cell().day().equals(day)).toList());
    }

    private static boolean differs(Sheet sheet) {
        return !sheet.standing().isEmpty()
                && (sheet.paid().hours().compareTo(PayLine.sum(sheet.standing())) != 0
                        || sheet.paid().lines().stream()
                                .map(line -> line.cell().day())
                                .anyMatch(day ->
                                        on(sheet.paid().lines(), day).compareTo(on(sheet.standing(), day)) != 0));
    }

    private static String cell(BigDecimal hours, BigDecimal standing, Sheet sheet) {
        String shown = hours.signum() == 0 ? "-" : MonthEndText.hours(hours);
        return sheet.standing().isEmpty() || hours.compareTo(standing) == 0
                ? shown
                : shown + " (" + MonthEndText.hours(standing) + ")";
    }

    /** With Xero's status where that is more than a draft. */
    private static String state(Change change) {
        String status = change.status();
        return status == null || status.equalsIgnoreCase("Draft") || change.outcome() == Outcome.APPROVED
                ? word(change)
                : word(change) + ", " + status;
    }

    private static String word(Change change) {
        return switch (change.outcome()) {
            case NOTHING -> change.status() == null ? "nothing to send" : "as it is to be";
            case DUE -> change.status() == null ? "to be made" : "to be changed";
            case MADE -> "made";
            case CHANGED -> "changed";
            case APPROVED -> "approved";
            case FAILED -> "REFUSED";
            case UNCLEAR -> "NOT KNOWN";
            case HELD -> "HELD";
        };
    }

    private void sheet(Sheet sheet) {
        String message = sheet.change().message();
        if (message != null) {
            text.append(sheet.person().name()).append(": ").append(message).append('\n');
        }
        for (Unpaid unpaid : sheet.paid().unpaid()) {
            text.append(sheet.person().name())
                    .append(": ")
                    .append(MonthEndText.hours(unpaid.hours()))
                    .append(" hours not sent, ")
                    .append(unpaid.words())
                    .append(". ")
                    .append(unpaid.remedy())
                    .append('\n');
            unpaid.entries().forEach(this::entry);
        }
    }

    private void entry(CostEntry entry) {
        text.append("    ")
                .append(entry.day())
                .append("  ")
                .append(MonthEndText.hours(entry.hours()))
                .append("  ")
                .append(entry.work().project().name())
                .append(", ")
                .append(entry.work().task().name())
                .append('\n');
    }

    private void unmatched(Unmatched unmatched) {
        String words = unmatched.hindrance().words();
        text.append(MonthEndText.hours(unmatched.hours()))
                .append(" hours: ")
                .append(words)
                .append(". ")
                .append(unmatched.hindrance().remedy())
                .append('\n');
    }
}
