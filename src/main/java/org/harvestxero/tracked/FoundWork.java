package org.harvestxero.tracked;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.harvestxero.api.WorkSearch;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.assistant.WorkEntry;
import org.harvestxero.store.assistant.WorkEntryTable;
import org.harvestxero.store.assistant.WorkEntryTable.Row;
import org.harvestxero.store.assistant.WorkOutcomes;
import org.harvestxero.store.billing.EntryState;
import org.harvestxero.store.billing.EntryStateTable;
import org.harvestxero.store.billing.WorkKind;
import org.jspecify.annotations.Nullable;

/** Tells what became of work that was found. */
final class FoundWork {
    private final ConnectionStore store;

    FoundWork(ConnectionStore store) {
        this.store = store;
    }

    static WorkSearch.Fate fate(EntryState.State state) {
        return WorkSearch.Fate.valueOf(state.name());
    }

    /** As people are told of it, each with the bills it is on. */
    List<WorkSearch.Work> works(List<Row> rows) {
        Map<EntryStateTable.Work, List<WorkOutcomes.Bill>> bills = new HashMap<>();
        for (WorkKind kind : WorkKind.values()) {
            List<Long> ids = rows.stream()
                    .map(row -> row.entry().work())
                    .filter(work -> work.kind() == kind)
                    .map(EntryStateTable.Work::id)
                    .toList();
            if (!ids.isEmpty()) {
                bills.putAll(store.assistant().searched().outcomes().bills(kind, ids));
            }
        }
        return rows.stream()
                .map(row -> work(row, bills.getOrDefault(row.entry().work(), List.of())))
                .toList();
    }

    private static WorkSearch.Work work(Row row, List<WorkOutcomes.Bill> bills) {
        WorkEntryTable.Standing standing = Objects.requireNonNull(row.standing());
        WorkEntry entry = row.entry();
        return new WorkSearch.Work(
                entry.work().id(),
                entry.work().kind() == WorkKind.EXPENSE,
                entry.day(),
                new WorkSearch.Of(
                        entry.names().client().name(),
                        entry.names().project().name(),
                        entry.names().task(),
                        entry.names().person().name()),
                entry.notes(),
                new WorkSearch.Value(
                        hours(entry.hours()),
                        CurrencyDigits.rounded(standing.worth(), entry.currency()),
                        entry.currency()),
                new WorkSearch.Outcome(
                        fate(standing.state()), hours(standing.settled()), word(standing.reason()), standing.words()),
                bills.stream()
                        .map(bill -> new WorkSearch.Bill(
                                bill.id(),
                                bill.number(),
                                bill.state(),
                                hours(bill.hours()),
                                bill.amount(),
                                bill.currency()))
                        .toList());
    }

    private static @Nullable String word(@Nullable String reason) {
        return reason == null ? null : reason.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static BigDecimal hours(BigDecimal hours) {
        BigDecimal plain = hours.stripTrailingZeros();
        return plain.scale() < 2 ? plain.setScale(2) : plain;
    }
}
