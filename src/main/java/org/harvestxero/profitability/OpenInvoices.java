package org.harvestxero.profitability;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.api.Profit;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.Named;
import org.harvestxero.dunning.AgedAmounts;
import org.harvestxero.dunning.DaysOfSales;
import org.harvestxero.overdue.ReceivableLists;
import org.harvestxero.profit.Backlog;
import org.harvestxero.profit.Fact;
import org.harvestxero.profit.Subject;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.overdue.ReceivableTable.Receivable;

/**
 * What clients owe, from Xero's sales invoices as the list of overdue ones was read last: the same invoices and ages, in the company's
 * currency. What was open on a day long past is not known, since part payments have no day here.
 */
final class OpenInvoices {
    private final ConnectionStore store;
    private final LocalDate today;
    private final String base;

    /** @param base the company's currency */
    OpenInvoices(ConnectionStore store, LocalDate today, String base) {
        this.store = store;
        this.today = today;
        this.base = base;
    }

    /** @param notes what a reader should know */
    record Found(List<Invoice> invoices, List<String> notes) {}

    /** @param rate units of its currency for one of the company's */
    record Invoice(Receivable shown, BigDecimal rate, LocalDate today, int digits) {
        private BigDecimal base(BigDecimal amount) {
            return amount.divide(rate, digits, RoundingMode.HALF_UP);
        }

        boolean isOpen() {
            return shown.isOpen();
        }

        private long daysPast() {
            return ChronoUnit.DAYS.between(shown.figures().dueOn(), today);
        }

        private Named client(Map<Long, String> names) {
            Long id = shown.party().clientId();
            String name = shown.party().name();
            return id == null
                    ? new Named(0, name.isEmpty() ? Subject.UNASSIGNED : name)
                    : new Named(id, names.getOrDefault(id, name));
        }

        /** As part of the figures of its client. @param names of clients, by Harvest's ids */
        Fact fact(YearMonth month, Map<Long, String> names) {
            Named none = Subject.NOBODY;
            boolean lately = !shown.figures().issued().isBefore(DaysOfSales.first(today));
            return Fact.of(
                    new Subject(month, client(names), none, Subject.Person.NOBODY, none),
                    new Backlog(
                            null,
                            new Backlog.Owed(
                                    isOpen()
                                            ? AgedAmounts.sinceDue(
                                                    daysPast(),
                                                    base(shown.figures().due()))
                                            : AgedAmounts.NONE,
                                    lately ? base(shown.figures().total()) : BigDecimal.ZERO)));
        }

        Profit.Open open(Map<Long, String> names) {
            BigDecimal due = shown.figures().due();
            return new Profit.Open(
                    shown.id(),
                    shown.number(),
                    client(names),
                    new Profit.Due(shown.figures().dueOn(), daysPast()),
                    new Profit.Left(due, shown.figures().currency(), rate),
                    base(due));
        }
    }

    /** Empty where they were never read, and of months that ended long ago. */
    Optional<Found> after(YearMonth last) {
        Optional<Instant> read =
                store.watermarks().find(ReceivableLists.WATERMARK).map(Instant::parse);
        if (read.isEmpty()
                || base.isEmpty()
                || last.isBefore(YearMonth.from(today).minusMonths(1))) {
            return Optional.empty();
        }
        List<Receivable> shown = store.overdue().receivables().counted(DaysOfSales.first(today), today);
        Map<String, BigDecimal> rates = store.monthEnd()
                .profit()
                .invoices()
                .rates(shown.stream().map(Receivable::id).toList());
        List<Invoice> invoices = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Receivable each : shown) {
            rate(each, rates)
                    .ifPresentOrElse(
                            rate -> invoices.add(new Invoice(each, rate, today, CurrencyDigits.of(base))),
                            () -> notes.add(each.number() + " is not in what is open: no rate of "
                                    + each.figures().currency() + " is known."));
        }
        LocalDate day = LocalDate.ofInstant(read.get(), ZoneOffset.UTC);
        if (day.isBefore(today.minusDays(1))) {
            notes.add("What is open is as Xero showed it on " + day + ": overdue aged reads it anew.");
        }
        return Optional.of(new Found(invoices, notes));
    }

    /** Its own as it was read with its month, else that of the latest invoice of its currency. */
    private Optional<BigDecimal> rate(Receivable shown, Map<String, BigDecimal> own) {
        String currency = shown.figures().currency();
        if (currency.equals(base)) {
            return Optional.of(BigDecimal.ONE);
        }
        BigDecimal rate = own.get(shown.id());
        return rate != null
                ? Optional.of(rate)
                : store.monthEnd().profit().invoices().rate(currency, today);
    }
}
