package org.harvestxero.console.page.sides;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.harvestxero.api.Payroll;
import org.harvestxero.api.Payroll.Outcome;
import org.harvestxero.api.Payroll.Period;
import org.harvestxero.api.Payroll.Sheet;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.session.Session;
import org.harvestxero.payroll.PayLine;
import org.harvestxero.payroll.Unpaid;

/** Hours for payroll: what would be sent, what stands in Xero, and who needs a person. For the role payroll alone. */
public final class PayrollPage {
    static final String PATH = "/payroll";
    private static final String NAME = "Payroll";
    /** Days that stand side by side. */
    private static final int ABREAST = 7;

    private final Payroll payroll;
    private final Look<Found> look;

    PayrollPage(Desk desk, Looks looks) {
        this.payroll = desk.sides().payroll();
        this.look = looks.look("payroll");
    }

    /** @param sent whether it was more than a look */
    private record Found(Payroll.Answer answer, boolean sent) {}

    /** @param send whether there is something that may be sent @param day as it was asked for; empty for the last periods */
    public record View(
            MarksPage.State state,
            List<Grid> grids,
            List<Problem> problems,
            boolean looked,
            boolean send,
            String day) {}

    /** @param days headings of the columns behind the person @param last whether sum and state stand beside */
    public record Grid(String name, List<String> days, List<Row> rows, boolean last) {}

    public record Row(String person, List<Cell> cells, Cell sum, String state, boolean good) {}

    /** @param was what stood in Xero; empty where that is the same, or nothing stood there */
    public record Cell(String day, String hours, String was) {}

    public record Problem(String person, String words) {}

    Answer show(Asked asked) {
        ReaderFormat format = asked.format();
        Payroll.Answer answer = look.last()
                .map(Look.Reading::found)
                .map(Found::answer)
                .filter(found -> found.troubles().isEmpty())
                .orElse(null);
        boolean due = answer != null
                && answer.periods().stream()
                        .flatMap(period -> period.sheets().stream())
                        .anyMatch(sheet -> sheet.change().outcome() == Outcome.DUE);
        return Answer.shown(
                "payroll",
                NAME,
                new View(
                        state(format),
                        answer == null
                                ? List.of()
                                : answer.periods().stream()
                                        .flatMap(period -> grids(period, format))
                                        .toList(),
                        answer == null ? List.of() : problems(answer, format),
                        answer != null,
                        due,
                        look.last().map(Look.Reading::about).orElse("")));
    }

    private MarksPage.State state(ReaderFormat format) {
        return MarksPage.State.of(
                look,
                MarksPage.State.NEVER,
                last -> "Harvest and Xero Payroll are being asked",
                (last, found) -> MarksPage.State.unless(
                        found.answer().troubles(),
                        (found.sent() ? "Sent " : "Looked ") + format.ago(last.ended()) + " for " + last.who() + "."));
    }

    /** A week at a time, so that a month fits the screen. */
    private static Stream<Grid> grids(Period period, ReaderFormat format) {
        List<LocalDate> days = period.period().days();
        List<Grid> grids = new ArrayList<>();
        for (int from = 0; from < days.size(); from += ABREAST) {
            int to = Math.min(days.size(), from + ABREAST);
            List<LocalDate> shown = days.subList(from, to);
            grids.add(new Grid(
                    period.calendar() + ", " + format.date(shown.get(0)) + " to " + format.date(days.get(to - 1)),
                    shown.stream().map(PayrollPage::heading).toList(),
                    period.sheets().stream()
                            .map(sheet -> row(sheet, shown, format))
                            .toList(),
                    to == days.size()));
        }
        return grids.stream();
    }

    private static String heading(LocalDate day) {
        String name = day.getDayOfWeek().name();
        return name.charAt(0) + name.substring(1, 3).toLowerCase(Locale.ROOT) + " " + day.getDayOfMonth();
    }

    private static Row row(Sheet sheet, List<LocalDate> days, ReaderFormat format) {
        List<Cell> cells = new ArrayList<>();
        for (LocalDate day : days) {
            cells.add(cell(heading(day), on(sheet.paid().lines(), day), on(sheet.standing(), day), sheet, format));
        }
        String status = sheet.change().status();
        return new Row(
                sheet.person().name(),
                cells,
                cell("Sum", sheet.paid().hours(), PayLine.sum(sheet.standing()), sheet, format),
                words(sheet.change()) + (status == null ? "" : " · " + status + " in Xero"),
                sheet.isWhole());
    }

    private static Cell cell(String day, BigDecimal hours, BigDecimal standing, Sheet sheet, ReaderFormat format) {
        boolean same = sheet.standing().isEmpty() || hours.compareTo(standing) == 0;
        return new Cell(day, hours.signum() == 0 ? "" : format.quantity(hours), same ? "" : format.quantity(standing));
    }

    private static BigDecimal on(List<PayLine> lines, LocalDate day) {
        return PayLine.sum(
                lines.stream().filter(line -> line.cell().day().equals(day)).toList());
    }

    private static String words(Payroll.Change change) {
        return switch (change.outcome()) {
            case NOTHING -> change.status() == null ? "Nothing to send" : "As it is to be";
            case DUE -> change.status() == null ? "To be made" : "To be changed";
            case MADE -> "Made";
            case CHANGED -> "Changed";
            case APPROVED -> "Approved";
            case FAILED -> "Refused";
            case UNCLEAR -> "Not known";
            case HELD -> "Held";
        };
    }

    private static List<Problem> problems(Payroll.Answer answer, ReaderFormat format) {
        List<Problem> problems = new ArrayList<>();
        for (Period period : answer.periods()) {
            for (Sheet sheet : period.sheets()) {
                String message = sheet.change().message();
                if (message != null) {
                    problems.add(new Problem(sheet.person().name(), message));
                }
                for (Unpaid unpaid : sheet.paid().unpaid()) {
                    problems.add(new Problem(
                            sheet.person().name(),
                            format.quantity(unpaid.hours()) + " hours not sent, " + unpaid.words() + ". "
                                    + unpaid.remedy()));
                }
            }
        }
        answer.unmatched()
                .forEach(each -> problems.add(new Problem(
                        each.person().name(),
                        format.quantity(each.hours()) + " hours: "
                                + each.hindrance().words() + ". "
                                + each.hindrance().remedy())));
        answer.notes().forEach(note -> problems.add(new Problem("", note)));
        return problems;
    }

    Answer look(Asked asked) {
        return begin(asked, true);
    }

    Answer send(Asked asked) {
        return begin(asked, false);
    }

    private Answer begin(Asked asked, boolean dryRun) {
        String typed = asked.field("day").orElse("");
        Optional<LocalDate> day = Asked.day(typed);
        if (!typed.isEmpty() && day.isEmpty()) {
            asked.session().tell(new Session.Notice(false, "That is no day: write it like 2026-10-05."));
            return new Answer.Elsewhere(PATH);
        }
        String who = asked.who();
        look.begin(
                who,
                typed,
                () -> new Found(payroll.run(new Payroll.Request(day.orElse(null), dryRun, false), who), !dryRun));
        asked.session()
                .tell(new Session.Notice(
                        true,
                        dryRun
                                ? "Harvest and Xero are being read; load the page anew in a moment."
                                : "Timesheets are being sent; load the page anew in a moment."));
        return new Answer.Elsewhere(PATH);
    }

    /** Whether it is still under way, for the page that waits. */
    Answer live(Asked asked) {
        return Answer.shown("marksLive", NAME, state(asked.format()));
    }
}
