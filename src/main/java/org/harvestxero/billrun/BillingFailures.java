package org.harvestxero.billrun;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.harvestxero.billing.Money;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;

/** What could not be billed, as failed documents beside those Xero refused: one for each client and each agreement's file. */
public final class BillingFailures {
    /** What runs are filed beyond, apart from corrections; all of it below zero, so that it is no work of Harvest's. */
    private static final long OTHER = 1_000_000_000_000L;

    private final ConnectionStore store;
    private final OwnRefusalRecorder ownRefusalRecorder;
    private final Clock clock;

    public BillingFailures(ConnectionStore store, OwnRefusalRecorder ownRefusalRecorder, Clock clock) {
        this.store = store;
        this.ownRefusalRecorder = ownRefusalRecorder;
        this.clock = clock;
    }

    /** @param name of the client's period, as people are told */
    void client(long client, String name, Problem problem) {
        refuse(client, name, problem);
    }

    void file(String file, Problem problem) {
        refuse(idOf(file), file, problem);
    }

    /** One that stands is told again only in other words; one after it was settled is a new one. */
    private void refuse(long id, String name, Problem problem) {
        Revision revision = store.outbox().openOf(Kind.BILLING, id).stream()
                .map(Row::revision)
                .findFirst()
                .orElseGet(() -> Revision.of(RevisionKind.PLAIN, clock.millis()));
        ownRefusalRecorder.refuse(Kind.BILLING, id, name, revision, problem);
    }

    /** What stood in the way of the client is settled. */
    void clientSettled(long client) {
        store.outboxPlanner().supersede(Kind.BILLING, client);
    }

    /**
     * A later period comes out otherwise.
     *
     * @param id of the correction
     * @param number of the invoice it is about, or what else it is called by
     */
    void correction(long id, String number, Money amount, Problem problem) {
        ownRefusalRecorder.refuse(
                Kind.DRAFT,
                -id,
                number,
                amount.currency().getCurrencyCode(),
                amount.amount(),
                Revision.of(RevisionKind.CORRECTION, id),
                List.of(problem));
    }

    /** Whether nobody settled it yet. */
    boolean isCorrectionOpen(long id) {
        return store.outbox().openOf(Kind.DRAFT, -id).stream()
                .anyMatch(row -> row.revision().equals(Revision.of(RevisionKind.CORRECTION, id)));
    }

    void correctionSettled(long id) {
        store.outboxPlanner().supersede(Kind.DRAFT, -id);
    }

    /** A later period can't be reckoned again; gives what people are told. */
    String laterUnknown(long run, String name, String because, String why) {
        Problem problem = Problem.of(FailureCode.LATER_PERIOD_UNKNOWN, name)
                .with("because", because)
                .with("words", why);
        ownRefusalRecorder.refuse(
                Kind.DRAFT, -OTHER - run, name, Revision.of(RevisionKind.LATER, clock.millis()), problem);
        return problem.sentence() + " → " + problem.remedy();
    }

    /** Of the files that could not be used, only these still can't. */
    void filesSettledBut(Set<String> files) {
        store.failedRows().failedOf(Kind.BILLING).stream()
                .filter(id -> id < 0 && files.stream().noneMatch(file -> idOf(file) == id))
                .forEach(id -> store.outboxPlanner().supersede(Kind.BILLING, id));
    }

    /** Below zero, so that it is no client's. */
    private static long idOf(String file) {
        CRC32 sum = new CRC32();
        sum.update(file.getBytes(StandardCharsets.UTF_8));
        return -1 - sum.getValue();
    }
}
