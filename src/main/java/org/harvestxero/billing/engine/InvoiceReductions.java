package org.harvestxero.billing.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.Coding;

/**
 * Takes agreed reductions off whole invoices: one negative line per coding, so that every account and tax carries its
 * share, down to each entry.
 */
final class InvoiceReductions {
    private final Run run;
    private final LineWords words;
    private final List<Adjustment> reductions;
    private final Map<Adjustment, Money> left = new LinkedHashMap<>();

    InvoiceReductions(Run run, LineWords words) {
        this.run = run;
        this.words = words;
        this.reductions = run.agreement().limits().adjustments().stream()
                .filter(reduction -> reduction.level() == Adjustment.Level.INVOICE)
                .filter(reduction -> reduction.span().contains(run.period().issueDate()))
                .toList();
        for (Adjustment reduction : reductions) {
            if (reduction.amount() != null) {
                left.put(reduction, reduction.amount());
            }
        }
    }

    /** The lines of an invoice with its reductions below; an amount goes off the first invoices that can bear it. */
    List<DraftLine> applyTo(List<DraftLine> lines) {
        List<DraftLine> all = new ArrayList<>(lines);
        for (Adjustment reduction : reductions) {
            List<DraftLine> bearing =
                    all.stream().filter(line -> line.amount().isPositive()).toList();
            Money base = all.stream().map(DraftLine::amount).reduce(run.nothing(), Money::plus);
            Money off = base.isPositive() ? off(reduction, base) : run.nothing();
            if (!off.isZero()) {
                all.addAll(spread(reduction, off, bearing));
            }
        }
        return all;
    }

    private Money off(Adjustment reduction, Money base) {
        if (reduction.percent() != null) {
            return base.percentRoundedHalfUp(reduction.percent());
        }
        Money off = left.getOrDefault(reduction, run.nothing()).min(base);
        left.computeIfPresent(reduction, (key, money) -> money.minus(off));
        return off;
    }

    private List<DraftLine> spread(Adjustment reduction, Money off, List<DraftLine> bearing) {
        List<Money> shares = TimeLine.share(
                off.negated(), bearing.stream().map(DraftLine::amount).toList());
        Map<Coding, List<LineSource>> sources = new LinkedHashMap<>();
        Map<Coding, Money> amounts = new LinkedHashMap<>();
        Map<Coding, Money> own = new LinkedHashMap<>();
        for (int i = 0; i < bearing.size(); i++) {
            Coding coding = bearing.get(i).coding();
            List<LineSource> parts = parts(reduction, shares.get(i), bearing.get(i));
            Money ofSources = parts.stream().map(LineSource::amount).reduce(run.nothing(), Money::plus);
            sources.computeIfAbsent(coding, key -> new ArrayList<>()).addAll(parts);
            amounts.merge(coding, shares.get(i), Money::plus);
            own.merge(coding, shares.get(i).minus(ofSources), Money::plus);
            run.outcome().offFees.merge(bearing.get(i).rule(), shares.get(i).minus(ofSources), Money::plus);
        }
        List<DraftLine> lines = new ArrayList<>();
        amounts.forEach((coding, amount) -> {
            if (!amount.isZero()) {
                lines.add(new DraftLine(
                        LineKind.DISCOUNT,
                        words.discount(reduction.reason(), Reductions.percent(reduction)),
                        LinePrice.flat(amount),
                        amount,
                        coding,
                        "",
                        own.getOrDefault(coding, run.nothing()),
                        Reductions.inWords(reduction),
                        sources.getOrDefault(coding, List.of())));
            }
        });
        return lines;
    }

    /** What each entry of a line bears; what isn't of entries stays with the line. */
    private static List<LineSource> parts(Adjustment reduction, Money share, DraftLine line) {
        List<Money> amounts = new ArrayList<>();
        line.sources().forEach(source -> amounts.add(source.amount()));
        amounts.add(line.own());
        List<Money> shares = TimeLine.share(share, amounts);
        List<LineSource> parts = new ArrayList<>();
        for (int i = 0; i < line.sources().size(); i++) {
            if (!shares.get(i).isZero()) {
                parts.add(Reductions.source(line.sources().get(i).source(), reduction, shares.get(i)));
            }
        }
        return parts;
    }
}
