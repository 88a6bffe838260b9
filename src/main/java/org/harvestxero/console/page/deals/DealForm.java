package org.harvestxero.console.page.deals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.Deal;
import org.harvestxero.api.DecisionException;
import org.harvestxero.console.page.Asked;
import org.jspecify.annotations.Nullable;

/** Reads a deal out of the form for a new agreement; what can't be understood is told by the field's name. */
final class DealForm {
    static final int MILESTONES = 6;
    private static final Set<String> EVERY = Set.of("week", "two weeks", "half month", "month", "quarter", "year");
    private static final Set<String> RESTS = Set.of("lapses", "carried over", "credited");

    private final Asked asked;

    private DealForm(Asked asked) {
        this.asked = asked;
    }

    /** @throws DecisionException when something is missing or can't be understood */
    static Deal read(Asked asked) {
        DealForm form = new DealForm(asked);
        LocalDate start =
                form.date("start").orElseThrow(() -> new DecisionException("Say on which day the agreement begins."));
        LocalDate end = form.date("end").orElse(null);
        if (end != null && end.isBefore(start)) {
            throw new DecisionException("The agreement can't end before it begins.");
        }
        return new Deal(
                new Deal.Party(form.needed("client", "Say for which client it is."), start, end),
                new Deal.Dates(
                        form.choice("every", EVERY, "month"),
                        asked.field("due").orElse(""),
                        asked.field("reviewed").isPresent()),
                form.charge(),
                form.order());
    }

    private Deal.Charge charge() {
        return switch (asked.field("kind").orElse("")) {
            case "hourly" ->
                new Deal.Hourly(
                        amount("rate", "the rate").orElse(null),
                        amount("minimum", "the minimum").orElse(null),
                        asked.number("round")
                                .filter(Set.of(5, 6, 10, 15, 30)::contains)
                                .orElse(0));
            case "retainer" ->
                new Deal.Retainer(
                        sum("retainer-fee", "the retainer's fee"),
                        sum("retainer-hours", "the hours the retainer covers"),
                        rest(),
                        overage("retainer"));
            case "fixed" -> new Deal.Fixed(milestones());
            case "advance" ->
                new Deal.Advance(
                        sum("advance-fee", "the fee in advance"),
                        sum("advance-hours", "the hours the fee covers"),
                        projects(),
                        overage("advance"));
            default -> throw new DecisionException("Choose what is charged.");
        };
    }

    private Deal.Rest rest() {
        return new Deal.Rest(
                choice("unused", RESTS, "lapses"),
                amount("carry-most", "the most hours carried over").orElse(null),
                asked.number("carry-periods").filter(number -> number > 0).orElse(0));
    }

    private Deal.Overage overage(String of) {
        return new Deal.Overage(
                amount(of + "-overage", "the rate of hours beyond").orElse(null),
                asked.field(of + "-held").isPresent());
    }

    private List<String> projects() {
        return asked.field("advance-projects")
                .map(text -> Arrays.stream(text.split("[,\n]"))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    private List<Deal.Milestone> milestones() {
        List<Deal.Milestone> milestones = new ArrayList<>();
        for (int i = 1; i <= MILESTONES; i++) {
            Optional<String> name = asked.field("milestone-" + i);
            if (name.isPresent() || asked.field("amount-" + i).isPresent()) {
                milestones.add(new Deal.Milestone(
                        needed("milestone-" + i, "Give milestone " + i + " a name."),
                        sum("amount-" + i, "the amount of milestone " + i),
                        date("on-" + i).orElse(null)));
            }
        }
        if (milestones.isEmpty()) {
            throw new DecisionException("A fixed fee has at least one milestone, with a name and an amount.");
        }
        return milestones;
    }

    private Deal.@Nullable Order order() {
        Optional<BigDecimal> money = amount("order-money", "the most the order may come to");
        Optional<BigDecimal> hours = amount("order-hours", "the most hours on the order");
        if (money.isPresent() && hours.isPresent()) {
            throw new DecisionException("Limit the purchase order in money or in hours, not in both.");
        }
        if (asked.field("order").isEmpty()) {
            if (money.isPresent() || hours.isPresent()) {
                throw new DecisionException("Say the number of the purchase order that has this limit.");
            }
            return null;
        }
        return new Deal.Order(asked.field("order").get(), money.orElse(null), hours.orElse(null));
    }

    private String needed(String field, String sentence) {
        return asked.field(field).orElseThrow(() -> new DecisionException(sentence));
    }

    private String choice(String field, Set<String> choices, String usual) {
        return asked.field(field).filter(choices::contains).orElse(usual);
    }

    private Optional<LocalDate> date(String field) {
        try {
            return asked.field(field).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            throw new DecisionException("\"" + asked.field(field).orElse("") + "\" is no day: write it as 2026-11-30.");
        }
    }

    private BigDecimal sum(String field, String what) {
        return amount(field, what).orElseThrow(() -> new DecisionException("Say " + what + "."));
    }

    private Optional<BigDecimal> amount(String field, String what) {
        return asked.field(field)
                .map(typed -> asked.format()
                        .parsed(typed)
                        .filter(amount -> amount.signum() >= 0)
                        .orElseThrow(() -> new DecisionException("\"" + typed + "\" can't be understood as " + what
                                + ": write it as " + asked.format().amount(new BigDecimal("1234.50"), "USD") + ".")));
    }
}
