package org.harvestxero.profit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.harvestxero.dunning.AgedAmounts;
import org.harvestxero.monthend.Shares;

/**
 * Unbilled work at the end of a day, by what it is about and how old it is: exact worth is summed up and rounded once, the largest
 * remainders get the cents. So its ages add up to the balance of which the change accrued.
 */
public final class AgedWork {
    private static final Comparator<Key> ORDER =
            Comparator.<Key, String>comparing(key -> key.subject().toString()).thenComparing(Key::period);

    private final LocalDate asOf;
    private final int digits;
    private final Map<Key, BigDecimal> exact = new HashMap<>();
    private final Map<Key, Piece> sizes = new HashMap<>();

    /** @param digits of the company's currency */
    public AgedWork(LocalDate asOf, int digits) {
        this.asOf = asOf;
        this.digits = digits;
    }

    private record Key(Subject subject, int period) {}

    private record Piece(LocalDate oldest, BigDecimal hours) {
        Piece plus(Piece other) {
            return new Piece(oldest.isBefore(other.oldest) ? oldest : other.oldest, hours.add(other.hours));
        }
    }

    /**
     * Work of one subject and age.
     *
     * @param oldest day of it
     * @param hours as Harvest counts them
     * @param amount at agreed prices, in whole cents of the company's currency
     */
    public record Aged(Subject subject, LocalDate oldest, BigDecimal hours, BigDecimal amount) {
        /** As part of the figures of its subject. @param asOf the day up to which its age counts */
        public Fact fact(LocalDate asOf) {
            return Fact.of(subject, new Backlog(AgedAmounts.sinceDone(days(oldest, asOf), amount), null));
        }

        /** How old its oldest day is. */
        public long days(LocalDate asOf) {
            return days(oldest, asOf);
        }

        private static long days(LocalDate from, LocalDate to) {
            return ChronoUnit.DAYS.between(from, to);
        }
    }

    /** @param worth exact */
    public void take(Subject subject, LocalDate day, BigDecimal hours, BigDecimal worth) {
        Key key = new Key(subject, AgedAmounts.period(Aged.days(day, asOf)));
        exact.merge(key, worth, BigDecimal::add);
        sizes.merge(key, new Piece(day, hours), Piece::plus);
    }

    public List<Aged> all() {
        List<Aged> all = new ArrayList<>();
        Shares.rounded(exact, digits, ORDER).forEach((key, amount) -> {
            Piece size = Objects.requireNonNull(sizes.get(key));
            all.add(new Aged(key.subject(), size.oldest(), size.hours(), amount));
        });
        return all;
    }
}
