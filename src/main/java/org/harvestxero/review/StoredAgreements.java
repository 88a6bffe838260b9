package org.harvestxero.review;

import java.util.Currency;
import java.util.Optional;
import java.util.function.BiFunction;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.store.ConnectionStore;

/** Agreements as they stood when they made an invoice. */
public final class StoredAgreements {
    private static final int SHORT = 8;

    private final ConnectionStore store;
    private final BiFunction<String, String, AgreementVersion> restore;

    /** @param restore makes a version of its file's name and its kept content */
    public StoredAgreements(ConnectionStore store, BiFunction<String, String, AgreementVersion> restore) {
        this.store = store;
        this.restore = restore;
    }

    /** The version's terms; empty when it isn't kept. */
    public Optional<Agreement> find(String hash, Currency currency) {
        return store.agreementVersions()
                .find(hash)
                .map(stored -> restore.apply(stored.file(), stored.content()).in(currency));
    }

    /** Its file and the beginning of its hash, such as {@code acme.yaml, version 3f9a1c20}. */
    public String inWords(String hash) {
        String start = hash.length() > SHORT ? hash.substring(0, SHORT) : hash;
        return store.agreementVersions()
                        .find(hash)
                        .map(stored -> stored.file() + ", ")
                        .orElse("")
                + "version " + start;
    }
}
