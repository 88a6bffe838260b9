package org.harvestxero.profitability;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.harvestxero.api.Profit;
import org.harvestxero.profit.AgedWork.Aged;
import org.harvestxero.profit.Fact;
import org.harvestxero.profit.Report;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.profit.ProfitNameTable;
import org.jspecify.annotations.Nullable;

/** Finds what waits after the last month of a report: work to be billed, from the kept balance, and invoices to be paid. */
final class KeptBacklog {
    private static final Comparator<Aged> OLDEST_FIRST = Comparator.comparing(Aged::oldest)
            .thenComparing(each -> each.subject().project().name())
            .thenComparing(each -> each.subject().person().name().name())
            .thenComparing(each -> each.subject().task().name());

    private final ConnectionStore store;
    private final Supplier<LocalDate> today;

    KeptBacklog(ConnectionStore store, Supplier<LocalDate> today) {
        this.store = store;
        this.today = today;
    }

    /** @param facts what it adds to figures @param notes what a reader should know */
    record Found(Profit.Waiting sources, List<Fact> facts, List<String> notes) {}

    /** @param projects the only ones that are wanted, of which nobody owes anything alone; null for all */
    Found after(YearMonth last, String currency, ProfitNameTable.Names names, @Nullable Set<Long> projects) {
        Optional<LocalDate> reckoned = store.monthEnd().profit().accrued().asOf(last);
        List<Aged> work = reckoned.isEmpty()
                ? List.of()
                : store.monthEnd().profit().accrued().aged(last, names).stream()
                        .filter(each -> projects == null
                                || projects.contains(each.subject().project().id()))
                        .sorted(OLDEST_FIRST)
                        .toList();
        LocalDate now = today.get();
        Optional<OpenInvoices.Found> owed =
                projects == null ? new OpenInvoices(store, now, currency).after(last) : Optional.empty();
        List<OpenInvoices.Invoice> invoices =
                owed.map(OpenInvoices.Found::invoices).orElse(List.of());
        List<Fact> facts = new ArrayList<>();
        reckoned.ifPresent(asOf -> work.forEach(each -> facts.add(each.fact(asOf))));
        invoices.forEach(each -> facts.add(each.fact(last, names.clients())));
        return new Found(
                new Profit.Waiting(
                        new Report.AsOf(reckoned.orElse(null), owed.isPresent() ? now : null),
                        work,
                        invoices.stream()
                                .filter(OpenInvoices.Invoice::isOpen)
                                .map(each -> each.open(names.clients()))
                                .toList()),
                facts,
                owed.map(OpenInvoices.Found::notes).orElse(List.of()));
    }
}
