package org.harvestxero.mcp.tool;

import java.util.List;
import java.util.Map;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Replays;
import org.harvestxero.comparison.Comparison;
import org.harvestxero.comparison.ReplayReport;
import org.harvestxero.console.user.Right;

/** Tries the text of an agreement on periods that are over. */
final class TrialTool {
    private static final int MOST_PERIODS = 6;
    private static final int USUAL_PERIODS = 3;
    /** What a trial counts for, since it does not tell its calls: it lists work and invoices of each period. */
    private static final int COUNTS_FOR = 10;

    private TrialTool() {}

    /** @param replays asked at each call */
    static Tool of(Replays replays) {
        return new Made(card(), (given, caller) -> {
            if (!given.flag("fresh")) {
                throw new DecisionException(
                        "A text can't be tried on what is known here: give fresh, and Harvest is read for it.");
            }
            int periods = given.number("periods").orElse(USUAL_PERIODS);
            if (periods < 1 || periods > MOST_PERIODS) {
                throw new DecisionException("periods is from 1 to " + MOST_PERIODS + ".");
            }
            Replays.Preview preview = caller.askSides(
                    () -> replays.preview(given.needed("file"), given.whole("text"), periods), made -> COUNTS_FOR);
            return told(preview, caller);
        });
    }

    private static Tool.Card card() {
        return new Tool.Card(
                "try_agreement",
                "What an agreement's text would change",
                "Bills the last periods that are over twice on the side: by the agreement in force, and by the text given as its file, each"
                        + " beside what was invoiced. Nothing is stored. Harvest has to be read for it: give fresh; it counts for "
                        + COUNTS_FOR + " calls.",
                Right.TRY,
                Tool.Effect.MAY_ASK_SIDES,
                takes(),
                answers());
    }

    private static Shape takes() {
        return Shape.object()
                .with("fresh", Freshly.flag())
                .with("file", Shape.wanted("Name of the agreement's file, there or not, such as acme.yaml."))
                .with("text", Shape.file("What the file would say."))
                .maybe(
                        "periods",
                        Shape.count(
                                "How many, 1 to " + MOST_PERIODS + "; " + USUAL_PERIODS + " where nothing is said."));
    }

    private static Shape answers() {
        return Shape.object()
                .with("now", Shape.list("By the agreement in force; empty where there is none.", compared()))
                .with("then", Shape.list("By the text.", compared()))
                .with(
                        "left",
                        Shape.list(
                                "What could not be compared.",
                                Shape.object()
                                        .maybe("client", Shape.quoted("Whose it is."))
                                        .maybe("why", Shape.quoted("Why."))));
    }

    private static Shape compared() {
        return Shape.object()
                .maybe("client", Shape.quoted("Whose it is."))
                .with("period", Shape.words("Such as 2026-10."))
                .with("ours", Shape.money("What it would bill, before tax."))
                .with("invoiced", Shape.money("What was invoiced, before tax."))
                .with(
                        "rows",
                        Shape.list(
                                "Lines side by side that differ.",
                                Shape.object()
                                        .maybe("project", Shape.quoted("Whose it is."))
                                        .with("ours", Shape.money("What it would bill."))
                                        .with("invoiced", Shape.money("What was invoiced."))
                                        .maybe("reason", Shape.quoted("Why they differ."))))
                .maybe("more", Shape.flag("Whether rows were left out because the token allows no more."));
    }

    private static Tool.Reply told(Replays.Preview preview, Caller caller) {
        Bounded bounded = new Bounded(caller.rows());
        List<ReplayReport.Left> left = bounded.take(preview.then().left());
        Told told = new Told(caller.zone())
                .list("now", preview.now().comparisons(), each -> compared(each, bounded, caller))
                .list("then", preview.then().comparisons(), each -> compared(each, bounded, caller))
                .list(
                        "left",
                        left,
                        each -> new Told(caller.zone())
                                .quoted("client", each.client())
                                .quoted("why", each.why())
                                .fields());
        return new Tool.Reply(told.fields(), bounded.taken());
    }

    private static Map<String, Object> compared(Comparison comparison, Bounded bounded, Caller caller) {
        String currency = comparison.ours().currency().getCurrencyCode();
        List<Comparison.Row> differing =
                comparison.rows().stream().filter(row -> !row.agrees()).toList();
        List<Comparison.Row> rows = bounded.take(differing);
        Told told = new Told(caller.zone())
                .quoted("client", comparison.client().name())
                .words("period", comparison.period())
                .money("ours", comparison.ours().amount(), currency)
                .money("invoiced", comparison.theirs().amount(), currency)
                .list(
                        "rows",
                        rows,
                        row -> new Told(caller.zone())
                                .quoted("project", row.project())
                                .money("ours", row.oursAmount().amount(), currency)
                                .money("invoiced", row.theirsAmount().amount(), currency)
                                .quoted("reason", row.reason())
                                .fields());
        if (rows.size() < differing.size()) {
            told.flag("more", true);
        }
        return told.fields();
    }
}
