package org.harvestxero.mcp.tool;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.ReconciledDays;
import org.harvestxero.console.user.Right;
import org.harvestxero.reconciliation.Difference;
import org.harvestxero.reconciliation.Measure;
import org.harvestxero.reconciliation.Reason;
import org.harvestxero.reconciliation.Reconciliation;

/** Tells how Harvest and Xero compared, and which documents differ. */
final class ReconcileTools {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private ReconcileTools() {}

    /** @param days asked at each call */
    static Tool reconciliation(ReconciledDays days) {
        return new Made(reconciliationCard(), (given, caller) -> {
            ReconciledDays.Kept kept = days.find(given.day("day"))
                    .orElseThrow(() -> new DecisionException(
                            "Nothing was compared to its end then: leave day out for the last comparison."));
            return told(kept, caller);
        });
    }

    private static Tool.Card reconciliationCard() {
        return new Tool.Card(
                "reconciliation",
                "How the sides compare",
                "Tells what the last complete comparison of Harvest and Xero found: the sums of both sides by currency, and what each"
                        + " reason accounts for. The documents of a reason are told by differences. Asks neither side.",
                Right.SEE,
                Tool.Effect.READS,
                Shape.object().maybe("day", Shape.day("The one of that day; else the last.")),
                reconciliationAnswers());
    }

    private static Shape reconciliationAnswers() {
        return Shape.object()
                .with("day", Shape.day("Of the comparison."))
                .with("ended", Shape.time("When it ended."))
                .with(
                        "currencies",
                        Shape.list(
                                "The sides' sums.",
                                Shape.object()
                                        .with("currency", Shape.words("Code."))
                                        .with("in_harvest", Shape.count("Documents."))
                                        .with("in_xero", Shape.count("Documents."))
                                        .with("harvest_total", Shape.money("With tax."))
                                        .with("xero_total", Shape.money("With tax."))))
                .with(
                        "reasons",
                        Shape.list(
                                "What each reason accounts for.",
                                Shape.object()
                                        .with("reason", Shape.words("Its code, such as failed-copy."))
                                        .with("says", Shape.words("What it means."))
                                        .with("remedy", Shape.words("What to do."))
                                        .with("measure", Shape.words("What is compared, such as total or paid."))
                                        .with("currency", Shape.words("Code."))
                                        .with("documents", Shape.count("How many."))
                                        .with("amount", Shape.money("What Harvest has more than Xero."))));
    }

    private static Tool.Reply told(ReconciledDays.Kept kept, Caller caller) {
        Reconciliation found = kept.found();
        List<Reconciliation.ReasonSum> reasons = new Bounded(caller.rows()).take(found.reasons());
        Told told = new Told(caller.zone())
                .day("day", kept.day())
                .time("ended", found.scope().ended())
                .list(
                        "currencies",
                        found.currencies(),
                        sum -> new Told(caller.zone())
                                .words("currency", sum.currency())
                                .count("in_harvest", sum.inHarvest())
                                .count("in_xero", sum.inXero())
                                .money("harvest_total", sum.harvest().total(), sum.currency())
                                .money("xero_total", sum.xero().total(), sum.currency())
                                .fields())
                .list(
                        "reasons",
                        reasons,
                        sum -> new Told(caller.zone())
                                .words("reason", sum.reason().key())
                                .words("says", sum.reason().sentence())
                                .words("remedy", sum.reason().remedy())
                                .words("measure", sum.measure().word())
                                .words("currency", sum.currency())
                                .count("documents", sum.documents())
                                .money("amount", sum.amount(), sum.currency())
                                .fields());
        return new Tool.Reply(told.fields(), reasons.size());
    }

    private static <E> E find(E[] among, Function<E, String> word, String wanted, String name) {
        return Arrays.stream(among)
                .filter(each -> word.apply(each).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new DecisionException(name + " is a word that reconciliation tells."));
    }

    /** @param days asked at each call */
    static Tool differences(ReconciledDays days) {
        return new Made(differencesCard(), (given, caller) -> {
            ReconciledDays.Part part = new ReconciledDays.Part(
                    find(Reason.values(), Reason::key, given.needed("reason"), "reason"),
                    find(Measure.values(), Measure::word, given.needed("measure"), "measure"),
                    given.needed("currency"));
            int most = given.most(caller);
            List<ReconciledDays.Standing> standing = days.standing(part, place(given), most);
            Told told = new Told(caller.zone()).list("differences", standing, each -> difference(each, caller));
            if (standing.size() == most) {
                told.words("next", String.valueOf(standing.get(most - 1).id()));
            }
            return new Tool.Reply(told.fields(), standing.size());
        });
    }

    private static Tool.Card differencesCard() {
        return new Tool.Card(
                "differences",
                "Documents that differ",
                "Tells the documents that differ between Harvest and Xero for one reason, measure and currency of reconciliation."
                        + " Asks neither side.",
                Right.SEE,
                Tool.Effect.READS,
                Paged.taking(Shape.object()
                        .with("reason", Shape.wanted("As reconciliation has it."))
                        .with("measure", Shape.wanted("As reconciliation has it."))
                        .with("currency", Shape.wanted("As reconciliation has it."))),
                differencesAnswers());
    }

    private static Shape differencesAnswers() {
        return Paged.answering(Shape.object()
                .with(
                        "differences",
                        Shape.list(
                                "The documents.",
                                Shape.object()
                                        .with("kind", Shape.words("invoice, payment, credit-note or work."))
                                        .maybe("number", Shape.words("Of the invoice."))
                                        .maybe("client", Shape.quoted("Whose it is."))
                                        .with("amount", Shape.money("What Harvest has more than Xero."))
                                        .maybe("harvest", Shape.money("What Harvest has."))
                                        .maybe("xero", Shape.money("What Xero has."))
                                        .maybe("detail", Shape.quoted("What is known of this one."))
                                        .with("since", Shape.day("When it was seen first.")))));
    }

    private static long place(Arguments given) {
        String after = given.text("after");
        if (!after.isEmpty() && !NUMBER.matcher(after).matches()) {
            throw new DecisionException("after is the word that an earlier answer gave as next.");
        }
        return after.isEmpty() ? 0 : Long.parseLong(after);
    }

    private static Map<String, Object> difference(ReconciledDays.Standing standing, Caller caller) {
        Difference difference = standing.told().difference();
        Difference.Subject subject = difference.subject();
        return new Told(caller.zone())
                .words("kind", subject.kind())
                .name("number", subject.number())
                .quoted("client", subject.client())
                .money("amount", difference.amount(), subject.currency())
                .money("harvest", difference.sides().harvest(), subject.currency())
                .money("xero", difference.sides().xero(), subject.currency())
                .quoted("detail", difference.cause().detail())
                .day("since", standing.told().since())
                .fields();
    }
}
