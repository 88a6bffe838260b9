package org.harvestxero.billing.engine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Counted;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.terms.ReviewRule;
import org.jspecify.annotations.Nullable;

/** Says why a person has to look at a draft. */
final class ReviewReasons {
    private final Run run;
    private final ReleasedComparison comparing;

    ReviewReasons(Run run, List<Draft> drafts) {
        this.run = run;
        this.comparing = new ReleasedComparison(
                run.agreement().review(),
                run.request().known().history(),
                drafts.stream().map(Draft::subtotal).reduce(run.nothing(), Money::plus));
    }

    Draft review(Draft draft) {
        List<ReviewReason> reasons = new ArrayList<>();
        if (draft.subtotal().isNegative()) {
            reasons.add(reason(
                    ReviewRule.When.ZERO_OR_NEGATIVE,
                    "the invoice comes to " + draft.subtotal() + ": Xero gets a credit note"));
        }
        for (ReviewRule rule : run.agreement().review().rules()) {
            String found = found(rule, draft);
            if (found != null && reasons.stream().noneMatch(reason -> reason.when() == rule.when())) {
                reasons.add(reason(rule.when(), found));
            }
        }
        comparing.waitsBehind().ifPresent(reasons::add);
        return draft.with(reasons);
    }

    private @Nullable String found(ReviewRule rule, Draft draft) {
        return switch (rule.when()) {
            case ALWAYS -> "every invoice of this client is reviewed";
            case FIRST_INVOICE, NEW_PERSON, NEW_RATE, VARIANCE_TO_PREVIOUS, VARIANCE_TO_MEDIAN ->
                comparing.found(rule, draft);
            case UNAPPROVED_TIME -> unapproved();
            case SOMETHING_IS_HELD -> held();
            case CAP_REACHED -> capsReached();
            case ENTRIES_WITHOUT_NOTES -> withoutNotes(draft);
            case ZERO_OR_NEGATIVE -> draft.subtotal().isPositive() ? null : "the invoice comes to " + draft.subtotal();
            case TOTAL_ABOVE ->
                draft.subtotal().amount().compareTo(rule.threshold()) > 0
                        ? "the invoice comes to " + draft.subtotal() + ", above "
                                + rule.threshold().toPlainString()
                        : null;
            case NEW_TAX_TYPE -> null; // known once lines are coded for the books
            case EARLIER_WAITS -> null; // said of every draft, whatever the conditions
            case SEEN_OTHERWISE -> null; // known when it is about to go out
            case MARKED_READY -> null; // known to whoever bills marked work
        };
    }

    private @Nullable String unapproved() {
        long count = run.outcome().notBilled.stream()
                .filter(rest -> rest.reason() == Reason.NOT_APPROVED)
                .count();
        return count == 0
                ? null
                : Counted.of(count, "entry of the period is", "entries of the period are") + " not approved";
    }

    /** What is held, by reason; what a person decided to hold is known to people. */
    private @Nullable String held() {
        Map<Reason, Hours> hours = new EnumMap<>(Reason.class);
        Map<Reason, Integer> expenses = new EnumMap<>(Reason.class);
        for (NotBilled rest : run.outcome().notBilled) {
            if (rest.bucket() == Bucket.HELD && rest.reason() != Reason.DECIDED) {
                if (rest.source().kind() == Source.Kind.EXPENSE) {
                    expenses.merge(rest.reason(), 1, Integer::sum);
                } else {
                    hours.merge(rest.reason(), rest.hours(), Hours::plus);
                }
            }
        }
        List<String> words = new ArrayList<>();
        hours.forEach((reason, many) -> words.add(many + " held: " + reason.inWords()));
        expenses.forEach((reason, many) -> words.add(Counted.of(many, "expense") + " held: " + reason.inWords()));
        return words.isEmpty() ? null : String.join("; ", words);
    }

    private @Nullable String capsReached() {
        List<String> names = run.caps().reached().stream()
                .map(meter -> meter.cap.name() + " of " + meter.cap.limit())
                .toList();
        return names.isEmpty() ? null : "reached: " + String.join(", ", names);
    }

    private static @Nullable String withoutNotes(Draft draft) {
        long count = draft.lines().stream()
                .flatMap(line -> line.sources().stream())
                .filter(source -> source.source().kind() == Source.Kind.TIME_ENTRY)
                .filter(source -> source.source().notes() == null
                        || source.source().notes().isBlank())
                .map(source -> source.source().id())
                .distinct()
                .count();
        return count == 0 ? null : Counted.of(count, "entry has", "entries have") + " no notes";
    }

    private static ReviewReason reason(ReviewRule.When when, String words) {
        return new ReviewReason(when, words);
    }
}
