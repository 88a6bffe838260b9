package org.harvestxero.replay;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.NotBilled;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.comparison.PastPeriods;
import org.harvestxero.comparison.Trial;
import org.harvestxero.store.billing.NotBilledTable;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.billing.StoredRun;

/**
 * Makes our side of each comparison: periods billed again one after the other, or what the runs kept.
 */
final class TrialBuilder {
    private final ReplayService.Needs needs;
    private final BillingEngine engine = new BillingEngine();

    TrialBuilder(ReplayService.Needs needs) {
        this.needs = needs;
    }

    /** The periods one after the other, each with what the ones before it left. */
    List<Trial> replayed(ReplayJob job, PastWork past) {
        List<TimeEntry> entries = past.entries(job.client(), job.currency());
        List<Expense> expenses = past.expenses(job.client(), job.currency());
        BillingRequest.Known known = BillingRequest.Known.nothing();
        List<Trial> trials = new ArrayList<>();
        for (DuePeriod period : job.periods()) {
            LocalDate end = period.covered().end();
            BillingResult result = engine.bill(new BillingRequest(
                    job.agreement(),
                    period,
                    job.client().named(),
                    job.currency(),
                    period.isOpening()
                            ? List.of()
                            : entries.stream()
                                    .filter(entry -> !entry.spentDate().isAfter(end))
                                    .toList(),
                    period.isOpening()
                            ? List.of()
                            : expenses.stream()
                                    .filter(expense -> !expense.spentDate().isAfter(end))
                                    .toList(),
                    known));
            known = known.after(result);
            if (!period.isOpening()) {
                trials.add(trial(job, period, result.drafts(), result.notBilled(), past));
            }
        }
        return trials;
    }

    /** What the runs kept. */
    List<Trial> stored(ReplayJob job, PastWork past) {
        Map<Source.Kind, Map<Long, Source>> sources = sources(job, past);
        List<Trial> trials = new ArrayList<>();
        for (DuePeriod period : job.regular()) {
            StoredRun run = job.runs().get(period.label());
            if (run != null) {
                List<Draft> drafts = needs.store().billing().drafts().ofRun(run.id()).stream()
                        .map(StoredDraft::content)
                        .toList();
                List<NotBilled> notBilled = needs.store().billing().notBilled().ofRun(run.id()).stream()
                        .flatMap(row -> notBilled(row, sources).stream())
                        .toList();
                trials.add(trial(job, period, drafts, notBilled, past));
            }
        }
        return trials;
    }

    private static Map<Source.Kind, Map<Long, Source>> sources(ReplayJob job, PastWork past) {
        Map<Long, Source> entries = new HashMap<>();
        past.entries(job.client(), job.currency())
                .forEach(entry -> entries.put(
                        entry.id(),
                        new Source(
                                Source.Kind.TIME_ENTRY,
                                entry.id(),
                                entry.updatedAt(),
                                entry.spentDate(),
                                entry.origin(),
                                entry.notes(),
                                null,
                                entry.currency())));
        Map<Long, Source> expenses = new HashMap<>();
        past.expenses(job.client(), job.currency())
                .forEach(expense -> expenses.put(
                        expense.id(),
                        new Source(
                                Source.Kind.EXPENSE,
                                expense.id(),
                                expense.updatedAt(),
                                expense.spentDate(),
                                expense.origin(),
                                expense.notes(),
                                expense.receiptUrl(),
                                job.currency())));
        return Map.of(Source.Kind.TIME_ENTRY, entries, Source.Kind.EXPENSE, expenses);
    }

    /** Empty when Harvest has the entry no more. */
    private static Optional<NotBilled> notBilled(NotBilledTable.Row row, Map<Source.Kind, Map<Long, Source>> sources) {
        Source source = sources.getOrDefault(row.work().kind().kind(), Map.of())
                .get(row.work().id());
        return source == null
                ? Optional.empty()
                : Optional.of(new NotBilled(
                        source,
                        row.hours(),
                        row.worth(),
                        row.bucket(),
                        row.reason(),
                        row.words(),
                        row.rule(),
                        row.overageOf()));
    }

    private static Trial trial(
            ReplayJob job, DuePeriod period, List<Draft> drafts, List<NotBilled> notBilled, PastWork past) {
        Set<Long> never = new HashSet<>(past.neverInvoiced(job.client()));
        List<DuePeriod> regular = job.regular();
        return new Trial(
                job.client().named(),
                job.billedIn(),
                period,
                drafts,
                notBilled,
                never,
                past.invoices(job.client()).stream()
                        .filter(dated -> dated.currency().equals(job.billedIn()))
                        .map(PastWork.Dated::invoice)
                        .filter(invoice -> PastPeriods.of(invoice, regular)
                                .filter(period::equals)
                                .isPresent())
                        .toList());
    }
}
