package org.harvestxero.console.page.deals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.billing.Money;
import org.harvestxero.comparison.Comparison;
import org.harvestxero.comparison.ReplayReport;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.ReaderFormat;
import org.jspecify.annotations.Nullable;

/** Comparisons with past invoices, in words. */
final class ComparisonView {
    private final ReaderFormat format;

    ComparisonView(ReaderFormat format) {
        this.format = format;
    }

    TrialView.Compared compared(ReplayReport report) {
        return new TrialView.Compared(
                report.totals().values().stream().map(this::total).toList(),
                report.comparisons().stream().map(this::pair).toList(),
                left(report.left().stream()));
    }

    private TrialView.Total total(ReplayReport.Total total) {
        return new TrialView.Total(
                money(total.ours()),
                money(total.theirs()),
                signed(total.ours().minus(total.theirs())),
                format.count(total.agreeing(), "period")
                        + (total.agreeing() == 1 ? " agrees, " : " agree, ")
                        + format.number(total.differing())
                        + (total.differing() == 1 ? " differs" : " differ"));
    }

    private TrialView.Pair pair(Comparison found) {
        return new TrialView.Pair(
                found.client().name(),
                found.period(),
                new TrialView.Sides(
                        money(found.ours()), money(found.theirs()), found.agrees() ? "" : signed(found.difference())),
                found.invoices(),
                found.notes(),
                found.rows().stream()
                        .filter(row -> !row.agrees())
                        .map(row -> new TrialView.Differing(
                                row.project(),
                                row.ours(),
                                row.theirs(),
                                new TrialView.Sides(
                                        money(row.oursAmount()), money(row.theirsAmount()), signed(row.difference())),
                                row.explained() ? row.reason() : "Not fully explained: " + row.reason()))
                        .toList());
    }

    /** What a change would have billed, beside what the agreement in force makes, and what was invoiced. */
    TrialView.Previewed previewed(AgreementActions.Proposed proposed, Asked asked) {
        Map<String, Comparison> now = byPeriod(proposed.preview().now());
        Map<String, Comparison> then = byPeriod(proposed.preview().then());
        Set<String> periods = new TreeSet<>(now.keySet());
        periods.addAll(then.keySet());
        return new TrialView.Previewed(
                new TrialView.Proposal(
                        proposed.file(),
                        AgreementViews.path(proposed.file()),
                        proposed.text(),
                        proposed.seen(),
                        AgreementViews.May.of(asked, TextPlace.AGREEMENTS)),
                proposed.seen().equals(AgreementDesk.NONE),
                periods.stream()
                        .map(period -> then(period, now.get(period), then.get(period)))
                        .toList(),
                left(proposed.preview().then().left().stream()));
    }

    private static Map<String, Comparison> byPeriod(ReplayReport report) {
        Map<String, Comparison> periods = new HashMap<>();
        report.comparisons().forEach(each -> periods.put(each.period(), each));
        return periods;
    }

    private TrialView.Then then(String period, @Nullable Comparison now, @Nullable Comparison then) {
        Comparison any = then == null ? now : then;
        return new TrialView.Then(
                period,
                now == null ? "" : money(now.ours()),
                then == null ? "" : money(then.ours()),
                now == null || then == null ? "" : changed(now.ours(), then.ours()),
                any == null || any.invoices().isEmpty()
                        ? ""
                        : money(any.theirs()) + " (" + String.join(", ", any.invoices()) + ")",
                then == null
                        ? List.of()
                        : then.rows().stream()
                                .flatMap(row -> row.ours().stream())
                                .toList());
    }

    /** Empty where it is the same, or in another currency. */
    private String changed(Money now, Money then) {
        return now.currency().equals(then.currency()) && !now.equals(then) ? signed(then.minus(now)) : "";
    }

    private static List<TrialView.Left> left(Stream<ReplayReport.Left> left) {
        return left.map(each -> new TrialView.Left(each.client(), each.why()))
                .distinct()
                .toList();
    }

    private String money(Money money) {
        return format.money(money.amount(), money.currency().getCurrencyCode());
    }

    private String signed(Money money) {
        return (money.isPositive() ? "+" : "") + money(money);
    }
}
