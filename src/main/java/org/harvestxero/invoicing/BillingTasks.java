package org.harvestxero.invoicing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.zip.CRC32;
import org.harvestxero.copying.Refusals;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.Outbox.Row;
import org.harvestxero.mapping.Problem;

/** What could not be billed, as failed documents beside those Xero refused: one for each client and each agreement's file. */
final class BillingTasks {
    private final String connection;
    private final Ledger ledger;
    private final Refusals refusals;
    private final Clock clock;

    BillingTasks(String connection, Ledger ledger, Refusals refusals, Clock clock) {
        this.connection = connection;
        this.ledger = ledger;
        this.refusals = refusals;
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
        String revision = ledger.outbox().openOf(connection, Kind.BILLING, id).stream()
                .map(Row::revision)
                .findFirst()
                .orElseGet(() -> Long.toString(clock.millis()));
        refusals.refuse(Kind.BILLING, id, name, revision, problem);
    }

    /** What stood in the way of the client is settled. */
    void clientSettled(long client) {
        ledger.outbox().supersede(connection, Kind.BILLING, client, "");
    }

    /** Of the files that could not be used, only these still can't. */
    void filesSettledBut(Set<String> files) {
        ledger.outbox().failedOf(connection, Kind.BILLING).stream()
                .filter(id -> id < 0 && files.stream().noneMatch(file -> idOf(file) == id))
                .forEach(id -> ledger.outbox().supersede(connection, Kind.BILLING, id, ""));
    }

    /** Below zero, so that it is no client's. */
    private static long idOf(String file) {
        CRC32 sum = new CRC32();
        sum.update(file.getBytes(StandardCharsets.UTF_8));
        return -1 - sum.getValue();
    }
}
