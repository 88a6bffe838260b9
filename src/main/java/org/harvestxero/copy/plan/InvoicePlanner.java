package org.harvestxero.copy.plan;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.apache.camel.Header;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.ingest.SourceRecorder;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.coding.MappingContext.Arithmetic;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.Mirrors;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.database.DatabaseTrouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what a new or changed Harvest invoice asks of Xero, and records it as an intent, a skip or a failed copy. */
public final class InvoicePlanner {
    private static final Logger LOG = LoggerFactory.getLogger(InvoicePlanner.class);
    private static final int PAGE = 200;

    private final ConnectionStore store;
    private final ContactPlanner contactPlanner;
    private final SourceRecorder sourceRecorder;
    private final StageInputs stageInputs;
    private final AtomicLong passed = new AtomicLong();
    private final InvoicePreview preview;
    private final InvoicePlanRecorder recorder;
    private final Clock clock;
    private LongConsumer counted = more -> {};

    public InvoicePlanner(
            ConnectionStore store,
            MappingContexts mappingContexts,
            ContactPlanner contactPlanner,
            SourceRecorder sourceRecorder,
            StageInputs stageInputs,
            OwnRefusalRecorder ownRefusalRecorder,
            Clock clock) {
        this.stageInputs = stageInputs;
        this.sourceRecorder = sourceRecorder;
        this.store = store;
        this.contactPlanner = contactPlanner;
        this.preview = new InvoicePreview(store, mappingContexts, contactPlanner);
        this.recorder = new InvoicePlanRecorder(store, ownRefusalRecorder, clock);
        this.clock = clock;
    }

    /** What is decided of an invoice, without recording it. */
    public InvoicePreview preview() {
        return preview;
    }

    /** @param counted told how many more are done */
    public void onDone(LongConsumer counted) {
        this.counted = counted;
    }

    /**
     * The next invoices to plan, each once in a cycle; empty when there are no more.
     *
     * @param forced the only ones a person asked for; the others stay for the next cycle
     */
    public List<SourceDocument> next(@Header("forced") @Nullable List<SourceDocument> forced) {
        boolean onlyForced = forced != null && !forced.isEmpty();
        List<SourceDocument> next = onlyForced
                ? List.of()
                : store.documents().inState(Kind.INVOICE, DocumentState.CHANGED, passed.get(), PAGE);
        if (next.isEmpty()) {
            contactPlanner.forget();
        } else {
            passed.set(next.get(next.size() - 1).sourceId());
        }
        return next;
    }

    /** Whether clients are to be planned that Harvest's list has not shown yet, or may have been changed to heal a refusal. */
    public boolean needsClients(@Header("forced") @Nullable List<SourceDocument> forced) {
        return store.pendingDocuments().hasUnlistedClients()
                || sourceRecorder.knowsOldNames()
                || store.failedRows().hasContactsDue()
                || (!stageInputs.areClientsKnown()
                        && (hasUnlinkedClients(forced) || store.links().hasContactsOfUnlisted()));
    }

    /**
     * Whether Xero's contacts have to be listed: a client is to be matched, a name turned out to be taken, or a draft is charged by
     * what its contact says of tax.
     */
    public boolean needsContacts(@Header("forced") @Nullable List<SourceDocument> forced) {
        return hasUnlinkedClients(forced)
                || store.billing().drafts().queue().isAnyToHandOver()
                || store.failedRows().hasContactsDue();
    }

    private boolean hasUnlinkedClients(@Nullable List<SourceDocument> forced) {
        return store.pendingDocuments().hasUnlinkedClients(clock.instant())
                || (forced != null
                        && forced.stream()
                                .map(SourceDocument::parentId)
                                .anyMatch(client -> client != null
                                        && store.links()
                                                .find(Kind.CONTACT, client)
                                                .isEmpty()));
    }

    /** Plans the invoices a person asked for by number, even where policy would skip them. */
    public void planAllForced(@Header("forced") @Nullable List<SourceDocument> forced) {
        contactPlanner.forget();
        passed.set(0);
        List<SourceDocument> documents = forced == null ? List.of() : forced;
        withoutMirrors(documents).forEach(document -> planAlone(document, true));
        counted.accept(documents.size());
    }

    /** Plans a page of invoices in one transaction, or each in its own when that fails; a bad one ends as a failed copy of it alone. */
    public void planAll(List<SourceDocument> all) {
        List<SourceDocument> page = withoutMirrors(all);
        try {
            store.inTransaction(() -> planTogether(page));
        } catch (RuntimeException e) {
            contactPlanner.forget();
            DatabaseTrouble.throwOn(e);
            LOG.warn("A page of invoices could not be planned together, so each is alone: {}", FailureText.words(e));
            page.forEach(document -> planAlone(document, false));
        }
        counted.accept(all.size());
    }

    private void planTogether(List<SourceDocument> page) {
        Map<Long, Link> links = store.links()
                .find(Kind.INVOICE, page.stream().map(SourceDocument::sourceId).toList());
        Map<SourceDocument, Intent> creations = new LinkedHashMap<>();
        for (SourceDocument document : page) {
            try {
                planOne(document, Optional.ofNullable(links.get(document.sourceId())), false, creations);
            } catch (HarvestUnreadableException e) {
                recorder.refuse(document, e);
            }
        }
        store(creations);
    }

    private void store(Map<SourceDocument, Intent> creations) {
        store.outboxPlanner().planAll(List.copyOf(creations.values()));
        store.documents().moveAll(creations.keySet(), DocumentState.PLANNED);
    }

    /** The mirrors of drafts go to Xero as the drafts; only their payments are copied. */
    private List<SourceDocument> withoutMirrors(List<SourceDocument> page) {
        Mirrors mirrors = store.billing()
                .drafts()
                .mirrors()
                .among(page.stream().map(SourceDocument::sourceId).toList());
        List<SourceDocument> others = new ArrayList<>();
        for (SourceDocument document : page) {
            if (mirrors.contain(document)) {
                store.documents().move(document, DocumentState.PLANNED, null);
            } else {
                others.add(document);
            }
        }
        return others;
    }

    private void planAlone(SourceDocument document, boolean forced) {
        try {
            store.inTransaction(() -> {
                Map<SourceDocument, Intent> creations = new LinkedHashMap<>();
                planOne(document, store.links().find(Kind.INVOICE, document.sourceId()), forced, creations);
                store(creations);
            });
        } catch (HarvestUnreadableException e) {
            recorder.refuse(document, e);
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.warn("Invoice {} could not be planned", document.number(), e);
            recorder.refuse(document, List.of(Problem.of(FailureCode.UNEXPECTED, FailureText.unforeseen(e))));
        }
    }

    /** Decides on one invoice; what is to be created is only noted in {@code creations}. */
    private void planOne(
            SourceDocument document, Optional<Link> link, boolean forced, Map<SourceDocument, Intent> creations) {
        HarvestElement shown = HarvestElement.parse(document.content());
        SourceClient client = contactPlanner.of(shown);
        Optional<String> unknown = link.isPresent() ? Optional.empty() : contactPlanner.missing(client);
        if (unknown.isPresent()) {
            recorder.hold(document, unknown.get());
            return;
        }
        boolean trusted = link.map(InvoicePreview::isTrusted).orElse(true);
        MappingResult result = preview.map(shown, client, forced, trusted ? Arithmetic.ALL : Arithmetic.CONFIRMED);
        if (result instanceof MappingResult.Skipped skipped) {
            recorder.skip(document, skipped, link);
        } else if (result instanceof MappingResult.Refused refused) {
            Optional<String> unread = stageInputs.missingFor(refused.problems());
            if (unread.isPresent()) {
                recorder.hold(document, unread.get());
            } else {
                recorder.refuse(document, refused.problems());
            }
        } else if (result instanceof MappingResult.Mapped mapped) {
            Optional<Link> note = mapped.invoice().kind() == TargetInvoice.Kind.CREDIT_NOTE
                    ? store.links().find(Kind.CREDIT_NOTE, document.sourceId())
                    : Optional.empty();
            if (note.isPresent()) {
                recorder.credited(document, mapped.invoice(), note.get());
            } else if (link.isPresent()) {
                recorder.change(document, mapped.invoice(), link.get());
            } else {
                contactPlanner.plan(client);
                creations.put(document, recorder.creation(document, mapped.invoice()));
            }
        }
    }
}
