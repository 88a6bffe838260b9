package org.harvestxero.invoices;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.invoice.InvoiceEntry.Standing;
import org.harvestxero.store.invoice.StandingInvoices.OfDraft;
import org.harvestxero.store.invoice.StandingInvoices.OfHarvest;
import org.harvestxero.store.invoice.StandingInvoices.States;
import org.harvestxero.store.invoice.StandingInvoices.Twin;
import org.jspecify.annotations.Nullable;

/** Says where an invoice stands in one word for both sides, and tells one state of the ledger from another. */
final class EntryState {
    /** Changes when entries are made otherwise, so that all are made anew. */
    static final int MADE = 1;

    private EntryState() {}

    static Standing of(OfHarvest shown) {
        States states = shown.states();
        DocumentState ledger = DocumentState.of(states.ledger());
        if (ledger == DocumentState.GONE || isEnded(shown.twin())) {
            return Standing.VOID;
        }
        if (states.failed()) {
            return Standing.FAILED;
        }
        if (shown.twin().status() != null) {
            return inXero(shown.twin());
        }
        if ("draft".equals(states.source())) {
            return Standing.DRAFT;
        }
        return ledger == DocumentState.SKIPPED ? Standing.LEFT_OUT : Standing.WAITING;
    }

    static Standing of(OfDraft shown) {
        DraftState state = DraftState.of(shown.states().ledger());
        if (state == DraftState.REJECTED || state == DraftState.CREDITED || isEnded(shown.twin())) {
            return Standing.VOID;
        }
        if (shown.states().failed()) {
            return Standing.FAILED;
        }
        if (shown.twin().status() != null) {
            return inXero(shown.twin());
        }
        return state == DraftState.REVIEW || state == DraftState.HELD ? Standing.DRAFT : Standing.WAITING;
    }

    /** Whether a draft is searched by itself: one that never leaves isn't, nor one that Harvest has an invoice of. */
    static boolean isSearched(OfDraft shown) {
        return shown.harvestId() == null && DraftState.of(shown.states().ledger()) != DraftState.SHADOW;
    }

    private static boolean isEnded(Twin twin) {
        return "VOIDED".equals(twin.status()) || "DELETED".equals(twin.status());
    }

    private static Standing inXero(Twin twin) {
        if ("DRAFT".equals(twin.status()) || "SUBMITTED".equals(twin.status())) {
            return Standing.DRAFT;
        }
        BigDecimal due = twin.due();
        return "PAID".equals(twin.status()) || (due != null && due.signum() == 0) ? Standing.PAID : Standing.OPEN;
    }

    /** Another text for each state of the ledger that is searched otherwise. */
    static String seen(OfHarvest shown) {
        return text(
                MADE,
                shown.version(),
                shown.states().ledger(),
                shown.states().source(),
                shown.states().failed(),
                twin(shown.twin()));
    }

    static String seen(OfDraft shown) {
        return text(
                MADE,
                shown.version(),
                shown.number() == null ? null : shown.number().hashCode(),
                shown.states().ledger(),
                shown.states().failed(),
                twin(shown.twin()));
    }

    private static String twin(Twin twin) {
        return text(twin.status(), plain(twin.total()), plain(twin.due()));
    }

    private static @Nullable String plain(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }

    private static String text(@Nullable Object... parts) {
        return Stream.of(parts).map(part -> Objects.toString(part, "")).collect(Collectors.joining("|"));
    }
}
