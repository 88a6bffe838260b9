package org.harvestxero.review;

import java.util.Currency;
import java.util.Optional;
import org.harvestxero.agreements.AgreementCatalogue;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.ledger.Ledger;

/** Agreements as they stood when they made an invoice. */
public final class StoredAgreements {
    private final String connection;
    private final Ledger ledger;
    private final AgreementCatalogue catalogue;

    public StoredAgreements(String connection, Ledger ledger, AgreementCatalogue catalogue) {
        this.connection = connection;
        this.ledger = ledger;
        this.catalogue = catalogue;
    }

    /** The version's terms; empty when it isn't kept. */
    Optional<Agreement> find(String hash, Currency currency) {
        return ledger.agreementVersions()
                .find(connection, hash)
                .map(stored ->
                        catalogue.restore(stored.file(), stored.content()).in(currency));
    }

    /** Its file and the beginning of its hash, such as {@code acme.yaml, version 3f9a1c20}. */
    String inWords(String hash) {
        String shortHash = hash.length() > 8 ? hash.substring(0, 8) : hash;
        return ledger.agreementVersions()
                        .find(connection, hash)
                        .map(stored -> stored.file() + ", ")
                        .orElse("")
                + "version " + shortHash;
    }
}
