package org.harvestxero.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.billing.Counted;
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

/** All that moves an agreement's bill of a group of lines away from the billable hours at Harvest's rates. */
final class DifferenceFacts {
    private static final int MOST_FACTS = 12;
    private static final Set<Bucket> NOT_ON_EITHER = Set.of(Bucket.NOT_BILLABLE);

    private final Trial trial;
    private final List<LinePairs.Group> groups;

    DifferenceFacts(Trial trial, List<LinePairs.Group> groups) {
        this.trial = trial;
        this.groups = groups;
    }

    /** Something that makes our side {@code amount} more than Harvest's usual. */
    record Fact(BigDecimal amount, String words) {}

    /** As many as a search for those that add up can take, the likeliest first. */
    List<Fact> of(LinePairs.Group group) {
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
                    : "the agreement's " + ReasonWords.plain(line.kind()) + " of " + line.own()
                            + ReasonWords.named(line.rule());
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
                facts.add(new Fact(amount, ReasonWords.signed(amount) + " by " + ReasonWords.inWords(kind)));
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
        Set<Long> projects = Reasons.projects(group).map(Project::id).collect(Collectors.toSet());
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
                        rest -> ReasonWords.plain(rest.bucket()) + ": " + rest.words(),
                        TreeMap::new,
                        Collectors.toList()));
        byReason.forEach((words, rests) -> {
            BigDecimal worth = rests.stream().map(NotBilled::worth).reduce(BigDecimal.ZERO, BigDecimal::add);
            Hours hours = rests.stream().map(NotBilled::hours).reduce(Hours.ZERO, Hours::plus);
            String many = hours.isZero() ? Counted.of(rests.size(), "expense") : hours.toString();
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

    private static Stream<LineSource> sources(LinePairs.Group group) {
        return group.ours().stream().flatMap(line -> line.sources().stream());
    }

    private static BigDecimal amount(List<LineSource> sources) {
        return sources.stream().map(source -> source.amount().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String worked(List<LineSource> sources) {
        Hours hours = sources.stream().map(LineSource::hours).reduce(Hours.ZERO, Hours::plus);
        long entries =
                new HashSet<>(sources.stream().map(each -> each.source().id()).toList()).size();
        return hours + " in " + Counted.of(entries, "entry", "entries");
    }

    private String cents(BigDecimal worth) {
        return Money.roundHalfUp(worth, trial.currency()).amount().toPlainString();
    }
}
