package org.harvestxero.comparison;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.engine.Bucket;
import org.harvestxero.billing.engine.Difference;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineKind;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.NotBilled;
import org.harvestxero.billing.engine.Reason;
import org.harvestxero.billing.engine.Source;

/**
 * Says why two groups of lines differ.
 *
 * <p>An invoice made by hand in Harvest charges the billable hours at Harvest's rates. So every fact that moves an agreement's
 * bill away from that is a candidate; the fewest that add up to the difference are the reason. Where none do, what is known is
 * said and left to a person.
 */
final class Reasons {
    private static final int MOST_FACTS = 12;
    private static final Set<Bucket> NOT_ON_EITHER = Set.of(Bucket.NOT_BILLABLE);

    private final Trial trial;
    private final List<LinePairs.Group> groups;

    /**
     * Why a group differs.
     *
     * @param words empty when it doesn't
     * @param exact whether the words account for the difference to the cent
     */
    record Why(String words, boolean exact) {}

    /** Something that makes our side {@code amount} more than Harvest's usual. */
    private record Fact(BigDecimal amount, String words) {}

    Reasons(Trial trial, List<LinePairs.Group> groups) {
        this.trial = trial;
        this.groups = groups;
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
        List<Fact> facts = facts(group);
        int lines = group.ours().size() + group.theirs().size();
        return add(facts, difference.amount(), cents(lines))
                .map(found -> new Why(words(found), true))
                .orElseGet(() -> new Why(guess(group, facts), false));
    }

    private List<Fact> facts(LinePairs.Group group) {
        List<Fact> facts = new ArrayList<>();
        group.ours().forEach(line -> own(line, facts));
        differences(group, facts);
        notInvoiced(group, facts);
        late(group, facts);
        notBilled(group, facts);
        if (group.theirs().isEmpty() && !group.ours().isEmpty()) {
            oursAlone(group, facts);
        }
        return facts.size() > MOST_FACTS ? facts.subList(0, MOST_FACTS) : facts;
    }

    /** The part of a line that no work accounts for. */
    private static void own(Side side, List<Fact> facts) {
        DraftLine line = side.line();
        if (line != null && !line.own().isZero()) {
            String what = line.kind() == LineKind.DISCOUNT
                    ? "the agreement's reduction \"" + line.description() + "\""
                    : "the agreement's " + plain(line.kind()) + " of " + line.own() + named(line.rule());
            facts.add(new Fact(line.own().amount(), what));
        }
    }

    private static void differences(LinePairs.Group group, List<Fact> facts) {
        Map<Difference.Kind, BigDecimal> sums = new EnumMap<>(Difference.Kind.class);
        sources(group)
                .forEach(source ->
                        source.differences().forEach(each -> sums.merge(each.kind(), each.amount(), BigDecimal::add)));
        sums.forEach((kind, amount) -> {
            if (amount.signum() != 0) {
                facts.add(new Fact(amount, signed(amount) + " by " + inWords(kind)));
            }
        });
    }

    private void notInvoiced(LinePairs.Group group, List<Fact> facts) {
        List<LineSource> open = sources(group)
                .filter(source -> source.source().kind() == Source.Kind.TIME_ENTRY)
                .filter(source -> trial.neverInvoiced().contains(source.source().id()))
                .toList();
        if (!open.isEmpty()) {
            facts.add(new Fact(amount(open), worked(open) + " that Harvest never marked as invoiced"));
        }
    }

    private void late(LinePairs.Group group, List<Fact> facts) {
        List<LineSource> late = sources(group)
                .filter(source -> source.source().kind() == Source.Kind.TIME_ENTRY)
                .filter(source -> source.source()
                        .spentDate()
                        .isBefore(trial.period().covered().start()))
                .toList();
        if (!late.isEmpty()) {
            facts.add(new Fact(amount(late), worked(late) + " worked before the period and billed late"));
        }
    }

    private void notBilled(LinePairs.Group group, List<Fact> facts) {
        Set<String> tasks = sources(group)
                .map(source -> source.source().origin().kind().name())
                .collect(Collectors.toSet());
        Set<Long> projects = projects(group).map(Project::id).collect(Collectors.toSet());
        boolean whole = group.theirs().size() != 1 || group.ours().size() != 1;
        boolean alone = groups.stream()
                        .filter(other ->
                                !other.difference(Money.zero(trial.currency())).isZero())
                        .count()
                == 1;
        Map<String, List<NotBilled>> byReason = trial.notBilled().stream()
                .filter(rest -> !NOT_ON_EITHER.contains(rest.bucket()) && rest.reason() != Reason.AFTER_PERIOD)
                .filter(rest -> rest.worth().signum() != 0)
                .filter(rest ->
                        projects.contains(rest.source().origin().project().id()) || (projects.isEmpty() && alone))
                .filter(rest -> whole
                        || alone
                        || tasks.isEmpty()
                        || tasks.contains(rest.source().origin().kind().name()))
                .collect(Collectors.groupingBy(
                        rest -> plain(rest.bucket()) + ": " + rest.words(), TreeMap::new, Collectors.toList()));
        byReason.forEach((words, rests) -> {
            BigDecimal worth = rests.stream().map(NotBilled::worth).reduce(BigDecimal.ZERO, BigDecimal::add);
            Hours hours = rests.stream().map(NotBilled::hours).reduce(Hours.ZERO, Hours::plus);
            String many =
                    hours.isZero() ? rests.size() + (rests.size() == 1 ? " expense" : " expenses") : hours.toString();
            facts.add(new Fact(worth.negate(), many + " worth " + cents(worth) + " not billed, " + words));
        });
    }

    private static void oursAlone(LinePairs.Group group, List<Fact> facts) {
        List<LineSource> sources = sources(group).toList();
        BigDecimal fromWork = amount(sources);
        if (fromWork.signum() != 0) {
            String what = sources.stream().allMatch(each -> each.source().kind() == Source.Kind.EXPENSE)
                    ? "expenses"
                    : "work";
            facts.add(new Fact(fromWork, "the invoice has no line for this " + what));
        }
    }

    /** The fewest facts that add up to the difference; among equally few the first ones. */
    private static Optional<List<Fact>> add(List<Fact> facts, BigDecimal difference, BigDecimal tolerance) {
        for (int many = 1; many <= facts.size(); many++) {
            List<Fact> found = new ArrayList<>();
            if (search(facts, 0, many, difference, tolerance, found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static boolean search(
            List<Fact> facts, int from, int many, BigDecimal left, BigDecimal tolerance, List<Fact> found) {
        if (many == 0) {
            return left.abs().compareTo(tolerance) <= 0;
        }
        for (int i = from; i <= facts.size() - many; i++) {
            found.add(facts.get(i));
            if (search(facts, i + 1, many - 1, left.subtract(facts.get(i).amount()), tolerance, found)) {
                return true;
            }
            found.remove(found.size() - 1);
        }
        return false;
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
            return shown(ours.hours()) + " against " + shown(theirs.hours()) + " on the invoice, both at "
                    + price(ours.price());
        }
        if (sameHours && !samePrice) {
            return "a price of " + price(ours.price()) + rateFrom(ours) + " against " + price(theirs.price())
                    + " on the invoice";
        }
        return shown(ours.hours()) + " at " + price(ours.price()) + " against " + shown(theirs.hours()) + " at "
                + price(theirs.price()) + " on the invoice";
    }

    private static String rateFrom(Side ours) {
        Set<String> from = ours.sources().stream().map(LineSource::rateFrom).collect(Collectors.toSet());
        return from.size() == 1 && !from.contains("") ? " (" + from.iterator().next() + ")" : "";
    }

    private static Stream<LineSource> sources(LinePairs.Group group) {
        return group.ours().stream().flatMap(line -> line.sources().stream());
    }

    private static Stream<Project> projects(LinePairs.Group group) {
        return Stream.concat(group.ours().stream(), group.theirs().stream())
                .map(Side::project)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct();
    }

    private static BigDecimal amount(List<LineSource> sources) {
        return sources.stream().map(source -> source.amount().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String worked(List<LineSource> sources) {
        Hours hours = sources.stream().map(LineSource::hours).reduce(Hours.ZERO, Hours::plus);
        long entries =
                new HashSet<>(sources.stream().map(each -> each.source().id()).toList()).size();
        return hours + " in " + entries + (entries == 1 ? " entry" : " entries");
    }

    private static String words(List<Fact> facts) {
        return facts.stream().map(Fact::words).collect(Collectors.joining("; "));
    }

    private static String inWords(Difference.Kind kind) {
        return switch (kind) {
            case RATE -> "the agreement's rates instead of Harvest's";
            case MINUTES -> "whole minutes instead of Harvest's decimal hours";
            case ROUNDING -> "the agreement's rounding of hours";
            case CENTS -> "fractions of a cent";
            case DISCOUNT -> "discount";
            case WRITE_DOWN -> "write-down";
            case WRITE_UP -> "write-up";
            case CAP -> "fitting under a cap";
            case MARK_UP -> "mark-up";
            case UNIT_PRICE -> "the agreement's price of a unit";
        };
    }

    private static String named(String rule) {
        return rule.isEmpty() ? "" : " (" + rule + ")";
    }

    private static String plain(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String signed(BigDecimal amount) {
        return (amount.signum() > 0 ? "+" : "") + shown(amount);
    }

    private static String shown(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return (bare.scale() < 2 ? number.setScale(2, RoundingMode.HALF_UP) : bare).toPlainString();
    }

    private String cents(BigDecimal worth) {
        return Money.roundHalfUp(worth, trial.currency()).amount().toPlainString();
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
