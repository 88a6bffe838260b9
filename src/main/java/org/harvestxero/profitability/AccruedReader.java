package org.harvestxero.profitability;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.Origin;
import org.harvestxero.commands.Stop;
import org.harvestxero.profit.AgedWork;
import org.harvestxero.profit.Subject;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.worth.AgreedPrices;
import org.harvestxero.worth.UnbilledPiece;
import org.harvestxero.worth.UnbilledWork;
import org.harvestxero.worth.Worth;

/** Keeps what unbilled work is worth at agreed prices at the end of each month, in whole cents of the company's currency. */
final class AccruedReader {
    private final ConnectionStore store;
    private final AgreedPrices prices;

    AccruedReader(ConnectionStore store, AgreedPrices prices) {
        this.store = store;
        this.prices = prices;
    }

    /**
     * Reckons the balances from the month before the first to the last that are not known, or stand on work that was read anew.
     *
     * @param changed the earliest month that was read anew; its balance and all after it may be others
     * @return what a person should know
     */
    List<String> keep(YearMonth from, YearMonth to, TreeSet<YearMonth> changed, LocalDate today) {
        List<String> notes = new ArrayList<>();
        var known = store.monthEnd().profit().accrued().months();
        for (YearMonth month = from.minusMonths(1); !month.isAfter(to); month = month.plusMonths(1)) {
            boolean stale = !changed.isEmpty() && !month.isBefore(changed.first());
            if (stale || !known.contains(month) || month.equals(to) && isWithoutAge(month)) {
                Stop.ofThisThread().check();
                reckon(month, today, notes);
            }
        }
        return notes.stream().distinct().toList();
    }

    /** Of balances kept by an earlier release no ages are known; a report shows those at its end. */
    private boolean isWithoutAge(YearMonth month) {
        return store.monthEnd().profit().accrued().asOf(month).isEmpty();
    }

    private void reckon(YearMonth month, LocalDate today, List<String> notes) {
        LocalDate end = month.atEndOfMonth();
        LocalDate asOf = end.isAfter(today) ? today : end;
        UnbilledWork work = prices.unbilledAt(asOf);
        notes.addAll(work.notes());
        AgedWork aged = new AgedWork(asOf, CurrencyDigits.of(work.base().getCurrencyCode()));
        work.priced().forEach(piece -> {
            Worth.InBase base = piece.worth().base();
            if (base == null) {
                notes.add("Unbilled work of " + piece.client().name() + " is not in what accrued: no rate of its"
                        + " currency is known.");
            } else {
                aged.take(
                        subject(month, piece), piece.item().day(), piece.hours().toBigDecimal(), base.amount());
            }
        });
        List<AgedWork.Aged> balance = aged.all();
        store.inTransaction(() -> {
            // what was only ever unbilled has a name, too
            store.monthEnd()
                    .profit()
                    .names()
                    .putAll(balance.stream().map(AgedWork.Aged::subject).toList());
            store.monthEnd().profit().accrued().replace(month, asOf, balance);
        });
    }

    private static Subject subject(YearMonth month, UnbilledPiece piece) {
        Origin origin = piece.origin();
        return origin == null
                ? new Subject(month, piece.client(), Subject.NOBODY, Subject.Person.NOBODY, Subject.NOBODY)
                : new Subject(
                        month,
                        piece.client(),
                        piece.project(),
                        Subject.Person.of(origin.person(), origin.roles()),
                        piece.item().kind() == UnbilledPiece.Kind.TIME_ENTRY ? origin.kind() : Subject.NOBODY);
    }
}
