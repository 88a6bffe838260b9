package org.harvestxero.finalize;

import java.util.List;
import java.util.Optional;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.terms.DispatchTerms;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.FinalizedInvoice.ChargedTaxes;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.InvoiceNumbers.InUse;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.database.DatabaseTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives approved drafts their numbers and plans them for Xero. Every step is recorded before the next begins, and each may be
 * repeated: a draft is planned again under the same revision, which adds nothing once it was sent.
 */
public final class DraftFinalizer {
    private static final Logger LOG = LoggerFactory.getLogger(DraftFinalizer.class);
    private final ConnectionStore store;

    private final AgreementArchive agreementArchive;
    private final DraftInvoicePlanner planning;
    private final SeenDrafts seenDrafts;
    private final NumberReservation numbers;

    public DraftFinalizer(ConnectionStore store, AgreementArchive agreementArchive, DraftInvoicePlanner planning) {
        this.store = store;
        this.agreementArchive = agreementArchive;
        this.planning = planning;
        this.numbers = new NumberReservation(store);
        this.seenDrafts = new SeenDrafts(store, planning, draft -> invoice(draft, client(draft)));
    }

    /** Keeps what drafts come to when they are let out. */
    public DraftReleaseListener draftReleaseListener() {
        return seenDrafts;
    }

    /** Whether an approved draft waits to be handed over; asked before anything is read from either side. */
    public boolean hasWork() {
        return store.billing().drafts().queue().isAnyToHandOver();
    }

    /**
     * The drafts to hand over, each with its number. One that can't have a number, or can't be coded, is refused and left out; one that
     * would go out otherwise than it was seen goes back to a person.
     */
    public List<StoredDraft> numbered() {
        planning.forget();
        List<StoredDraft> drafts = store.billing().drafts().queue().toHandOver().stream()
                .filter(this::isClientKnown)
                .toList();
        if (drafts.isEmpty()) {
            return drafts;
        }
        InUse inUse = store.invoiceNumbers().inUse();
        return drafts.stream()
                .map(draft -> numbered(draft, inUse))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A contact is made of a client and its people: without them it waits for the next cycle, which lists both. */
    private boolean isClientKnown(StoredDraft draft) {
        return store.links().find(Kind.CONTACT, draft.clientId()).isPresent()
                || planning.client(draft.clientId())
                        .filter(client -> planning.missing(client).isEmpty())
                        .isPresent();
    }

    private Optional<StoredDraft> numbered(StoredDraft draft, InUse inUse) {
        try {
            if (draft.state() == DraftState.APPROVED && seenDrafts.sentBack(draft)) {
                return Optional.empty();
            }
            StoredDraft numbered = draft.number() == null ? numbers.reserve(draft, inUse) : draft;
            FinalizedInvoice invoice = invoice(numbered, client(numbered));
            if (planning.preview(invoice) instanceof MappingResult.Refused refused) {
                planning.refuse(invoice, numbered.revision(), refused.problems());
                return Optional.empty();
            }
            return Optional.of(numbered);
        } catch (RuntimeException e) {
            return trouble(draft, e);
        }
    }

    private Optional<StoredDraft> trouble(StoredDraft draft, RuntimeException e) {
        DatabaseTrouble.throwOn(e);
        LOG.warn("Draft {} of {} could not be handed over", PublicIds.draft(draft.id()), draft.clientName(), e);
        planning.refuse(
                invoice(draft, client(draft)),
                draft.revision(),
                List.of(Problem.of(FailureCode.UNEXPECTED, String.valueOf(e.getMessage()))));
        return Optional.empty();
    }

    /** The client as Harvest lists it; by its name alone as long as it was not listed. */
    public SourceClient client(StoredDraft draft) {
        return planning.client(draft.clientId())
                .orElseGet(() -> new SourceClient(
                        draft.clientId(), draft.clientName(), null, draft.currency(), null, null, null));
    }

    /** The draft as an invoice to code, filed under what its copy will be filed under. */
    public FinalizedInvoice invoice(StoredDraft draft, SourceClient client) {
        DispatchTerms sending = agreementArchive.sending(draft);
        return DraftMapper.invoice(
                draft.content(),
                new DraftMapper.Head(
                        draft.sourceId(),
                        client,
                        draft.number() == null ? "draft " + PublicIds.draft(draft.id()) : draft.number(),
                        sending.status(),
                        sending.currencyRate()));
    }

    /** Plans every draft for Xero whose mirror is made, or that has none; the others wait. */
    public void planAll() {
        for (StoredDraft draft : store.billing().drafts().queue().toHandOver()) {
            if (draft.state() == DraftState.MIRRORED && isClientKnown(draft)) {
                try {
                    plan(draft);
                } catch (RuntimeException e) {
                    trouble(draft, e);
                }
            }
        }
    }

    private void plan(StoredDraft draft) {
        if (seenDrafts.sentBack(draft)) {
            return;
        }
        SourceClient client = client(draft);
        FinalizedInvoice invoice = withTaxes(draft, invoice(draft, client));
        MappingResult result = planning.preview(invoice);
        store.inTransaction(() -> {
            if (result instanceof MappingResult.Mapped mapped) {
                send(draft, mapped.invoice(), client);
            } else if (result instanceof MappingResult.Refused refused) {
                planning.refuse(invoice, draft.revision(), refused.problems());
            }
        });
    }

    FinalizedInvoice withTaxes(StoredDraft draft, FinalizedInvoice plain) {
        Long mirror = draft.harvestId();
        return mirror == null
                ? plain
                : store.billing()
                        .drafts()
                        .mirrors()
                        .taxes(draft.id())
                        .map(taxes -> plain.mirroredBy(mirror, new ChargedTaxes(taxes.tax(), taxes.tax2())))
                        .orElse(plain);
    }

    private void send(StoredDraft draft, TargetInvoice target, SourceClient client) {
        if (!store.billing().draftWriter().move(draft, DraftState.PLANNED)) {
            return;
        }
        if (draft.harvestId() != null) {
            store.outboxPlanner().supersede(Kind.INVOICE, -draft.id());
        }
        planning.plan(target, client, draft.revision());
        store.audit()
                .add(
                        "process",
                        Kind.DRAFT,
                        draft.id(),
                        "planned",
                        (target.kind() == TargetInvoice.Kind.INVOICE ? "as invoice " : "as credit note ")
                                + target.number() + " of " + target.total() + " " + target.currency());
    }
}
