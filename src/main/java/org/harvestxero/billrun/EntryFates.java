package org.harvestxero.billrun;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Bucket;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.LineKind;
import org.harvestxero.billing.engine.NotBilled;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.billing.engine.Standing;
import org.harvestxero.billrun.BillRunStore.Outcome;
import org.harvestxero.store.billing.EntryState;
import org.harvestxero.store.billing.EntryState.State;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.WorkKind;
import org.jspecify.annotations.Nullable;

/** What became of each time entry and expense in a run, gathered from its drafts and from what it left unbilled. */
final class EntryFates {
    private EntryFates() {}

    /** One state for each piece of work the run met, but for what no agreement bills. */
    static List<EntryState> of(Outcome outcome, long run) {
        Map<Work, Fate> fates = fates(outcome.result());
        Map<Work, String> prints = new HashMap<>();
        Map<Work, BigDecimal> worths = new HashMap<>();
        for (TimeEntry entry : outcome.request().entries()) {
            Rate rate = entry.billableRate();
            Work work = new Work(WorkKind.TIME_ENTRY, entry.id());
            prints.put(work, WorkFingerprint.of(entry));
            worths.put(work, rate == null ? BigDecimal.ZERO : rate.worth(entry.hours()));
        }
        for (Expense expense : outcome.request().expenses()) {
            Work work = new Work(WorkKind.EXPENSE, expense.id());
            prints.put(work, WorkFingerprint.of(expense));
            worths.put(work, expense.cost().amount());
        }
        Map<Long, Standing> before = outcome.request().known().standings().entries();
        long client = outcome.request().client().id();
        List<EntryState> states = new ArrayList<>();
        fates.forEach((work, fate) -> {
            NotBilled rest = fate.rest;
            Standing earlier = work.kind() == WorkKind.TIME_ENTRY ? before.get(work.id()) : null;
            states.add(new EntryState(
                    work,
                    client,
                    fate.source.spentDate(),
                    fate.state(),
                    earlier == null ? fate.settled : fate.settled.plus(earlier.settled()),
                    rest != null && rest.overageOf() != null
                            ? rest.overageOf()
                            : earlier == null ? null : earlier.overageOf(),
                    rest == null ? null : rest.reason().name(),
                    rest == null ? null : rest.words(),
                    run,
                    fate.source.updatedAt(),
                    Objects.requireNonNull(worths.get(work)),
                    Objects.requireNonNull(prints.get(work)),
                    null));
        });
        return states;
    }

    /** What became of one, gathered from the drafts and the rest. */
    private static final class Fate {
        private final Source source;
        private Hours settled = Hours.ZERO;
        private boolean billed;
        private @Nullable NotBilled rest;

        Fate(Source source) {
            this.source = source;
        }

        State state() {
            NotBilled beside = rest;
            if (beside != null && beside.bucket() == Bucket.HELD) {
                return State.HELD;
            }
            if (beside != null && beside.bucket() == Bucket.CARRIED) {
                return State.CARRIED;
            }
            if (billed || beside == null) {
                return State.BILLED;
            }
            return beside.bucket() == Bucket.COVERED ? State.COVERED : State.WRITTEN_OFF;
        }
    }

    private static Map<Work, Fate> fates(BillingResult result) {
        Map<Work, Fate> fates = new LinkedHashMap<>();
        for (Draft draft : result.drafts()) {
            for (var line : draft.lines()) {
                for (var part : line.sources()) {
                    Fate fate = fate(fates, part.source());
                    fate.billed = true;
                    if (line.kind() != LineKind.DISCOUNT) {
                        fate.settled = fate.settled.plus(part.hours());
                    }
                }
            }
        }
        for (NotBilled rest : result.notBilled()) {
            if (rest.bucket() == Bucket.NOT_BILLABLE || rest.bucket() == Bucket.OUTSIDE) {
                continue;
            }
            Fate fate = fate(fates, rest.source());
            if (rest.bucket().isSettled()) {
                fate.settled = fate.settled.plus(rest.hours());
            }
            if (fate.rest == null || fate.rest.bucket().isSettled()) {
                fate.rest = rest;
            }
        }
        return fates;
    }

    private static Fate fate(Map<Work, Fate> fates, Source source) {
        return fates.computeIfAbsent(Work.of(source), first -> new Fate(source));
    }
}
