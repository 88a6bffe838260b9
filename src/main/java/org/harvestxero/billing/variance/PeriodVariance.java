package org.harvestxero.billing.variance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.billing.Counted;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.variance.Figures.WorkKey;
import org.harvestxero.billing.variance.Figures.WorkSum;

/**
 * Divides the difference between two periods into its causes, which add up to it to the cent. More or less work counts at the price it
 * had before; what a price makes of the work of now is the price's.
 */
public final class PeriodVariance {
    private static final int MOST_NAMES = 3;
    private static final int DIVISION_DECIMALS = 12;

    private final Currency currency;
    private final Figures before;
    private final Figures now;
    private final Map<String, BigDecimal> hoursMoved = new HashMap<>();
    private final List<String> prices = new ArrayList<>();
    private Money hours;
    private Money rates;

    private PeriodVariance(List<Draft> before, List<Draft> now, Currency currency) {
        this.currency = currency;
        this.before = Figures.of(before, currency);
        this.now = Figures.of(now, currency);
        this.hours = Money.zero(currency);
        this.rates = Money.zero(currency);
    }

    /**
     * What makes the difference, in the order of {@link Cause.Kind}; empty where nothing does.
     *
     * @param before the invoices of the earlier period
     * @param now those of the later one
     * @param currency of all of them
     */
    public static List<Cause> causes(List<Draft> before, List<Draft> now, Currency currency) {
        return new PeriodVariance(before, now, currency).causes();
    }

    private List<Cause> causes() {
        Set<WorkKey> all = new LinkedHashSet<>(now.work().keySet());
        all.addAll(before.work().keySet());
        all.forEach(this::work);
        List<Cause> causes = new ArrayList<>();
        add(causes, Cause.Kind.HOURS, hours, hoursInWords());
        add(causes, Cause.Kind.RATES, rates, few(prices));
        add(causes, Cause.Kind.FEES, difference(Cause.Kind.FEES), feesInWords());
        add(
                causes,
                Cause.Kind.EXPENSES,
                difference(Cause.Kind.EXPENSES),
                expenses(now.expenses()) + ", " + expenses(before.expenses()) + " before");
        for (Cause.Kind kind : List.of(Cause.Kind.REDUCTIONS, Cause.Kind.CORRECTIONS, Cause.Kind.ADDED)) {
            add(
                    causes,
                    kind,
                    difference(kind),
                    now.of(kind).amount() + " now, " + before.of(kind).amount() + " before");
        }
        return causes;
    }

    private static void add(List<Cause> causes, Cause.Kind kind, Money amount, String words) {
        if (!amount.isZero()) {
            causes.add(new Cause(kind, amount, words));
        }
    }

    private Money difference(Cause.Kind kind) {
        return now.of(kind).minus(before.of(kind));
    }

    private void work(WorkKey key) {
        WorkSum is = now.work().get(key);
        WorkSum was = before.work().get(key);
        String person = is == null ? Objects.requireNonNull(was).person() : is.person();
        Hours hoursNow = is == null ? Hours.ZERO : is.hours();
        Hours hoursThen = was == null ? Hours.ZERO : was.hours();
        hoursMoved.merge(person, hoursNow.toBigDecimal().subtract(hoursThen.toBigDecimal()), BigDecimal::add);
        Money change = (is == null ? Money.zero(currency) : is.amount())
                .minus(was == null ? Money.zero(currency) : was.amount());
        Money byPrice = is == null || was == null ? Money.zero(currency) : byPrice(is, was);
        rates = rates.plus(byPrice);
        hours = hours.plus(change.minus(byPrice));
        if (is != null && was != null && !byPrice.isZero()) {
            prices.add(person + " at " + price(is) + ", " + price(was) + " before");
        }
    }

    /** What the work of now comes to more or less than it would have at the price before. */
    private Money byPrice(WorkSum is, WorkSum was) {
        boolean samePrice = is.rate() != null && is.rate().equals(was.rate());
        if (samePrice || is.hours().isZero() || was.hours().isZero()) {
            return Money.zero(currency);
        }
        BigDecimal asBefore = was.amount()
                .amount()
                .multiply(BigDecimal.valueOf(is.hours().parts()))
                .divide(BigDecimal.valueOf(was.hours().parts()), DIVISION_DECIMALS, RoundingMode.HALF_UP);
        return Money.roundHalfUp(is.amount().amount().subtract(asBefore), currency);
    }

    /** The one price it has, or what an hour came to. */
    private String price(WorkSum sum) {
        Rate rate = sum.rate();
        if (rate != null) {
            return rate.amount().toPlainString() + (rate.isHourly() ? "" : " a day");
        }
        BigDecimal hour =
                sum.amount().amount().divide(sum.hours().toBigDecimal(), DIVISION_DECIMALS, RoundingMode.HALF_UP);
        return Money.roundHalfUp(hour, currency).amount() + " an hour on average";
    }

    private String hoursInWords() {
        String words = now.hours() + ", " + before.hours() + " before";
        String movers = hoursMoved.entrySet().stream()
                .filter(each -> each.getValue().signum() != 0)
                .sorted(Comparator.comparing((Map.Entry<String, BigDecimal> each) ->
                                each.getValue().abs())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_NAMES)
                .map(each -> each.getKey()
                        + (each.getValue().signum() > 0 ? " +" : " −")
                        + each.getValue().abs().toPlainString())
                .collect(Collectors.joining(", "));
        return hoursMoved.size() < 2 || movers.isEmpty() ? words : words + ": " + movers;
    }

    private String feesInWords() {
        Set<String> names = new LinkedHashSet<>(now.fees().keySet());
        names.addAll(before.fees().keySet());
        Money nothing = Money.zero(currency);
        return few(names.stream()
                .filter(name -> !now.fees()
                        .getOrDefault(name, nothing)
                        .equals(before.fees().getOrDefault(name, nothing)))
                .map(name -> (name.isEmpty() ? "the whole invoice" : name) + " "
                        + now.fees().getOrDefault(name, nothing).amount() + ", "
                        + before.fees().getOrDefault(name, nothing).amount() + " before")
                .toList());
    }

    private static String few(List<String> names) {
        String told = names.stream().limit(MOST_NAMES).collect(Collectors.joining("; "));
        return names.size() > MOST_NAMES ? told + "; and " + (names.size() - MOST_NAMES) + " more" : told;
    }

    private static String expenses(int many) {
        return Counted.of(many, "expense");
    }
}
