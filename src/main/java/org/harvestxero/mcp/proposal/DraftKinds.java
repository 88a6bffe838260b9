package org.harvestxero.mcp.proposal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.console.user.Right;
import org.harvestxero.mcp.tool.Arguments;
import org.harvestxero.mcp.tool.DraftTools;
import org.harvestxero.mcp.tool.Shape;

/** Decisions about drafts. */
final class DraftKinds {
    private static final String DRAFT = "draft";

    private DraftKinds() {}

    static List<Kind> of(Reviews reviews) {
        return List.of(new Approval(reviews), new Hold(reviews), new Edit(reviews));
    }

    private static Reviews.Detail find(Reviews reviews, Arguments given) {
        return DraftTools.find(reviews, given.needed(DRAFT));
    }

    private static Reviews.Ref seen(Reviews.Item draft) {
        return new Reviews.Ref(draft.id(), draft.version());
    }

    /** The state of a draft that a person sees; a yes, an edit or another run makes another version. */
    private static String basis(Reviews.Item draft) {
        return draft.id() + "/" + draft.version() + "/" + draft.state() + "/" + draft.step();
    }

    private static String called(Reviews.Item draft) {
        return "draft " + PublicIds.draft(draft.id()) + " of " + draft.client() + ", period " + draft.period();
    }

    private static String money(BigDecimal amount, String currency) {
        return CurrencyDigits.atLeastTwo(amount).toPlainString() + " " + currency;
    }

    /** A line of a draft. @param at from 0 */
    private static String line(int at, DraftLine line, String currency) {
        return "line " + (at + 1) + ": " + money(line.amount().amount(), currency) + "  "
                + line.description().replaceAll("\\s+", " ");
    }

    private static void mustWait(Reviews.Item draft, Reviews.State... states) {
        if (!List.of(states).contains(draft.state())) {
            throw new DecisionException(
                    PublicIds.draft(draft.id()) + " is " + draft.state().name().toLowerCase(Locale.ROOT)
                            + ", so this can't be proposed: `draft` tells how it stands.");
        }
    }

    private static Shape draft() {
        return Shape.object().with(DRAFT, Shape.wanted("Its id, such as D12, or its invoice number."));
    }

    private record Approval(Reviews reviews) implements Kind {
        @Override
        public Card card() {
            return new Card(
                    "approve_draft",
                    "Propose to approve a draft",
                    "Proposes that a person says the yes a draft waits for. After the last yes its invoice goes out.",
                    Right.DECIDE,
                    draft());
        }

        @Override
        public Plan plan(Arguments given) {
            return plan(find(reviews, given));
        }

        private static Plan plan(Reviews.Detail detail) {
            Reviews.Item draft = detail.item();
            mustWait(draft, Reviews.State.REVIEW);
            boolean last = draft.step() + 1 >= draft.steps().size();
            List<String> effect = new ArrayList<>();
            effect.add("Approves " + called(draft) + ", as it stands (version " + draft.version() + ").");
            effect.add(
                    "This is yes " + (draft.step() + 1) + " of " + draft.steps().size() + ", that of the role "
                            + draft.waitsFor().orElse("anybody") + "; "
                            + (last ? "after it the invoice goes out." : "another one has to follow."));
            effect.add("Invoice dated " + draft.issueDate() + ", due " + draft.dueDate() + ", to the contact "
                    + detail.charge().contact() + ":");
            List<DraftLine> lines = detail.draft().lines();
            for (int i = 0; i < lines.size(); i++) {
                effect.add("  " + line(i, lines.get(i), draft.currency()));
            }
            effect.add("Total before tax " + money(draft.total(), draft.currency()) + gross(detail) + ".");
            detail.charge().problems().forEach(problem -> effect.add("Would keep it from going out: " + problem));
            return new Plan(PublicIds.draft(draft.id()), "Approve " + called(draft), effect, basis(draft));
        }

        private static String gross(Reviews.Detail detail) {
            BigDecimal gross = detail.charge().gross();
            return gross == null
                    ? ""
                    : ", with tax " + money(gross, detail.item().currency());
        }

        @Override
        public String carryOut(Arguments given, Plan plan, By by) {
            Reviews.Detail now = find(reviews, given);
            plan.mustBe(plan(now));
            Reviews.Item draft = reviews.approve(seen(now.item()), by.note(), by.who());
            return "Approved; the draft is " + draft.state().name().toLowerCase(Locale.ROOT) + ".";
        }
    }

    private record Hold(Reviews reviews) implements Kind {
        @Override
        public Card card() {
            return new Card(
                    "hold_draft",
                    "Propose to put a draft aside",
                    "Proposes that a draft does not go out for now; its work is billed nowhere else meanwhile.",
                    Right.DECIDE,
                    draft());
        }

        @Override
        public Plan plan(Arguments given) {
            given.needed(ProposalDesk.REASON);
            return plan(find(reviews, given).item());
        }

        private static Plan plan(Reviews.Item draft) {
            mustWait(draft, Reviews.State.REVIEW, Reviews.State.APPROVED);
            return new Plan(
                    PublicIds.draft(draft.id()),
                    "Put " + called(draft) + " aside",
                    List.of(
                            "Puts " + called(draft) + " aside, " + money(draft.total(), draft.currency())
                                    + " before tax.",
                            "It does not go out, and its work is billed nowhere else until somebody releases or rejects it."),
                    basis(draft));
        }

        @Override
        public String carryOut(Arguments given, Plan plan, By by) {
            Reviews.Item now = find(reviews, given).item();
            plan.mustBe(plan(now));
            reviews.hold(seen(now), by.reason(given), by.who());
            return "Put aside.";
        }
    }

    private record Edit(Reviews reviews) implements Kind {
        @Override
        public Card card() {
            return new Card(
                    "edit_draft",
                    "Propose to change a line of a draft",
                    "Proposes another amount or text of one line of a draft. The review of the draft begins again then.",
                    Right.DECIDE,
                    draft().with("line", Shape.count("Which line, from 1."))
                            .maybe("amount", Shape.amount("The new amount, before tax."))
                            .maybe("text", Shape.file("The new text.")));
        }

        private static Reviews.Edit edit(Arguments given, String reason) {
            BigDecimal amount = given.amount("amount");
            String text = given.textOrNull("text");
            if (amount == null && text == null) {
                throw new DecisionException("Give amount or text: else nothing would change.");
            }
            return new Reviews.Edit(given.number("line").orElse(0), amount, text, reason);
        }

        @Override
        public Plan plan(Arguments given) {
            return plan(given, find(reviews, given).item());
        }

        private Plan plan(Arguments given, Reviews.Item draft) {
            mustWait(draft, Reviews.State.REVIEW, Reviews.State.HELD);
            Reviews.Preview preview =
                    reviews.preview(seen(draft), edit(given, given.needed(ProposalDesk.REASON)), "assistant");
            List<String> effect = new ArrayList<>();
            effect.add("Changes line " + given.number("line").orElse(0) + " of " + called(draft) + ":");
            effect.addAll(lines("-", preview.before().lines(), preview.after().lines(), draft.currency()));
            effect.addAll(lines("+", preview.after().lines(), preview.before().lines(), draft.currency()));
            effect.add("Total before tax " + money(preview.before().subtotal().amount(), draft.currency()) + " -> "
                    + money(preview.after().subtotal().amount(), draft.currency()) + ".");
            effect.add("What the client pays " + gross(preview.charge(), draft) + " -> "
                    + gross(preview.chargeAfter(), draft) + ".");
            effect.add("The review begins again.");
            return new Plan(PublicIds.draft(draft.id()), "Change a line of " + called(draft), effect, basis(draft));
        }

        /** Lines of one side that the other has not. */
        private static List<String> lines(String sign, List<DraftLine> these, List<DraftLine> others, String currency) {
            List<String> told = new ArrayList<>();
            for (int i = 0; i < these.size(); i++) {
                DraftLine line = these.get(i);
                DraftLine other = i < others.size() ? others.get(i) : null;
                if (other == null
                        || !other.amount().equals(line.amount())
                        || !other.description().equals(line.description())) {
                    told.add(sign + " " + line(i, line, currency));
                }
            }
            return told;
        }

        private static String gross(Reviews.Charge charge, Reviews.Item draft) {
            BigDecimal gross = charge.gross();
            return gross == null ? "not told" : money(gross, draft.currency());
        }

        @Override
        public String carryOut(Arguments given, Plan plan, By by) {
            Reviews.Item now = find(reviews, given).item();
            plan.mustBe(plan(given, now));
            Reviews.Item draft = reviews.edit(seen(now), edit(given, by.reason(given)), by.who());
            return "Changed; the draft comes to " + money(draft.total(), draft.currency()) + " before tax.";
        }
    }
}
