package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.harvestxero.copy.failure.CopyEventLog;
import org.harvestxero.copy.failure.Counter;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.CopyOutcome;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.xero.ElementVerdict;
import org.harvestxero.xero.XeroElement;
import org.harvestxero.xero.XeroPaymentView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records what Xero said of one element, in one transaction: the twin's link, or why it was refused. */
public final class VerdictRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(VerdictRecorder.class);

    private final ConnectionStore store;
    private final CreatedRecorder created;
    private final ChangedRecorder changed;
    private final RemovedRecorder removed;
    private final AllocationRecorder allocations;
    private final XeroRefusalRecorder refusals;
    private final GonePayments gone;
    private final Clock clock;
    private LongConsumer counted = more -> {};
    private BiConsumer<Row, XeroElement> contactTaken = (row, contact) -> {};

    public VerdictRecorder(ConnectionStore store, XeroReferenceData settings, Clock clock) {
        this.store = store;
        this.gone = new GonePayments(store);
        this.created = new CreatedRecorder(store, settings, gone, clock);
        this.changed = new ChangedRecorder(store, clock);
        this.removed = new RemovedRecorder(store);
        this.allocations = new AllocationRecorder(store);
        this.refusals = new XeroRefusalRecorder(store, settings, gone, clock);
        this.clock = clock;
    }

    /** @param counted told how many more are done */
    public void onDone(LongConsumer counted) {
        this.counted = counted;
    }

    /** @param decides what becomes of a payment that was deleted in Harvest before it was known what Xero made of it */
    public void onGonePayment(Consumer<SourceDocument> decides) {
        gone.onKnown(decides);
    }

    /** Who looks at rows whose number Xero refused as taken. */
    public void onTakenNumber(Consumer<Row> looker) {
        refusals.onTakenNumber(looker);
    }

    /** A row and what Xero said of it. */
    public record Outcome(Row row, ElementVerdict verdict) {}

    /**
     * Records the verdicts of one answer in one transaction; where that fails, each in its own, so that a bad one does not stop
     * the others.
     *
     * @throws RuntimeException the first trouble, after all others were recorded
     */
    public void recordAll(List<Outcome> outcomes) {
        counted.accept(outcomes.size());
        try {
            List<AcceptedRow> made =
                    outcomes.stream().flatMap(VerdictRecorder::creation).toList();
            store.inTransaction(() -> {
                made.forEach(this::tellOfContact);
                created.record(made, CopyOutcome.CREATED);
                outcomes.stream()
                        .filter(outcome -> creation(outcome).findAny().isEmpty())
                        .forEach(this::record);
            });
            made.forEach(taken -> CopyEventLog.accepted(taken.row(), taken.accepted(), false));
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.warn("Verdicts could not be recorded together, so each is alone: {}", FailureText.words(e));
            eachAlone(outcomes);
        }
    }

    private void eachAlone(List<Outcome> outcomes) {
        RuntimeException first = null;
        for (Outcome outcome : outcomes) {
            try {
                record(outcome);
            } catch (RuntimeException e) {
                DatabaseTrouble.throwOn(e);
                LOG.warn(
                        "The verdict on {} {} could not be recorded",
                        outcome.row().kind(),
                        outcome.row().number(),
                        e);
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static Stream<AcceptedRow> creation(Outcome outcome) {
        return outcome.row().action() == Action.CREATE && outcome.verdict() instanceof ElementVerdict.Accepted accepted
                ? Stream.of(new AcceptedRow(outcome.row(), accepted))
                : Stream.empty();
    }

    public void record(Outcome outcome) {
        if (outcome.verdict() instanceof ElementVerdict.Accepted accepted) {
            store.inTransaction(() -> accept(new AcceptedRow(outcome.row(), accepted), false));
            CopyEventLog.accepted(outcome.row(), accepted, false);
        } else if (outcome.verdict() instanceof ElementVerdict.Rejected rejected) {
            refusals.record(outcome.row(), rejected.messages());
        }
    }

    private void accept(AcceptedRow taken, boolean adopted) {
        tellOfContact(taken);
        if (taken.row().kind() == Kind.CLIENT) {
            followed(taken.row(), taken.warnings());
            return;
        }
        switch (taken.row().action()) {
            case CREATE -> created.record(List.of(taken), adopted ? CopyOutcome.ADOPTED : CopyOutcome.CREATED);
            case UPDATE, APPROVE -> changed.record(taken);
            case DELETE, VOID -> removed.record(taken);
            case ALLOCATE -> allocations.allocated(taken.row(), CopyOutcome.UPDATED);
            case DEALLOCATE -> allocations.deallocated(taken.row(), null);
        }
    }

    /** Told of each contact Xero took, in the transaction that records it. */
    public void onContact(BiConsumer<Row, XeroElement> listener) {
        contactTaken = listener;
    }

    private void tellOfContact(AcceptedRow taken) {
        if (taken.row().kind() == Kind.CONTACT || taken.row().kind() == Kind.CLIENT) {
            contactTaken.accept(taken.row(), taken.accepted().element());
        }
    }

    /** A contact followed its client; the contact's own link stays as it is. */
    private void followed(Row row, @Nullable String warnings) {
        store.outboxVerdicts().done(row.id(), CopyOutcome.UPDATED.code(), warnings);
        store.outboxVerdicts().supersedeFailedBefore(row.kind(), row.sourceId(), row.id());
    }

    /** The document was found in Xero: a reply was lost, or its number shows that it is there already. */
    public void adopt(Row row, ElementVerdict.Accepted found, String why) {
        store.inTransaction(() -> {
            accept(new AcceptedRow(row, found), true);
            store.tallies().count(Counter.DUPLICATES_PREVENTED, 1);
            store.audit().add("process", row.kind(), row.sourceId(), CopyOutcome.ADOPTED.code(), why);
        });
        CopyEventLog.accepted(row, found, true);
    }

    /** A payment that nothing is planned of was found in Xero: it is linked, so that none is made a second time. */
    void link(long payment, ElementVerdict.Accepted found, String why) {
        store.inTransaction(() -> {
            store.links()
                    .put(new Link(
                            Kind.PAYMENT,
                            payment,
                            found.targetId(),
                            null,
                            found.status(),
                            null,
                            XeroPaymentView.of(found.element()).money(),
                            null,
                            true,
                            CopyOutcome.ADOPTED.code(),
                            null,
                            null,
                            null,
                            null,
                            clock.instant()));
            store.outboxPlanner().supersede(Kind.PAYMENT, payment);
            store.tallies().count(Counter.DUPLICATES_PREVENTED, 1);
            store.audit().add("process", Kind.PAYMENT, payment, CopyOutcome.ADOPTED.code(), why);
        });
    }

    /** A credit note's part turned out to be set against its invoice. */
    void allocated(Row row, CopyOutcome outcome) {
        allocations.allocated(row, outcome);
    }

    /** A credit note's part turned out to be off its invoice. */
    void deallocated(Row row, String why) {
        allocations.deallocated(row, why);
    }

    /** In a dry run: Xero would refuse the row for its number. */
    public void numberTaken(Row row) {
        refusals.numberTaken(row);
    }

    /** Xero knows nothing of an id the row named: of a new document its contact's, else that of the document it is about. */
    Problem notFound(Row row) {
        return refusals.notFound(row);
    }

    /** Refuses a row for a reason Xero gave for the whole request. */
    public void refuse(Row row, Problem problem, List<String> messages) {
        refusals.refuse(row, problem, messages);
    }
}
