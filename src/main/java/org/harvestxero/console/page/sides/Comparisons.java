package org.harvestxero.console.page.sides;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.api.ReconciledDays;
import org.harvestxero.api.Reconciliations;
import org.harvestxero.api.Trouble;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.user.Right;
import org.harvestxero.reconciliation.Reconciliation;

/** What people set off from the pages about reconciliations: a comparison, the copying of an invoice, another try of a failed copy. */
final class Comparisons {
    private static final int KEPT = 5;

    private final Reconciliations reconciliations;
    private final ReconciledDays days;
    private final CopyService copyService;
    private final Look<Found> compare;
    private final Look<CycleReport> copy;
    private final Map<String, Looked> looked = new LinkedHashMap<>();
    private long last;

    Comparisons(Desk desk, Looks looks) {
        this.reconciliations = desk.work().reconciliations();
        this.days = desk.sides().books().days();
        this.copyService = desk.work().copyService();
        this.compare = looks.look("reconcile");
        this.copy = looks.look("copy");
    }

    /** @param sentence what was found @param path to where it stands; empty where nothing is told */
    private record Found(String sentence, String path, List<Trouble> troubles) {}

    /** A comparison of one client or another day. @param about which */
    record Looked(String id, String who, String about, Reconciliation found) {}

    ReconcileView.Asked mayAsk(Asked asked) {
        return new ReconcileView.Asked(
                asked.may(Right.MEND),
                compare.read().filter(Look.Reading::runs).isPresent(),
                asked.format().today().toString());
    }

    Answer begin(Asked asked) {
        String day = asked.field("asOf").orElse("");
        Optional<LocalDate> asOf = Asked.day(day);
        if (!day.isEmpty() && asOf.isEmpty()) {
            throw new DecisionException(
                    "\"" + day + "\" is no day: write it like " + asked.format().today() + ".");
        }
        if (asOf.filter(date -> date.isAfter(asked.format().today())).isPresent()) {
            throw new DecisionException("Only a day that has begun can be looked at.");
        }
        ReconcileRequest request =
                new ReconcileRequest(asOf.orElse(null), asked.field("client").orElse(null));
        String about = about(request, asked.format());
        String who = asked.who();
        compare.begin(who, about, () -> found(reconciliations.reconcile(request, who), request, who, about));
        asked.session().tell(new Session.Notice(true, "Both sides are being compared; nothing is changed on either."));
        return new Answer.Elsewhere(ReconcilePages.PATH);
    }

    private static String about(ReconcileRequest request, ReaderFormat format) {
        String client = request.client();
        LocalDate day = request.asOf();
        return (client == null ? "" : client)
                + (client != null && day != null ? ", " : "")
                + (day == null ? "" : "as of " + format.date(day));
    }

    private Found found(Reconciliations.Answer answer, ReconcileRequest request, String who, String about) {
        Reconciliation found = answer.found();
        if (found == null) {
            return new Found("It is not complete, so nothing is told.", "", answer.troubles());
        }
        String path = request.isAll() ? ReconcilePages.PATH : ReconcilePages.PATH + "/looks/" + keep(who, about, found);
        return new Found(found.sentence(), path, answer.troubles());
    }

    private synchronized String keep(String who, String about, Reconciliation found) {
        String id = Long.toString(++last);
        looked.put(id, new Looked(id, who, about, found));
        if (looked.size() > KEPT) {
            looked.remove(looked.keySet().iterator().next());
        }
        return id;
    }

    synchronized Optional<Looked> looked(String id) {
        return Optional.ofNullable(looked.get(id));
    }

    Answer stop(Asked asked) {
        compare.stop(asked.who());
        asked.session().tell(new Session.Notice(true, "It ends at its next safe point; nothing is told of it then."));
        return new Answer.Elsewhere(ReconcilePages.PATH);
    }

    /** Copies an invoice now, or all that is due. */
    Answer copy(Asked asked) {
        String number = asked.field("number").orElse("");
        String who = asked.who();
        copy.begin(
                who,
                number.isEmpty() ? "all that is due" : "invoice " + number,
                () -> copyService.copy(new CopyRequest(number.isEmpty() ? null : number, false, false), who));
        asked.session().tell(new Session.Notice(true, "It is being copied; what came of it stands on this page."));
        return back(asked);
    }

    Answer retry(Asked asked) {
        Set<Long> ids = asked.ids("copy");
        if (ids.isEmpty()) {
            throw new DecisionException("Choose a failed copy first.");
        }
        int count = copyService.retry(ids, asked.who());
        asked.session()
                .tell(
                        count == 0
                                ? new Session.Notice(
                                        false,
                                        "Nothing was done: it does not stand failed any more. Somebody else may have seen to it.")
                                : new Session.Notice(true, "It will be tried again with the next cycle."));
        return back(asked);
    }

    private static Answer back(Asked asked) {
        return new Answer.Elsewhere(SidesPages.within(asked, ReconcilePages.PATH));
    }

    /** What runs in the background, and what came of what ran last. */
    List<ReconcileView.Running> running(ReaderFormat format) {
        List<ReconcileView.Running> lines = new ArrayList<>();
        compare.read().ifPresent(reading -> lines.add(comparison(reading, format)));
        copy.read().ifPresent(reading -> lines.add(copying(reading, format)));
        return lines;
    }

    private ReconcileView.Running comparison(Look.Reading<Found> reading, ReaderFormat format) {
        String what =
                "Comparison" + (reading.about().isEmpty() ? "" : " of " + reading.about()) + " by " + reading.who();
        if (reading.runs()) {
            String read = days.underWay()
                    .map(now -> ": " + format.count(now.harvest(), "invoice") + " of Harvest and "
                            + format.count(now.xero(), "document") + " of Xero read so far")
                    .orElse("");
            return new ReconcileView.Running(
                    what + " is under way, begun " + format.ago(reading.began()) + read + "."
                            + (reading.told().isEmpty() ? "" : " " + reading.told()),
                    false,
                    true,
                    "");
        }
        Found found = reading.found();
        String came = found == null ? reading.problem() : found.sentence() + words(found.troubles());
        return new ReconcileView.Running(
                what + ", " + format.ago(reading.ended()) + ": " + came,
                true,
                found != null && found.troubles().isEmpty(),
                found == null ? "" : found.path());
    }

    private static ReconcileView.Running copying(Look.Reading<CycleReport> reading, ReaderFormat format) {
        String what = "Copying of " + reading.about() + " for " + reading.who();
        if (reading.runs()) {
            return new ReconcileView.Running(
                    what + " is under way." + (reading.told().isEmpty() ? "" : " " + reading.told()), false, true, "");
        }
        CycleReport report = reading.found();
        if (report == null) {
            return new ReconcileView.Running(what + ": " + reading.problem(), true, false, "");
        }
        return new ReconcileView.Running(
                what + ", " + format.ago(reading.ended()) + ": "
                        + format.count(report.copied().size(), "document") + " copied, "
                        + format.number(report.failed().size()) + " stand failed." + words(report.troubles()),
                true,
                report.exitCode() == 0,
                report.failed().isEmpty() ? "" : "/failed");
    }

    private static String words(List<Trouble> troubles) {
        return troubles.isEmpty() ? "" : " " + Words.of(troubles);
    }
}
