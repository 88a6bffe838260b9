package org.harvestxero.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.comparison.DifferenceFacts.Fact;

/**
 * Says why two groups of lines differ.
 *
 * <p>An invoice made by hand in Harvest charges the billable hours at Harvest's rates. So every fact that moves an agreement's
 * bill away from that is a candidate; the fewest that add up to the difference are the reason. Where none do, what is known is
 * said and left to a person.
 */
final class Reasons {

    private final Trial trial;
    private final DifferenceFacts facts;

    /**
     * Why a group differs.
     *
     * @param words empty when it doesn't
     * @param exact whether the words account for the difference to the cent
     */
    record Why(String words, boolean exact) {}

    Reasons(Trial trial, List<LinePairs.Group> groups) {
        this.trial = trial;
        this.facts = new DifferenceFacts(trial, groups);
    }

    String projectName(LinePairs.Group group) {
        Set<String> names = projects(group).map(Project::name).collect(Collectors.toCollection(TreeSet::new));
        return names.size() == 1 ? names.iterator().next() : "";
    }

    Why of(LinePairs.Group group) {
        Money difference = group.difference(Money.zero(trial.currency()));
        if (difference.isZero()) {
            String words =
                    group.ours().size() == 1 && group.theirs().size() == 1 ? "" : "the same amount in other lines";
            return new Why(words, true);
        }
        List<Fact> known = facts.of(group);
        int lines = group.ours().size() + group.theirs().size();
        return FactSum.fewest(known, difference.amount(), cents(lines))
                .map(found -> new Why(words(found), true))
                .orElseGet(() -> new Why(guess(group, known), false));
    }

    private String guess(LinePairs.Group group, List<Fact> facts) {
        List<String> words = new ArrayList<>();
        if (group.ours().isEmpty()) {
            words.add(
                    group.theirs().get(0).project() == null
                            ? "only on the invoice: a line typed by hand, or a fee the agreement doesn't have"
                            : "only on the invoice: the agreement bills nothing like it");
        } else if (group.theirs().isEmpty()) {
            words.add("only by the agreement");
        } else if (group.ours().size() == 1 && group.theirs().size() == 1) {
            words.add(sideBySide(group.ours().get(0), group.theirs().get(0)));
        } else {
            words.add("laid out in other lines");
        }
        if (!facts.isEmpty()) {
            words.add("perhaps " + words(facts));
        }
        return String.join("; ", words);
    }

    private String sideBySide(Side ours, Side theirs) {
        boolean samePrice = ours.price().compareTo(theirs.price()) == 0;
        boolean sameHours = ours.hours().compareTo(theirs.hours()) == 0;
        if (samePrice && !sameHours) {
            return ReasonWords.shown(ours.hours()) + " against " + ReasonWords.shown(theirs.hours())
                    + " on the invoice, both at " + price(ours.price());
        }
        if (sameHours && !samePrice) {
            return "a price of " + price(ours.price()) + rateFrom(ours) + " against " + price(theirs.price())
                    + " on the invoice";
        }
        return ReasonWords.shown(ours.hours()) + " at " + price(ours.price()) + " against "
                + ReasonWords.shown(theirs.hours()) + " at " + price(theirs.price()) + " on the invoice";
    }

    private static String rateFrom(Side ours) {
        Set<String> from = ours.sources().stream().map(LineSource::rateFrom).collect(Collectors.toSet());
        return from.size() == 1 && !from.contains("") ? " (" + from.iterator().next() + ")" : "";
    }

    static Stream<Project> projects(LinePairs.Group group) {
        return Stream.concat(group.ours().stream(), group.theirs().stream())
                .map(Side::project)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct();
    }

    private static String words(List<Fact> facts) {
        return facts.stream().map(Fact::words).collect(Collectors.joining("; "));
    }

    /** Half a cent, or what the currency has for it, for each line, rounded once each. */
    private BigDecimal cents(int lines) {
        BigDecimal half = new BigDecimal("0.5").movePointLeft(CurrencyDigits.of(trial.currency()));
        return half.multiply(BigDecimal.valueOf(lines));
    }

    private String price(BigDecimal price) {
        return CurrencyDigits.exact(price, trial.currency().getCurrencyCode()).toPlainString();
    }
}
