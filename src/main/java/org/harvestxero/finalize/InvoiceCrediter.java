package org.harvestxero.finalize;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Header;
import org.harvestxero.api.CreditedInvoice;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.copy.NamedInvoiceFinder;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.harvest.HarvestInvoiceJson;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DeliveryTable.State;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the invoice of a draft back: a credit note against it, or its deletion where nobody approved it; its mirror in Harvest is
 * deleted, which opens the work there, and the work is open here too.
 */
public final class InvoiceCrediter {
    static final String STEP = "unmirror";

    private static final Logger LOG = LoggerFactory.getLogger(InvoiceCrediter.class);
    private static final int NOT_FOUND = 404;

    private final ConnectionStore store;
    private final DraftInvoicePlanner planning;
    private final Clock clock;
    private final NamedInvoiceFinder named;

    public InvoiceCrediter(ConnectionStore store, DraftInvoicePlanner planning, Clock clock) {
        this.store = store;
        this.planning = planning;
        this.clock = clock;
        this.named = new NamedInvoiceFinder(store);
    }

    /** Records that the invoice of the number, or of the draft named, is taken back; or says why it can't be. Asked again, it goes on where it stopped. */
    public CreditedInvoice credit(String number, @Header("who") String who) {
        Optional<StoredDraft> found;
        try {
            found = named.draft(number);
        } catch (DecisionException e) {
            return new CreditedInvoice(
                    number, "", "", e.getMessage(), "Name the one you mean; nothing was taken back.");
        }
        if (found.isEmpty()) {
            return new CreditedInvoice(
                    number,
                    "",
                    "",
                    "No draft has this number.",
                    "Only invoices this program billed can be billed anew.");
        }
        StoredDraft draft = found.get();
        if (draft.state() == DraftState.CREDITED) {
            return answer(draft, null, null);
        }
        if (draft.xeroKind() == Kind.CREDIT_NOTE) {
            return answer(
                    draft,
                    "It is a credit note.",
                    "Void it in Xero, and write an invoice over what it gave by hand; nothing is done to credits by itself.");
        }
        Link link = store.links().find(Kind.INVOICE, draft.sourceId()).orElse(null);
        if (draft.state() != DraftState.SENT || link == null) {
            return answer(
                    draft,
                    "It is not in Xero: its draft is " + draft.state().code() + ".",
                    "Reject the draft instead, or wait until it is sent.");
        }
        String paid = paid(draft, link);
        if (paid != null) {
            return answer(draft, paid, "Remove what is allocated to it first, or give the credit by hand.");
        }
        store.inTransaction(() -> record(draft, link, who));
        return answer(draft, null, null);
    }

    /** Only an invoice nobody paid is taken back. */
    private @Nullable String paid(StoredDraft draft, Link link) {
        if (XeroStatus.isEnded(link.status())) {
            return null;
        }
        boolean inXero = link.amountDue() != null
                && link.total() != null
                && link.amountDue().compareTo(link.total()) != 0;
        boolean inHarvest = store.documents()
                .find(Kind.INVOICE, draft.sourceId())
                .filter(mirror -> mirror.amount() != null
                        && mirror.dueAmount() != null
                        && mirror.amount().compareTo(mirror.dueAmount()) != 0)
                .isPresent();
        if (inXero) {
            return "Payments or credits are allocated to it in Xero.";
        }
        return inHarvest ? "Payments are recorded on it in Harvest." : null;
    }

    private void record(StoredDraft draft, Link link, String who) {
        if (!store.billing().draftWriter().decide(draft, DraftState.CREDITED, draft.step(), who)) {
            throw new IllegalStateException("Draft " + PublicIds.draft(draft.id()) + " was changed meanwhile");
        }
        String status = String.valueOf(link.status());
        if (XeroStatus.isUnapproved(status)) {
            planning.delete(link, draft.id());
        } else if (!XeroStatus.isEnded(status)) {
            planning.credit(link, draft.number() + "-CREDIT", Revision.of(RevisionKind.CREDIT, draft.id()));
        }
        store.billing().entryStates().release(draft.id(), "invoice " + draft.number() + " was taken back");
        store.audit()
                .add(
                        who,
                        Kind.DRAFT,
                        draft.id(),
                        "credited",
                        "invoice " + draft.number() + " is taken back and billed anew");
    }

    /** After the mirrors were taken back: whether the period can be billed anew now. */
    public CreditedInvoice ready(CreditedInvoice credited) {
        Optional<StoredDraft> draft =
                credited.refused() == null ? store.billing().drafts().byNumber(credited.number()) : Optional.empty();
        boolean stands = draft.isPresent()
                && store.billing().drafts().queue().toUnmirror().stream()
                        .anyMatch(other -> other.id() == draft.get().id());
        return stands
                ? answer(
                        draft.get(),
                        "It is taken back, but its mirror still stands in Harvest, so its work can't be billed anew yet.",
                        "Ask for it again in a few minutes.")
                : credited;
    }

    private static CreditedInvoice answer(StoredDraft draft, @Nullable String refused, @Nullable String remedy) {
        return new CreditedInvoice(String.valueOf(draft.number()), draft.clientName(), draft.period(), refused, remedy);
    }

    /** Drafts that were rejected or taken back while their mirrors still stand. */
    public List<StoredDraft> mirrors() {
        return store.billing().drafts().queue().toUnmirror();
    }

    /** Records that the mirror is about to be deleted, and gives the request; repeating it does no harm. */
    public HarvestRequest removal(StoredDraft draft) {
        Long mirror = draft.harvestId();
        if (mirror == null) {
            throw new IllegalStateException("Draft " + PublicIds.draft(draft.id()) + " has no mirror");
        }
        store.billing().deliveries().plan(draft.id(), STEP);
        store.settle();
        return HarvestInvoiceJson.delete(mirror);
    }

    /** The mirror is gone; its work is unbilled in Harvest. */
    public void gone(StoredDraft draft) {
        store.inTransaction(() -> {
            store.billing()
                    .deliveries()
                    .find(draft.id(), STEP)
                    .ifPresent(step -> store.billing().deliveries().move(step, State.DONE, clock.instant(), null));
            store.audit()
                    .add(
                            "process",
                            Kind.DRAFT,
                            draft.id(),
                            "mirror taken back",
                            "Harvest invoice " + draft.harvestId());
        });
    }

    /** Not there any more is what was wanted; anything else Harvest says is tried again. */
    public void refused(StoredDraft draft, RequestRefusedException refused) {
        if (refused.status() == NOT_FOUND) {
            gone(draft);
        } else {
            LOG.warn("The mirror of draft {} stands in Harvest: {}", PublicIds.draft(draft.id()), refused.getMessage());
        }
    }

    /** Whether it was deleted is unknown; it is deleted again. */
    public void inDoubt(StoredDraft draft, Exception why) {
        LOG.warn(
                "The mirror of draft {} may still stand in Harvest: {}", PublicIds.draft(draft.id()), why.getMessage());
    }
}
