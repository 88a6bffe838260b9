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
import org.harvestxero.settings.LastGood;

/**
 * The agreements that were last in force, by file, for the next start; each as it held, defaults included. The versions kept with the
 * bills won't do: a version that has not billed yet is not among them, and the newest of them may since have been taken back.
 *
 * <p>A home that an earlier release worked has them in its ledger; they are taken from there once.
 */
final class KeptAgreements {
    private static final String FOLDER = "agreements";
    private static final String IN_LEDGER = "agreements-in-force";
    private static final String NONE = "{}";

    private final JsonMapper json = new JsonMapper();
    private final String connection;
    private final Ledger ledger;
    private final LastGood lastGood;
    private final Clock clock;

    KeptAgreements(String connection, Ledger ledger, LastGood lastGood, Clock clock) {
        this.connection = connection;
        this.ledger = ledger;
        this.lastGood = lastGood;
        this.clock = clock;
    }

    /** Contents by file. */
    Map<String, String> load() {
        Map<String, String> kept = lastGood.texts(FOLDER);
        return kept.isEmpty() ? inLedger() : kept;
    }

    private Map<String, String> inLedger() {
        try {
            return json.readValue(ledgersOwn(), new TypeReference<TreeMap<String, String>>() {});
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

    private String ledgersOwn() {
        return ledger.cachedAnswers()
                .find(connection, IN_LEDGER)
                .map(Cached::content)
                .orElse(NONE);
    }

    void store(Map<String, String> contents) {
        lastGood.keepAll(FOLDER, contents);
        if (!ledgersOwn().equals(NONE)) {
            ledger.cachedAnswers().put(connection, IN_LEDGER, NONE, clock.instant());
        }
    }
}
