package org.harvestxero.console.page.sides;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.OverdueReport;
import org.harvestxero.api.Trouble;
import org.harvestxero.console.page.AddressEnd;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.session.Session;

/** What people arrange about overdue invoices, and what they have read, shown or sent. */
final class OverdueActions {
    private final OverdueDesk desk;
    private final ZoneId zone;
    private final Look<List<Trouble>> reading;
    private final Look<OverdueReport> preview;

    OverdueActions(Desk desk, Looks looks) {
        this.desk = desk.sides().overdue();
        this.zone = desk.site().zone();
        this.reading = looks.look("receivables");
        this.preview = looks.look("overdue");
    }

    ZoneId zone() {
        return zone;
    }

    Answer read(Asked asked) {
        reading.begin(asked.who(), "", () -> {
            List<Trouble> troubles = new ArrayList<>(desk.refresh());
            troubles.addAll(troubles.isEmpty() ? desk.refreshCredits() : List.of());
            return List.copyOf(troubles);
        });
        asked.session().tell(new Session.Notice(true, "Open invoices and credits are being read from Xero."));
        return new Answer.Elsewhere(SidesPages.within(asked, OverduePages.PATH));
    }

    /** How the reading of what is open stands. */
    MarksPage.State reading(ReaderFormat format) {
        return MarksPage.State.of(
                reading,
                "As it was read last.",
                last -> "Xero is being read",
                (last, troubles) -> MarksPage.State.unless(
                        troubles, "Read from Xero " + format.ago(last.ended()) + " for " + last.who() + "."));
    }

    Answer preview(Asked asked) {
        preview.begin(asked.who(), "preview", desk::preview);
        asked.session()
                .tell(new Session.Notice(
                        true, "What is due is being worked out, and each mail worded; nothing is sent."));
        return new Answer.Elsewhere(OverduePages.PATH + "/preview");
    }

    /** Takes the steps that are due, after somebody has seen them. */
    Answer run(Asked asked) {
        if (asked.field("seen").isEmpty()) {
            throw new DecisionException("Say first that you have looked at the mails.");
        }
        String who = asked.who();
        preview.begin(who, "run", () -> desk.run(who));
        asked.session().tell(new Session.Notice(true, "The steps that are due now are being taken."));
        return new Answer.Elsewhere(OverduePages.PATH + "/preview");
    }

    Optional<OverdueReport> lastPreview() {
        return preview.last().map(Look.Reading::found);
    }

    MarksPage.State previewing(ReaderFormat format) {
        return MarksPage.State.of(
                preview,
                MarksPage.State.NEVER,
                last -> sends(last) ? "Steps are being taken" : "What is due is being worked out",
                (last, report) -> new MarksPage.State(
                        (sends(last) ? "Done " : "As it would go, worked out ") + format.ago(last.ended()) + " for "
                                + last.who() + ".",
                        false,
                        report.troubles().isEmpty()));
    }

    private static boolean sends(Look.Reading<OverdueReport> reading) {
        return reading.about().equals("run");
    }

    Answer promise(Asked asked) {
        String number = number(asked);
        desk.promise(number, until(asked), asked.field("reason").orElse(null), asked.who());
        return told(asked, number, "is promised; nothing is done about it until then.");
    }

    Answer dispute(Asked asked) {
        String number = number(asked);
        String reason = asked.field("reason")
                .orElseThrow(
                        () -> new DecisionException("Say what is wrong with the invoice: it is kept in the audit."));
        desk.dispute(number, until(asked), reason, asked.who());
        return told(asked, number, "is disputed; nothing is done about it until then.");
    }

    Answer release(Asked asked) {
        String number = number(asked);
        desk.release(number, asked.who());
        return told(asked, number, "goes on by the plan.");
    }

    private static String number(Asked asked) {
        return asked.field("number")
                .orElseThrow(() -> new DecisionException("Which invoice is meant was not said: load the page anew."));
    }

    private static LocalDate until(Asked asked) {
        String text = asked.field("until").orElse("");
        return Asked.day(text)
                .orElseThrow(() -> new DecisionException(
                        text.isEmpty()
                                ? "Say until which day."
                                : "\"" + text + "\" is no day: write it like "
                                        + asked.format().today() + "."));
    }

    private static Answer told(Asked asked, String number, String words) {
        asked.session().tell(new Session.Notice(true, "Invoice " + number + " " + words));
        return new Answer.Elsewhere(OverduePages.PATH + "/invoice?number=" + AddressEnd.encoded(number));
    }

    Answer retryMail(Asked asked) {
        desk.retryMail(mail(asked), asked.who());
        asked.session().tell(new Session.Notice(true, "The mail is due again with the next run."));
        return new Answer.Elsewhere(OverduePages.PATH);
    }

    Answer discardMail(Asked asked) {
        String reason = asked.field("reason")
                .orElseThrow(() -> new DecisionException(
                        "Say why it is not sent, or how you know that it was: it is kept in the audit."));
        desk.discardMail(mail(asked), reason, asked.who());
        asked.session().tell(new Session.Notice(true, "The mail is not sent any more; its steps count as taken."));
        return new Answer.Elsewhere(OverduePages.PATH);
    }

    private static long mail(Asked asked) {
        return asked.id("mail")
                .orElseThrow(() -> new DecisionException("Which mail is meant was not said: load the page anew."));
    }

    /** Lets the first mails to clients go, or takes for done what is due now. */
    Answer first(Asked asked) {
        boolean mail = asked.field("mail").filter("yes"::equals).isPresent();
        int passed = desk.releaseFirst(mail, asked.who());
        asked.session()
                .tell(new Session.Notice(
                        true,
                        mail
                                ? "Clients are mailed from the next run on."
                                : asked.format().count(passed, "reminder")
                                        + " taken for done; clients are mailed about what becomes due from now on."));
        return new Answer.Elsewhere(OverduePages.PATH + "/preview");
    }
}
