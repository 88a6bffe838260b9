package org.harvestxero.billrun;

import java.util.Locale;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestWorkView;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.ReadyMarkTable.ReadyMark;
import org.harvestxero.store.billing.ReadyMarkTable.State;
import org.harvestxero.store.billing.WorkKind;
import org.jspecify.annotations.Nullable;

/** A time entry or expense that carries a mark. @param sign of the text that holds the mark */
record ReadyWork(HarvestElement element, HarvestWorkView shown, String sign) {
    static Work work(HarvestWorkView shown) {
        return new Work(WorkKind.of(shown.expense()), shown.id());
    }

    Work work() {
        return work(shown);
    }

    long client() {
        return shown.client().id();
    }

    /** Such as {@code Acme: time entry 4711, 2026-11-05, Ann Lee, Website – Design, 2.00 h}. */
    String name() {
        String much = shown.expense()
                ? String.format(Locale.ROOT, "%.2f", shown.money())
                : String.format(Locale.ROOT, "%.2f h", shown.hours());
        return shown.client().name() + ": " + work().inWords() + ", "
                + shown.day() + ", "
                + shown.person().name() + ", " + shown.project().name() + " – "
                + shown.kind().name() + ", " + much;
    }

    /** The mark with what became of it. @param runId that billed it; null for none */
    ReadyMark became(State state, String words, @Nullable Long runId) {
        return new ReadyMark(work(), client(), sign, state, name(), words, runId);
    }
}
