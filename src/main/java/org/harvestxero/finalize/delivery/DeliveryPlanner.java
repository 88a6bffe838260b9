package org.harvestxero.finalize.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.billing.terms.DispatchTerms;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.finalize.mirror.MirrorManner;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DeliveryTable;
import org.harvestxero.store.billing.DeliveryTable.Delivery;
import org.harvestxero.store.billing.DeliveryTable.State;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxState;

/**
 * Decides what goes with each invoice that Xero took, and when each of it may go: files at once, mail only once the invoice is approved in
 * Xero and its files are attached.
 */
final class DeliveryPlanner {
    private static final int MOST = 10_000;

    private final ConnectionStore store;
    private final AgreementArchive agreementArchive;
    private final DeliveryFiles files;
    private final DeliveryOutcomes outcomes;

    DeliveryPlanner(
            ConnectionStore store, AgreementArchive agreementArchive, DeliveryFiles files, DeliveryOutcomes outcomes) {
        this.store = store;
        this.agreementArchive = agreementArchive;
        this.files = files;
        this.outcomes = outcomes;
    }

    /** Plans the steps of every invoice that Xero took since. */
    void planAccepted() {
        for (StoredDraft draft : store.billing().drafts().queue().accepted()) {
            store.inTransaction(() -> {
                if (store.billing().draftWriter().move(draft, DraftState.SENT)) {
                    steps(draft).forEach(step -> store.billing().deliveries().plan(draft.id(), step));
                }
            });
        }
    }

    /** What an earlier process began and did not end. */
    List<DeliveryItem> interrupted() {
        return store.billing().deliveries().inState(State.SENDING).stream()
                .filter(delivery -> !MirrorManner.isStep(delivery.step()))
                .flatMap(delivery -> item(delivery).stream())
                .toList();
    }

    private List<String> steps(StoredDraft draft) {
        DispatchTerms sending = agreementArchive.sending(draft);
        List<String> steps = new ArrayList<>();
        if (sending.timesheet() && !files.timesheet(draft).isEmpty()) {
            steps.add(DeliveryItem.TIMESHEET);
        }
        if (sending.receipts()) {
            DeliveryFiles.receipts(draft).forEach(source -> steps.add(DeliveryItem.RECEIPT + source.id()));
        }
        if (draft.xeroKind() == Kind.CREDIT_NOTE && sending.credits() == DispatchTerms.Credits.OLDEST_INVOICE) {
            steps.add(DeliveryTable.ALLOCATION);
        }
        boolean byHarvest = sending.delivery() == DispatchTerms.Delivery.HARVEST;
        if (draft.harvestId() != null && !byHarvest) {
            steps.add(DeliveryItem.HARVEST_SENT);
        }
        if (sending.delivery() != DispatchTerms.Delivery.NONE) {
            steps.add(DeliveryItem.MAIL);
        }
        return steps;
    }

    /** What can be done now, in order; what waits for an approval in Xero, or for files, is left out. */
    List<DeliveryItem> due() {
        List<DeliveryItem> due = new ArrayList<>();
        for (Delivery delivery : store.billing().deliveries().due(MOST)) {
            if (!MirrorManner.isStep(delivery.step())) {
                item(delivery)
                        .filter(item -> !outcomes.isPassedOver(item))
                        .filter(this::mayGo)
                        .ifPresent(due::add);
            }
        }
        return due;
    }

    private Optional<DeliveryItem> item(Delivery delivery) {
        return store.billing()
                .drafts()
                .find(delivery.draftId())
                .flatMap(draft -> store.links()
                        .find(draft.xeroKind(), draft.sourceId())
                        .map(link -> new DeliveryItem(draft, link, delivery)));
    }

    private boolean mayGo(DeliveryItem item) {
        String status = String.valueOf(item.link().status());
        if (XeroStatus.isEnded(status) || item.draft().state() == DraftState.CREDITED) {
            outcomes.giveUp(item, "the invoice is " + status + " in Xero");
            return false;
        }
        boolean note = item.draft().xeroKind() == Kind.CREDIT_NOTE;
        if (item.isFile() || note) {
            return !(item.isMail() && filesAreMissing(item));
        }
        return XeroStatus.isIssued(status) && !(item.isMail() && filesAreMissing(item));
    }

    /** A file that was reported, and that a person gave up, holds no mail back. */
    private boolean filesAreMissing(DeliveryItem item) {
        return store.billing().deliveries().ofDraft(item.draft().id()).stream()
                .map(delivery -> new DeliveryItem(item.draft(), item.link(), delivery))
                .filter(DeliveryItem::isFile)
                .anyMatch(file -> switch (file.delivery().state()) {
                    case WAITING, SENDING -> true;
                    case FAILED, UNCLEAR -> isTold(file);
                    case DONE, GIVEN_UP -> false;
                });
    }

    private boolean isTold(DeliveryItem item) {
        return store.outbox().openOf(DeliveryOutcomes.kind(item), item.draft().sourceId()).stream()
                .anyMatch(row ->
                        row.state() == OutboxState.FAILED && row.revision().equals(DeliveryOutcomes.revision(item)));
    }
}
