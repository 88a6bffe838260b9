package org.harvestxero.billrun;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.harvest.HarvestWorkView;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.EntryState;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.StoredDraft;
import org.jspecify.annotations.Nullable;

/** Says of marked work what keeps it from being billed before any rule is asked: what became of it already, and the agreement's days. */
final class ReadyJudge {
    private static final String NOTHING = "Nothing; take the mark off.";

    private final ConnectionStore store;
    private final @Nullable LocalDate since;

    /** @param since periods dated before are left to others; null for none */
    ReadyJudge(ConnectionStore store, @Nullable LocalDate since) {
        this.store = store;
        this.since = since;
    }

    /** @param states what became of the client's work here so far */
    Optional<ReadyRefusal> refusal(ReadyWork marked, Agreement agreement, Map<Work, EntryState> states) {
        HarvestWorkView shown = marked.shown();
        EntryState state = states.get(marked.work());
        if (state != null && state.state().isSettled() && isWhole(shown, state)) {
            return Optional.of(ReadyRefusal.never(settled(state), NOTHING));
        }
        if (shown.status().billed()) {
            HarvestWorkView.Invoice invoice = shown.status().invoice();
            return Optional.of(ReadyRefusal.never(
                    invoice == null
                            ? "it is marked as invoiced in Harvest already"
                            : "it is on invoice " + invoice.number() + " in Harvest already",
                    NOTHING));
        }
        return days(shown.day(), agreement);
    }

    private static boolean isWhole(HarvestWorkView shown, EntryState state) {
        return shown.expense()
                || shown.hours().compareTo(state.settled().toBigDecimal().max(Hours.ZERO.toBigDecimal())) <= 0;
    }

    private String settled(EntryState state) {
        List<StoredDraft> drafts = store
                .billing()
                .drafts()
                .ofSource(state.work().kind(), state.work().id())
                .stream()
                .filter(draft -> draft.state().holdsItsWork())
                .toList();
        if (drafts.isEmpty()) {
            return "it is " + state.state().code().replace('-', ' ') + " here already";
        }
        StoredDraft draft = drafts.get(drafts.size() - 1);
        return draft.number() == null
                ? "it is on draft " + PublicIds.draft(draft.id()) + " (" + draft.period() + ") already"
                : "it is on invoice " + draft.number() + " already";
    }

    private Optional<ReadyRefusal> days(LocalDate day, Agreement agreement) {
        Optional<DuePeriod> period = agreement.calendar().containing(day);
        if (!agreement.calendar().term().contains(day) || period.isEmpty()) {
            return Optional.of(ReadyRefusal.never(
                    "its day is outside the agreement, which runs from "
                            + agreement.calendar().term().start()
                            + (agreement.calendar().term().end() == null
                                    ? ""
                                    : " to " + agreement.calendar().term().end()),
                    "Move the agreement's start or end, or invoice it by hand."));
        }
        LocalDate first = since;
        return first != null && period.get().issueDate().isBefore(first)
                ? Optional.of(ReadyRefusal.never(
                        "its period is left to whoever billed before bill.since (" + first + ")",
                        "Bill the period with bill --period " + period.get().label() + ", or invoice it by hand."))
                : Optional.empty();
    }
}
