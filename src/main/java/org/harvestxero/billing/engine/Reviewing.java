package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.ReviewRule;
import org.jspecify.annotations.Nullable;

/** Says why a person has to look at a draft. */
final class Reviewing {
    private final Run run;
    private final History history;
    private final Money total;

    Reviewing(Run run, List<Draft> drafts) {
        this.run = run;
        this.history = run.request().known().history();
        this.total = drafts.stream().map(Draft::subtotal).reduce(run.nothing(), Money::plus);
    }

    Draft review(Draft draft) {
        List<ReviewReason> reasons = new ArrayList<>();
        if (draft.subtotal().isNegative()) {
            reasons.add(reason(ReviewRule.When.ZERO_OR_NEGATIVE, "the invoice comes to " + draft.subtotal()));
        }
        for (ReviewRule rule : run.agreement().review().rules()) {
            String found = found(rule, draft);
            if (found != null && reasons.stream().noneMatch(reason -> reason.when() == rule.when())) {
                reasons.add(reason(rule.when(), found));
            }
        }
        return draft.with(reasons);
    }

    private @Nullable String found(ReviewRule rule, Draft draft) {
        return switch (rule.when()) {
            case ALWAYS -> "every invoice of this client is reviewed";
            case FIRST_INVOICE -> history.totals().isEmpty() ? "the first invoice of this client" : null;
            case NEW_PERSON -> newPeople(draft);
            case NEW_RATE -> newRates(draft);
            case UNAPPROVED_TIME -> unapproved();
            case CAP_REACHED -> capsReached();
            case ENTRIES_WITHOUT_NOTES -> withoutNotes(draft);
            case ZERO_OR_NEGATIVE -> draft.subtotal().isPositive() ? null : "the invoice comes to " + draft.subtotal();
            case TOTAL_ABOVE ->
                draft.subtotal().amount().compareTo(rule.threshold()) > 0
                        ? "the invoice comes to " + draft.subtotal() + ", above "
                                + rule.threshold().toPlainString()
                        : null;
            case VARIANCE_TO_PREVIOUS ->
                previous()
                        .flatMap(base -> varies(rule, base, "the period before"))
                        .orElse(null);
            case VARIANCE_TO_MEDIAN ->
                median(rule.periods())
                        .flatMap(base -> varies(rule, base, "the median of the last " + rule.periods() + " periods"))
                        .orElse(null);
        };
    }

    private Optional<BigDecimal> previous() {
        return history.totals().stream().findFirst().map(Money::amount);
    }

    private Optional<BigDecimal> median(int periods) {
        List<BigDecimal> last = history.totals().stream()
                .limit(periods)
                .map(Money::amount)
                .sorted()
                .toList();
        if (last.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal upper = last.get(last.size() / 2);
        BigDecimal lower = last.get((last.size() - 1) / 2);
        return Optional.of(upper.add(lower).divide(BigDecimal.valueOf(2), 4, RoundingMode.HALF_UP));
    }

    /** From zero, any amount is a difference without measure. */
    private Optional<String> varies(ReviewRule rule, BigDecimal base, String what) {
        BigDecimal difference = total.amount().subtract(base).abs();
        if (base.signum() == 0) {
            return difference.signum() == 0 ? Optional.empty() : Optional.of("nothing was billed in " + what);
        }
        BigDecimal percent = difference.movePointRight(2).divide(base.abs(), 1, RoundingMode.HALF_UP);
        return percent.compareTo(rule.threshold()) > 0
                ? Optional.of("the total of " + total + " differs by " + percent + " % from " + what + " ("
                        + base.setScale(Money.SCALE, RoundingMode.HALF_UP) + ")")
                : Optional.empty();
    }

    private @Nullable String newPeople(Draft draft) {
        TreeSet<String> names = new TreeSet<>();
        draft.lines().stream()
                .flatMap(line -> line.sources().stream())
                .map(source -> source.source().origin().person())
                .filter(person -> !history.people().contains(person.id()))
                .forEach(person -> names.add(person.name()));
        return names.isEmpty() ? null : "never billed before: " + String.join(", ", names);
    }

    private @Nullable String newRates(Draft draft) {
        TreeSet<String> names = new TreeSet<>();
        for (DraftLine line : draft.lines()) {
            for (LineSource source : line.sources()) {
                Rate rate = source.rate();
                long person = source.source().origin().person().id();
                if (rate != null && !history.rates().contains(new History.PersonRate(person, rate.amount()))) {
                    names.add(source.source().origin().person().name() + " at "
                            + rate.amount().toPlainString());
                }
            }
        }
        return names.isEmpty() ? null : "a new rate: " + String.join(", ", names);
    }

    private @Nullable String unapproved() {
        long count = run.outcome().notBilled.stream()
                .filter(rest -> rest.reason() == Reason.NOT_APPROVED)
                .count();
        return count == 0 ? null : count + " entries of the period are not approved";
    }

    private @Nullable String capsReached() {
        List<String> names =
                run.caps().reached().stream().map(meter -> meter.cap.name()).toList();
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
        return count == 0 ? null : count + " entries have no notes";
    }

    private static ReviewReason reason(ReviewRule.When when, String words) {
        return new ReviewReason(when, words);
    }
}
