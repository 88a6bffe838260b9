package org.harvestxero.worth;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.worth.BaseRates.BaseRate;
import org.harvestxero.worth.Worth.InBase;

/**
 * What is not billed at the end of a day.
 *
 * @param base the organisation's currency
 * @param pieces by client, day, kind and id
 * @param notes what a person should know of what could not be read or reckoned, a sentence each
 */
public record UnbilledWork(LocalDate day, Currency base, List<UnbilledPiece> pieces, List<String> notes) {
    private static final Comparator<Named> BY_NAME =
            Comparator.comparing(Named::name).thenComparing(Named::id);
    private static final Comparator<UnbilledPiece> ORDER = Comparator.comparing(UnbilledPiece::client, BY_NAME)
            .thenComparing(piece -> piece.item().day())
            .thenComparing(piece -> piece.item().kind())
            .thenComparing(piece -> piece.item().id());

    public UnbilledWork {
        pieces = pieces.stream().sorted(ORDER).toList();
        notes = List.copyOf(notes);
    }

    /** Pieces with their worth in the organisation's currency as well, where a rate is known for the day. */
    public static UnbilledWork of(LocalDate day, List<UnbilledPiece> pieces, List<String> notes, BaseRates rates) {
        Map<Currency, Optional<BaseRate>> known = new HashMap<>();
        return new UnbilledWork(
                day,
                rates.base(),
                pieces.stream()
                        .map(piece -> converted(piece, day, rates, known))
                        .toList(),
                notes);
    }

    private static UnbilledPiece converted(
            UnbilledPiece piece, LocalDate day, BaseRates rates, Map<Currency, Optional<BaseRate>> known) {
        Money agreed = piece.worth().agreed();
        if (agreed == null) {
            return piece;
        }
        if (agreed.currency().equals(rates.base())) {
            return piece.with(
                    piece.worth().in(new InBase(agreed.amount(), BigDecimal.ONE, "the organisation's own currency")));
        }
        return known.computeIfAbsent(agreed.currency(), currency -> rates.of(currency, day))
                .map(rate -> piece.with(piece.worth()
                        .in(new InBase(agreed.amount().multiply(rate.perUnit()), rate.perUnit(), rate.source()))))
                .orElse(piece);
    }

    /** Those that have a worth. */
    public Stream<UnbilledPiece> priced() {
        return pieces.stream().filter(piece -> !piece.worth().isNone());
    }

    /** What is worth something, by currency. */
    public SortedMap<String, Money> totals() {
        return totals(priced());
    }

    /** What is worth something, by client and currency. */
    public SortedMap<Named, SortedMap<String, Money>> byClient() {
        return by(UnbilledPiece::client);
    }

    /** What is worth something, by project and currency; fees of no project under 0. */
    public SortedMap<Named, SortedMap<String, Money>> byProject() {
        return by(UnbilledPiece::project);
    }

    private SortedMap<Named, SortedMap<String, Money>> by(Function<UnbilledPiece, Named> what) {
        SortedMap<Named, SortedMap<String, Money>> sums = new TreeMap<>(BY_NAME);
        priced().forEach(piece -> add(sums.computeIfAbsent(what.apply(piece), first -> new TreeMap<>()), piece));
        return sums;
    }

    private static SortedMap<String, Money> totals(Stream<UnbilledPiece> pieces) {
        SortedMap<String, Money> sums = new TreeMap<>();
        pieces.forEach(piece -> add(sums, piece));
        return sums;
    }

    private static void add(SortedMap<String, Money> sums, UnbilledPiece piece) {
        Money agreed = piece.worth().agreed();
        if (agreed != null) {
            sums.merge(agreed.currency().getCurrencyCode(), agreed, Money::plus);
        }
    }
}
