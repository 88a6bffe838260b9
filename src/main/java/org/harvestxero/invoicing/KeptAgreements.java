package org.harvestxero.invoicing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.billing.Named;
import org.harvestxero.invoicing.Agreements.LastBill;
import org.harvestxero.ledger.AgreementVersions.StoredAgreement;
import org.harvestxero.ledger.CachedAnswers.Cached;
import org.harvestxero.ledger.Ledger;

/**
 * The agreements that were last in force, by file, for the next start. The versions kept with the bills won't do: a version that
 * has not billed yet is not among them, and the newest of them may since have been taken back.
 */
final class KeptAgreements {
    private static final String NAME = "agreements-in-force";

    private final JsonMapper json = new JsonMapper();
    private final String connection;
    private final Ledger ledger;
    private final Clock clock;

    KeptAgreements(String connection, Ledger ledger, Clock clock) {
        this.connection = connection;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Contents by file. */
    Map<String, String> load() {
        String kept = ledger.cachedAnswers()
                .find(connection, NAME)
                .map(Cached::content)
                .orElse("{}");
        try {
            return json.readValue(kept, new TypeReference<TreeMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The agreements last in force can't be read back", e);
        }
    }

    List<LastBill> lastBills() {
        return ledger.billingRuns().lastOfClients(connection).stream()
                .map(run -> new LastBill(
                        new Named(run.run().clientId(), run.run().clientName()),
                        ledger.agreementVersions()
                                .find(connection, run.run().agreementHash())
                                .map(StoredAgreement::file)
                                .orElse("…"),
                        run.run().period()))
                .toList();
    }

    void store(Map<String, String> contents) {
        try {
            ledger.cachedAnswers()
                    .put(connection, NAME, json.writeValueAsString(new TreeMap<>(contents)), clock.instant());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
