package org.harvestxero.profitability;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Profit;
import org.harvestxero.billing.Named;
import org.harvestxero.profit.Fact;
import org.harvestxero.profit.Subject;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.profit.ProfitFactTable.Kept;
import org.harvestxero.store.profit.ProfitInvoiceTable;
import org.harvestxero.store.profit.ProfitMonthTable.ReadMonth;
import org.harvestxero.store.profit.ProfitNameTable;
import org.jspecify.annotations.Nullable;

/** Goes through the facts of the months that were read, one month after the other. */
final class KeptMonths {
    private final ConnectionStore store;
    private final KeptBacklog waiting;

    KeptMonths(ConnectionStore store, Supplier<LocalDate> today) {
        this.store = store;
        this.waiting = new KeptBacklog(store, today);
    }

    /** @param currency the company's; empty when nothing was read */
    record Told(String currency, KeptBacklog.Found waiting, List<String> notes) {}

    /** Shows each fact that is wanted. */
    Told each(Profit.Request request, Consumer<Kept> seen) {
        Map<YearMonth, ReadMonth> read = store.monthEnd().profit().months().all();
        ProfitNameTable.Names names = store.monthEnd().profit().names().all();
        Set<Long> wanted = wanted(request.project(), names.projects());
        List<String> notes = new ArrayList<>();
        List<YearMonth> missing = new ArrayList<>();
        String currency = "";
        Set<YearMonth> balances = store.monthEnd().profit().accrued().months();
        List<YearMonth> unreckoned = new ArrayList<>();
        Profit.Span span = request.span();
        for (YearMonth month = span.from(); !month.isAfter(span.to()); month = month.plusMonths(1)) {
            ReadMonth of = read.get(month);
            if (of == null) {
                missing.add(month);
                continue;
            }
            currency = of.currency();
            of.notes().forEach(notes::add);
            Consumer<Kept> only = kept -> {
                if (request.project() == null
                        || wanted.contains(kept.fact().subject().project().id())) {
                    seen.accept(kept);
                }
            };
            store.monthEnd().profit().facts().each(month, names, only);
            if (balances.contains(month) && balances.contains(month.minusMonths(1))) {
                accrued(month, names, only);
            } else {
                unreckoned.add(month);
            }
        }
        if (!balances.isEmpty() && !unreckoned.isEmpty()) {
            notes.add("What accrued is not reckoned of " + unreckoned.get(0)
                    + (unreckoned.size() == 1 ? "" : " to " + unreckoned.get(unreckoned.size() - 1)) + ".");
        }
        if (!missing.isEmpty()) {
            notes.add("Not read yet: " + missing.get(0)
                    + (missing.size() == 1 ? "" : " to " + missing.get(missing.size() - 1)) + ".");
        }
        KeptBacklog.Found waits = waiting.after(span.to(), currency, names, wanted.isEmpty() ? null : wanted);
        notes.addAll(waits.notes());
        return new Told(currency, waits, notes);
    }

    /** What is unbilled at the end of the month, less what was at the end of the one before. */
    private void accrued(YearMonth month, ProfitNameTable.Names names, Consumer<Kept> seen) {
        store.monthEnd()
                .profit()
                .accrued()
                .each(month, month, names, (subject, amount) -> seen.accept(Kept.of(Fact.accrued(subject, amount))));
        store.monthEnd()
                .profit()
                .accrued()
                .each(
                        month.minusMonths(1),
                        month,
                        names,
                        (subject, amount) -> seen.accept(Kept.of(Fact.accrued(subject, amount.negate()))));
    }

    private static Set<Long> wanted(@Nullable String project, Map<Long, String> names) {
        Set<Long> wanted = new HashSet<>();
        if (project == null) {
            return wanted;
        }
        if (project.equals(Subject.UNASSIGNED)) {
            wanted.add(0L);
            return wanted;
        }
        names.forEach((id, name) -> {
            if (new Named(id, name).isMeantBy(project)) {
                wanted.add(id);
            }
        });
        if (wanted.isEmpty()) {
            throw new DecisionException("No project \"" + project
                    + "\" is known: give its name as Harvest shows it, or its id; profit --by project lists them.");
        }
        return wanted;
    }

    Profit.Sources sources(Profit.Request request) {
        List<Fact> work = new ArrayList<>();
        List<Kept> income = new ArrayList<>();
        Told told = each(request, kept -> {
            if (!kept.source().isEmpty()) {
                income.add(kept);
            } else if (kept.fact().effort().worked().signum() != 0
                    || kept.fact().amounts().expenses().signum() != 0) {
                work.add(kept.fact());
            }
        });
        work.sort(Comparator.<Fact, YearMonth>comparing(fact -> fact.subject().month())
                .thenComparing(fact -> fact.subject().project().name())
                .thenComparing(fact -> fact.subject().person().name().name())
                .thenComparing(fact -> fact.subject().task().name()));
        Map<String, Profit.Invoice> invoices = invoices(request.span());
        return new Profit.Sources(
                told.currency(),
                work,
                income.stream()
                        .filter(kept -> invoices.containsKey(kept.source()))
                        .map(kept -> income(kept, invoices))
                        .sorted(Comparator.<Profit.Income, LocalDate>comparing(
                                        each -> each.invoice().date())
                                .thenComparing(each -> each.invoice().number())
                                .thenComparing(each -> each.project().name())
                                .thenComparing(each -> each.person().name())
                                .thenComparing(each -> each.task().name())
                                .thenComparing(Profit.Income::account))
                        .toList(),
                told.waiting().sources());
    }

    private static Profit.Income income(Kept kept, Map<String, Profit.Invoice> invoices) {
        Subject subject = kept.fact().subject();
        return new Profit.Income(
                Objects.requireNonNull(invoices.get(kept.source())),
                kept.account(),
                subject.project(),
                subject.person().name(),
                subject.task(),
                kept.fact().amounts().revenue());
    }

    private Map<String, Profit.Invoice> invoices(Profit.Span span) {
        Map<String, Profit.Invoice> invoices = new HashMap<>();
        for (YearMonth month = span.from(); !month.isAfter(span.to()); month = month.plusMonths(1)) {
            for (ProfitInvoiceTable.Invoice each :
                    store.monthEnd().profit().invoices().of(month)) {
                invoices.put(
                        each.identity().id(),
                        new Profit.Invoice(
                                each.identity().id(),
                                each.identity().number(),
                                each.identity().date(),
                                each.identity().currency(),
                                each.rate(),
                                each.net(),
                                each.split()));
            }
        }
        return invoices;
    }
}
