package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.jspecify.annotations.Nullable;

/** Divides a line in two whose amounts, hours and worth add up to what it had. */
final class LineSplit {
    private static final int WORTH_DECIMALS = 8;

    private final DraftLine line;

    LineSplit(DraftLine line) {
        this.line = line;
    }

    /** @param stays what the line keeps @param goes what the new line gets */
    record Halves(DraftLine stays, DraftLine goes) {}

    private record Half(List<LineSource> sources, Money own) {
        Money amount() {
            return sources.stream().map(LineSource::amount).reduce(own, Money::plus);
        }
    }

    /** Chosen entries go, the others and what belongs to no entry stay. */
    Halves byWork(Predicate<Source> goes) {
        List<LineSource> going =
                line.sources().stream().filter(part -> goes.test(part.source())).toList();
        List<LineSource> staying = line.sources().stream()
                .filter(part -> !goes.test(part.source()))
                .toList();
        if (going.isEmpty() || (staying.isEmpty() && line.own().isZero())) {
            throw new IllegalArgumentException("Both lines need something");
        }
        Money nothing = Money.zero(line.amount().currency());
        return new Halves(half(new Half(staying, line.own())), half(new Half(going, nothing)));
    }

    /** @param goes strictly between nothing and the line's amount */
    Halves byAmount(Money goes) {
        Money stays = line.amount().minus(goes);
        if (goes.isZero() || stays.isZero() || goes.isNegative() != stays.isNegative()) {
            throw new IllegalArgumentException(goes + " is no part of " + line.amount());
        }
        List<Money> weights = Stream.concat(line.sources().stream().map(LineSource::amount), Stream.of(line.own()))
                .toList();
        List<Money> amounts = TimeLine.share(goes, weights);
        HoursShare hours = new HoursShare(goes);
        HoursShare billed = new HoursShare(goes);
        List<LineSource> staying = new ArrayList<>();
        List<LineSource> going = new ArrayList<>();
        for (int i = 0; i < line.sources().size(); i++) {
            LineSource whole = line.sources().get(i);
            Divided part = divided(whole, amounts.get(i), hours.of(whole.hours()), billed.of(whole.billed()), goes);
            if (isNothing(part.goes())) {
                staying.add(whole);
            } else {
                going.add(part.goes());
                staying.add(part.stays());
            }
        }
        Money own = amounts.get(amounts.size() - 1);
        return new Halves(half(new Half(staying, line.own().minus(own))), half(new Half(going, own)));
    }

    private static boolean isNothing(LineSource part) {
        return part.amount().isZero() && part.hours().isZero() && part.billed().isZero();
    }

    /** Gives parts of hours, each rounded so that their sum is the share of the sum. */
    private final class HoursShare {
        private final long share;
        private final long whole;
        private Hours run = Hours.ZERO;
        private Hours given = Hours.ZERO;

        HoursShare(Money goes) {
            int scale = Math.max(goes.amount().scale(), line.amount().amount().scale());
            this.share = unscaled(goes, scale);
            this.whole = unscaled(line.amount(), scale);
        }

        private static long unscaled(Money money, int scale) {
            return money.amount()
                    .abs()
                    .setScale(scale, RoundingMode.UNNECESSARY)
                    .unscaledValue()
                    .longValueExact();
        }

        Hours of(Hours hours) {
            run = run.plus(hours);
            Hours part = run.shareRoundedDown(share, whole).beyond(given).min(hours);
            given = given.plus(part);
            return part;
        }
    }

    /** What of an entry goes, and what stays. */
    private record Divided(LineSource goes, LineSource stays) {}

    private Divided divided(LineSource whole, Money amount, Hours hours, Hours billed, Money goes) {
        BigDecimal worth = share(whole.worth(), goes);
        List<Difference> going = new ArrayList<>();
        List<Difference> staying = new ArrayList<>();
        for (Difference each : whole.differences()) {
            if (each.kind() != Difference.Kind.CENTS) {
                BigDecimal part = share(each.amount(), goes);
                Differences.add(going, each.kind(), part);
                Differences.add(staying, each.kind(), each.amount().subtract(part));
            }
        }
        return new Divided(
                source(whole, hours, billed, worth, amount, going),
                source(
                        whole,
                        whole.hours().minus(hours),
                        whole.billed().minus(billed),
                        whole.worth().subtract(worth),
                        whole.amount().minus(amount),
                        staying));
    }

    private BigDecimal share(BigDecimal of, Money goes) {
        return of.multiply(goes.amount()).divide(line.amount().amount(), WORTH_DECIMALS, RoundingMode.HALF_UP);
    }

    /** What the differences leave open are fractions of a cent. */
    private static LineSource source(
            LineSource whole, Hours hours, Hours billed, BigDecimal worth, Money amount, List<Difference> differences) {
        BigDecimal told = differences.stream().map(Difference::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        Differences.add(
                differences,
                Difference.Kind.CENTS,
                amount.amount().subtract(worth).subtract(told));
        return new LineSource(
                whole.source(),
                hours,
                billed,
                worth,
                amount,
                whole.rate(),
                whole.rateFrom(),
                whole.counting(),
                differences);
    }

    private DraftLine half(Half half) {
        Money amount = half.amount();
        return new DraftLine(
                line.kind(),
                line.description(),
                price(half, amount),
                amount,
                line.coding(),
                line.rule(),
                half.own(),
                line.words(),
                half.sources(),
                line.project());
    }

    /** Hours at the line's price where that is exact, else one piece at the whole amount. */
    private LinePrice price(Half half, Money amount) {
        @Nullable
        Rate rate = half.sources().stream()
                .map(LineSource::rate)
                .filter(each -> each != null)
                .findFirst()
                .orElse(null);
        if (rate == null || line.price().equals(LinePrice.flat(line.amount()))) {
            return LinePrice.flat(amount);
        }
        Hours billed = half.sources().stream().map(LineSource::billed).reduce(Hours.ZERO, Hours::plus);
        return LinePrice.exactly(rate.quantity(billed), line.price().unitAmount(), amount)
                .orElse(LinePrice.flat(amount));
    }
}
