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
import org.harvestxero.copy.document.OrderKeys;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.FailedCopyRecorder;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.ingest.SourceRecorder;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.mapping.InvoiceMapper;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.coding.MappingContext.Arithmetic;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.WrittenInvoice;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.Mirrors;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
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
    private final MappingContexts mappingContexts;
    private final ContactPlanner contactPlanner;
    private final SourceRecorder sourceRecorder;
    private final StageInputs stageInputs;
    private final AtomicLong passed = new AtomicLong();
    private final FailedCopyRecorder failedCopyRecorder;
    private final Clock clock;

    private LongConsumer counted = more -> {};

    public InvoicePlanner(
            ConnectionStore store,
            MappingContexts mappingContexts,
            ContactPlanner contactPlanner,
            SourceRecorder sourceRecorder,
            StageInputs stageInputs,
            FailedCopyRecorder failedCopyRecorder,
            Clock clock) {
        this.stageInputs = stageInputs;
        this.sourceRecorder = sourceRecorder;
        this.store = store;
        this.mappingContexts = mappingContexts;
        this.contactPlanner = contactPlanner;
        this.failedCopyRecorder = failedCopyRecorder;
        this.clock = clock;
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
                || store.drafts().queue().isAnyToHandOver()
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
                refuse(document, e);
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
        Mirrors mirrors = store.drafts()
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
            refuse(document, e);
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.warn("Invoice {} could not be planned", document.number(), e);
            refuse(document, List.of(Problem.of(FailureCode.UNEXPECTED, FailureText.words(e))));
        }
    }

    private void refuse(SourceDocument document, HarvestUnreadableException why) {
        LOG.warn("Invoice {} can't be read: {}", document.number(), FailureText.words(why));
        refuse(document, List.of(Problem.of(FailureCode.UNREADABLE, FailureText.unreadable(why))));
    }

    /** What mapping makes of the invoice as it is known now, without recording anything. */
    public MappingResult preview(SourceDocument document, boolean forced) {
        return preview(document, forced, true);
    }

    /**
     * Xero's contact of the invoice's client, which is seen to if the client has none yet.
     *
     * @return Xero's id, or our mark of a contact that is still to be made
     */
    String contactFor(SourceDocument document) {
        SourceClient client = contactPlanner.of(HarvestElement.parse(document.content()));
        contactPlanner.plan(client);
        return store.links().find(Kind.CONTACT, client.id()).map(Link::targetId).orElse(Marks.client(client.id()));
    }

    /** @param agrees false after Xero's totals turned out different: then only confirmed arithmetic is used */
    MappingResult preview(SourceDocument document, boolean forced, boolean agrees) {
        HarvestElement shown = HarvestElement.parse(document.content());
        return map(shown, contactPlanner.of(shown), forced, agrees ? Arithmetic.ALL : Arithmetic.CONFIRMED);
    }

    private MappingResult map(HarvestElement shown, SourceClient client, boolean forced, Arithmetic arithmetic) {
        SourceInvoice invoice = HarvestReader.invoice(shown, client);
        MappingContext context =
                mappingContexts.of(contactPlanner.contact(client).orElse(null), forced, arithmetic);
        return InvoiceMapper.map(invoice, context);
    }

    /** Decides on one invoice; what is to be created is only noted in {@code creations}. */
    private void planOne(
            SourceDocument document, Optional<Link> link, boolean forced, Map<SourceDocument, Intent> creations) {
        HarvestElement shown = HarvestElement.parse(document.content());
        SourceClient client = contactPlanner.of(shown);
        Optional<String> unknown = link.isPresent() ? Optional.empty() : contactPlanner.missing(client);
        if (unknown.isPresent()) {
            hold(document, unknown.get());
            return;
        }
        boolean trusted = link.map(InvoicePlanner::isTrusted).orElse(true);
        MappingResult result = map(shown, client, forced, trusted ? Arithmetic.ALL : Arithmetic.CONFIRMED);
        if (result instanceof MappingResult.Skipped skipped) {
            skip(document, skipped, link);
        } else if (result instanceof MappingResult.Refused refused) {
            Optional<String> unread = stageInputs.missingFor(refused.problems());
            if (unread.isPresent()) {
                hold(document, unread.get());
            } else {
                refuse(document, refused.problems());
            }
        } else if (result instanceof MappingResult.Mapped mapped) {
            Optional<Link> note = mapped.invoice().kind() == TargetInvoice.Kind.CREDIT_NOTE
                    ? store.links().find(Kind.CREDIT_NOTE, document.sourceId())
                    : Optional.empty();
            if (note.isPresent()) {
                credited(document, mapped.invoice(), note.get());
            } else if (link.isPresent()) {
                change(document, mapped.invoice(), link.get());
            } else {
                contactPlanner.plan(client);
                creations.put(document, creation(document, mapped.invoice()));
            }
        }
    }

    /** What it rests on could not be read: it waits as it is, and says so. */
    private void hold(SourceDocument document, String reason) {
        store.documents().move(document, DocumentState.CHANGED, reason);
    }

    /** Whether Xero always made the total of the document that was predicted. */
    static boolean isTrusted(Link link) {
        String written = link.written();
        return link.agrees()
                && (written == null
                        || !StoredJson.read(written, WrittenInvoice.class).repaired());
    }

    private void skip(SourceDocument document, MappingResult.Skipped skipped, Optional<Link> link) {
        String words = skipped.reason().key() + ": " + skipped.reason().sentence();
        store.inTransaction(() -> {
            store.outboxPlanner().supersede(Kind.INVOICE, document.sourceId());
            store.documents().move(document, link.isPresent() ? DocumentState.PLANNED : DocumentState.SKIPPED, words);
        });
    }

    private void refuse(SourceDocument document, List<Problem> problems) {
        Revision revision = revision(document);
        store.inTransaction(() -> {
            store.outboxPlanner().supersede(Kind.INVOICE, document.sourceId(), revision);
            failedCopyRecorder.refuse(
                    Kind.INVOICE, document.sourceId(), document.number(), null, document.amount(), revision, problems);
            store.documents().move(document, DocumentState.PLANNED, null);
        });
    }

    private Intent creation(SourceDocument document, TargetInvoice target) {
        return new Intent(
                target.kind() == TargetInvoice.Kind.INVOICE ? Kind.INVOICE : Kind.CREDIT_NOTE,
                document.sourceId(),
                revision(document),
                Action.CREATE,
                document.sourceId(),
                OrderKeys.now(clock),
                new Dependency(Kind.CONTACT, target.clientId(), null),
                StoredJson.write(target),
                null,
                target.number(),
                target.currency(),
                target.total(),
                target.totalTax());
    }

    /** A credit note made of a negative invoice is not edited; a later change is told to a person. */
    private void credited(SourceDocument document, TargetInvoice target, Link note) {
        if (isWritten(note, target)) {
            store.documents().move(document, DocumentState.PLANNED, null);
            return;
        }
        refuse(
                document,
                List.of(Problem.of(FailureCode.DRIFT, target.number())
                        .with("differences", "it changed in Harvest after it was copied as a credit note")));
    }

    private static boolean isWritten(Link link, TargetInvoice target) {
        String written = link.written();
        return written != null
                && StoredJson.read(written, WrittenInvoice.class).invoice().equals(target);
    }

    /** The twin exists: nothing to do where what we would write is what we wrote; else Xero's current state is read first. */
    private void change(SourceDocument document, TargetInvoice target, Link link) {
        boolean same = link.agrees() && isWritten(link, target);
        store.documents().move(document, same ? DocumentState.PLANNED : DocumentState.EDIT, null);
    }

    private static Revision revision(SourceDocument document) {
        return Revision.of(RevisionKind.CREATE, document.fingerprint());
    }
}
