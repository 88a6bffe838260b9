package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.ReviewPolicy;
import org.harvestxero.billing.terms.ReviewRule;
import org.harvestxero.billing.terms.ReviewRule.When;
import org.jspecify.annotations.Nullable;

/** Compares a draft with what was released to the client before. What it says changes when an earlier draft is decided. */
final class ReleasedComparison {
    private final ReviewPolicy policy;
    private final History history;
    private final Money total;

    /** @param total of all drafts of the period */
    ReleasedComparison(ReviewPolicy policy, History history, Money total) {
        this.policy = policy;
        this.history = history;
        this.total = total;
    }

    /** What the condition found; null when it doesn't hold. */
    @Nullable
    String found(ReviewRule rule, Draft draft) {
        return switch (rule.when()) {
            case FIRST_INVOICE -> history.totals().isEmpty() ? "the first invoice of this client" : null;
            case NEW_PERSON -> newPeople(draft);
            case NEW_RATE -> newRates(draft);
            case VARIANCE_TO_PREVIOUS ->
                previous()
                        .flatMap(base -> varies(rule, base, "the period before"))
                        .orElse(null);
            case VARIANCE_TO_MEDIAN ->
                median(rule.periods())
                        .flatMap(base -> varies(rule, base, "the median of the last " + rule.periods() + " periods"))
                        .orElse(null);
            default -> throw new IllegalArgumentException(rule.when() + " compares with nothing");
        };
    }

    /** Why it waits behind others; empty when none waits, or the agreement lets it go. */
    Optional<ReviewReason> waitsBehind() {
        return history.waiting().isEmpty() || policy.behind() == ReviewPolicy.Behind.GO
                ? Optional.empty()
                : Optional.of(new ReviewReason(
                        When.EARLIER_WAITS, ReviewReason.EARLIER_WAITS + String.join(", ", history.waiting())));
    }

    /** The draft's reasons, those that compare found anew; the others stand. */
    List<ReviewReason> again(Draft draft) {
        List<ReviewReason> reasons = new ArrayList<>();
        draft.review().stream()
                .filter(reason -> !reason.when().comparesWithReleased())
                .forEach(reasons::add);
        for (ReviewRule rule : policy.rules()) {
            if (rule.when().comparesWithReleased()) {
                String found = found(rule, draft);
                if (found != null && reasons.stream().noneMatch(reason -> reason.when() == rule.when())) {
                    reasons.add(new ReviewReason(rule.when(), found));
                }
            }
        }
        waitsBehind().ifPresent(reasons::add);
        return reasons;
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
                        + Money.roundHalfUp(base, total.currency()).amount() + ")")
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
                    names.add(source.source().origin().person().name() + " at " + rate);
                }
            }
        }
        return names.isEmpty() ? null : "a new rate: " + String.join(", ", names);
    }
}
