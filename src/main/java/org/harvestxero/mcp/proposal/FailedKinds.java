package org.harvestxero.mcp.proposal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.Counted;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.console.user.Right;
import org.harvestxero.mcp.tool.Arguments;
import org.harvestxero.mcp.tool.Shape;

/** What is to become of failed copies. */
final class FailedKinds {
    private static final String IDS = "ids";
    private static final int MOST = 50;

    private FailedKinds() {}

    static List<Kind> of(CopyService copies) {
        return List.of(new Retry(copies), new Discard(copies));
    }

    private static Shape ids() {
        return Shape.object()
                .with(IDS, Shape.list("Failed copies, " + MOST + " at most.", Shape.wanted("Such as F7.")));
    }

    private static List<FailedDetail> found(CopyService copies, Arguments given) {
        Set<String> named = new LinkedHashSet<>(given.texts(IDS));
        if (named.isEmpty() || named.size() > MOST) {
            throw new DecisionException("Name from 1 to " + MOST + " failed copies in ids.");
        }
        List<FailedDetail> found = new ArrayList<>();
        for (String name : named) {
            OptionalLong id = PublicIds.failedCopy(name);
            FailedDetail detail =
                    id.isEmpty() ? null : copies.failedCopy(id.getAsLong()).orElse(null);
            if (detail == null) {
                throw new DecisionException(
                        "There is no failed copy " + name + ": failed_copies tells those there are.");
            }
            if (detail.copy().state() != FailedCopy.State.FAILED) {
                throw new DecisionException(
                        PublicIds.failedCopy(detail.copy().id()) + " does not stand failed any more: it is "
                                + detail.copy().state().text() + ".");
            }
            found.add(detail);
        }
        return found;
    }

    private static Set<Long> numbers(List<FailedDetail> found) {
        return found.stream().map(detail -> detail.copy().id()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> effect(List<FailedDetail> found, String begins) {
        List<String> effect = new ArrayList<>();
        effect.add(begins);
        for (FailedDetail detail : found) {
            FailedCopy copy = detail.copy();
            effect.add("  " + PublicIds.failedCopy(copy.id()) + ": "
                    + copy.kind().text()
                    + (copy.number() == null ? "" : " " + copy.number())
                    + (detail.clientName() == null ? "" : " of " + detail.clientName())
                    + (detail.total() == null
                            ? ""
                            : ", " + CurrencyDigits.atLeastTwo(detail.total()).toPlainString() + " "
                                    + detail.currency())
                    + ", " + copy.cause());
        }
        return effect;
    }

    /** Another try makes another state. */
    private static String basis(List<FailedDetail> found) {
        return found.stream()
                .map(FailedDetail::copy)
                .map(copy -> copy.id() + "/" + copy.state() + "/" + copy.attempts() + "/" + copy.causeId() + "/"
                        + copy.lastFailedAt())
                .collect(Collectors.joining(","));
    }

    private static String subject(List<FailedDetail> found) {
        String first = PublicIds.failedCopy(found.get(0).copy().id());
        return found.size() == 1 ? first : first + " and " + (found.size() - 1) + " more";
    }

    private static String count(int documents) {
        return Counted.of(documents, "document");
    }

    private record Retry(CopyService copies) implements Kind {
        @Override
        public Card card() {
            return new Card(
                    "retry_failed",
                    "Propose to try failed copies again",
                    "Proposes that documents which could not be copied are tried again with the next cycle.",
                    Right.MEND,
                    ids());
        }

        @Override
        public Plan plan(Arguments given) {
            return plan(found(copies, given));
        }

        private static Plan plan(List<FailedDetail> found) {
            return new Plan(
                    subject(found),
                    "Try " + count(found.size()) + " again",
                    effect(found, "Tries these again with the next cycle:"),
                    basis(found));
        }

        @Override
        public String carryOut(Arguments given, Plan plan, By by) {
            List<FailedDetail> found = found(copies, given);
            plan.mustBe(plan(found));
            int retried = copies.retry(numbers(found), by.who());
            return count(retried) + " will be tried again with the next cycle.";
        }
    }

    private record Discard(CopyService copies) implements Kind {
        @Override
        public Card card() {
            return new Card(
                    "discard_failed",
                    "Propose to give failed copies up",
                    "Proposes that documents which could not be copied are given up: they are never copied then, unless a person says so.",
                    Right.MEND,
                    ids());
        }

        @Override
        public Plan plan(Arguments given) {
            given.needed(ProposalDesk.REASON);
            return plan(found(copies, given));
        }

        private static Plan plan(List<FailedDetail> found) {
            return new Plan(
                    subject(found),
                    "Give " + count(found.size()) + " up",
                    effect(found, "Gives these up; they are not copied to Xero any more:"),
                    basis(found));
        }

        @Override
        public String carryOut(Arguments given, Plan plan, By by) {
            List<FailedDetail> found = found(copies, given);
            plan.mustBe(plan(found));
            int discarded = copies.discard(numbers(found), by.reason(given), by.who());
            return count(discarded) + " given up.";
        }
    }
}
