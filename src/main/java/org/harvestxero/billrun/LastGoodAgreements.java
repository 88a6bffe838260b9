package org.harvestxero.billrun;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.billing.Named;
import org.harvestxero.billrun.ActiveAgreements.LastBill;
import org.harvestxero.config.LastGood;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.AgreementVersionTable.StoredAgreement;
import org.harvestxero.store.copy.CachedAnswerTable.Cached;

/**
 * The agreements that were last in force, by file, for the next start; each as it held, defaults included. The versions kept with the
 * bills won't do: a version that has not billed yet is not among them, and the newest of them may since have been taken back.
 *
 * <p>A home that an earlier release worked has them in its database; they are taken from there once.
 */
public final class LastGoodAgreements {
    private static final String FOLDER = "agreements";
    private static final String IN_LEDGER = "agreements-in-force";
    private static final String NONE = "{}";

    private final ConnectionStore store;
    private final LastGood lastGood;
    private final Clock clock;

    public LastGoodAgreements(ConnectionStore store, LastGood lastGood, Clock clock) {
        this.store = store;
        this.lastGood = lastGood;
        this.clock = clock;
    }

    /** Contents by file. */
    Map<String, String> load() {
        Map<String, String> kept = lastGood.texts(FOLDER);
        return kept.isEmpty() ? inLedger() : kept;
    }

    private Map<String, String> inLedger() {
        return new TreeMap<>(StoredJson.readTexts(ledgersOwn()));
    }

    List<LastBill> lastBills() {
        return store.billing().billingRuns().lastOfClients().stream()
                .map(run -> new LastBill(
                        new Named(run.run().clientId(), run.run().clientName()),
                        store.billing()
                                .agreementVersions()
                                .find(run.run().agreementHash())
                                .map(StoredAgreement::file)
                                .orElse("…"),
                        run.run().period()))
                .toList();
    }

    private String ledgersOwn() {
        return store.cachedAnswers().find(IN_LEDGER).map(Cached::content).orElse(NONE);
    }

    void store(Map<String, String> contents) {
        lastGood.keepAll(FOLDER, contents);
        if (!ledgersOwn().equals(NONE)) {
            store.cachedAnswers().put(IN_LEDGER, NONE, clock.instant());
        }
    }
}
