package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.Rounding;

/** Writes the lines of priced work, and of the reductions below them. */
final class WorkLines {
    private final Run run;
    private final LineWords words;
    private final Differences differences;

    WorkLines(Run run, LineWords words) {
        this.run = run;
        this.words = words;
        this.differences = new Differences(run.agreement().pricing().hours());
    }

    /** The line itself. */
    DraftLine line(TimeLine line) {
        Money gross = line.gross();
        List<Money> off = line.reductions(gross);
        List<Adjustment> folded = line.folded();
        Money amount = off.stream().reduce(gross, Money::minus);
        List<List<Money>> shares = sharedOut(off, line);
        List<LineSource> sources = new ArrayList<>(line.charges.size());
        for (int i = 0; i < line.charges.size(); i++) {
            sources.add(source(line, i, folded, shares));
        }
        boolean shown = run.agreement().layout().showHours();
        LinePrice price = line.priceFor(amount, shown);
        String text = words.of(line);
        if (shown && price.equals(LinePrice.flat(amount))) {
            Rate rate = line.key.rate();
            text += " (" + rate.counted(line.hours()) + " at " + rate.amount().toPlainString() + ")";
        }
        String reasons = folded.isEmpty()
                ? ""
                : "less "
                        + String.join(
                                ", less ",
                                folded.stream().map(Reductions::inWords).toList());
        return new DraftLine(
                line.key.kind(),
                text,
                price,
                amount,
                line.key.coding(),
                line.charges.get(0).rule.name(),
                run.nothing(),
                reasons,
                sources);
    }

    private LineSource source(TimeLine line, int index, List<Adjustment> folded, List<List<Money>> off) {
        TimeCharge charge = line.charges.get(index);
        Part part = charge.part;
        Rounding rounding = run.counting().roundingOf(charge.rule.rule());
        BigDecimal worth = part.worth();
        List<Difference> named = differences.of(charge, worth, rounding);
        Money amount = charge.gross();
        if (!folded.isEmpty()) {
            named = new ArrayList<>(named);
            for (int i = 0; i < folded.size(); i++) {
                Money less = off.get(i).get(index);
                amount = amount.minus(less);
                Differences.add(
                        named, Differences.kind(folded.get(i)), less.negated().amount());
            }
        }
        return new LineSource(
                part.source(),
                part.hours(),
                charge.billed(),
                worth,
                amount,
                charge.rate,
                part.priced().words(),
                line.isRoundedAsALine() ? rounding.inWords() : part.counting(),
                named);
    }

    /** What each reduction takes off each charge of a line. */
    private static List<List<Money>> sharedOut(List<Money> off, TimeLine line) {
        if (off.isEmpty()) {
            return List.of();
        }
        List<Money> gross = line.charges.stream().map(TimeCharge::gross).toList();
        return off.stream().map(less -> TimeLine.share(less, gross)).toList();
    }

    /** Agreed reductions of a line, each as a line of its own. */
    List<DraftLine> below(TimeLine line) {
        List<Adjustment> below = line.below();
        if (below.isEmpty()) {
            return List.of();
        }
        List<DraftLine> lines = new ArrayList<>();
        Money gross = line.gross();
        Money left = line.reductions(gross).stream().reduce(gross, Money::minus);
        for (Adjustment reduction : below) {
            Money off = left.percentRoundedHalfUp(Objects.requireNonNull(reduction.percent()))
                    .negated();
            left = left.plus(off);
            if (!off.isZero()) {
                lines.add(reduced(line, reduction, off));
            }
        }
        return lines;
    }

    private DraftLine reduced(TimeLine line, Adjustment reduction, Money off) {
        List<Money> shares =
                TimeLine.share(off, line.charges.stream().map(TimeCharge::gross).toList());
        List<LineSource> sources = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            if (!shares.get(i).isZero()) {
                sources.add(Reductions.source(line.charges.get(i).part.source(), reduction, shares.get(i)));
            }
        }
        return new DraftLine(
                LineKind.DISCOUNT,
                words.discount(reduction.reason(), Reductions.percent(reduction)),
                LinePrice.flat(off),
                off,
                line.key.coding(),
                line.charges.get(0).rule.name(),
                run.nothing(),
                Reductions.inWords(reduction),
                sources);
    }
}
