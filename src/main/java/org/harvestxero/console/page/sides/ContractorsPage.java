package org.harvestxero.console.page.sides;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import org.harvestxero.api.Contractors;
import org.harvestxero.api.Contractors.Contractor;
import org.harvestxero.api.Contractors.Report;
import org.harvestxero.api.DecisionException;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.user.Right;

/** What contractors worked in a month, against what they billed. */
public final class ContractorsPage {
    static final String PATH = PurchasePages.PATH + "/contractors";

    private final Contractors contractors;
    private final Look<Report> look;

    ContractorsPage(Desk desk, Looks looks) {
        this.contractors = desk.work().people().contractors();
        this.look = looks.look("contractors");
    }

    /**
     * @param month that is asked for next, as its field has it
     * @param rows what was found last; none before the first look
     * @param found whether there was a look
     */
    public record View(
            MarksPage.State state, String month, String title, List<Row> rows, boolean found, boolean mend) {}

    /** @param agrees whether what was billed is what was worked, and all of it could be compared */
    public record Row(
            String name, String hours, String cost, String billed, String difference, Beside beside, boolean agrees) {}

    /** @param bills their numbers in Xero */
    public record Beside(String bills, List<String> notes) {}

    Answer show(Asked asked) {
        ReaderFormat format = asked.format();
        Report report = look.last().map(Look.Reading::found).orElse(null);
        return Answer.shown(
                "contractors",
                "Contractors",
                new View(
                        state(format),
                        YearMonth.from(format.today()).minusMonths(1).toString(),
                        report == null ? "" : "In " + report.month() + ", in " + report.currency() + " before tax",
                        report == null
                                ? List.of()
                                : report.contractors().stream()
                                        .map(each -> row(each, report.currency(), format))
                                        .toList(),
                        report != null,
                        asked.may(Right.MEND)));
    }

    private static Row row(Contractor each, String currency, ReaderFormat format) {
        return new Row(
                each.name(),
                format.quantity(each.figures().hours()),
                format.money(each.figures().cost(), currency),
                format.money(each.figures().billed(), currency),
                format.money(each.figures().difference(), currency),
                new Beside(String.join(", ", each.bills()), each.notes()),
                each.figures().difference().signum() == 0 && each.notes().isEmpty());
    }

    private MarksPage.State state(ReaderFormat format) {
        return MarksPage.State.of(
                look,
                MarksPage.State.NEVER,
                last -> "Both sides are being read for " + last.about(),
                (last, report) ->
                        MarksPage.State.good("Looked " + format.ago(last.ended()) + " for " + last.who() + "."));
    }

    /** Whether they are still read, for the page that waits. */
    Answer live(Asked asked) {
        return Answer.shown("marksLive", "Contractors", state(asked.format()));
    }

    Answer begin(Asked asked) {
        YearMonth month = month(asked.field("month")
                .orElseGet(() ->
                        YearMonth.from(asked.format().today()).minusMonths(1).toString()));
        look.begin(asked.who(), month.toString(), () -> contractors.compare(month));
        asked.session().tell(new Session.Notice(true, "Both sides are being read; load the page anew in a moment."));
        return new Answer.Elsewhere(PATH);
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw new DecisionException("\"" + text + "\" is no month: write it like 2026-10.");
        }
    }
}
