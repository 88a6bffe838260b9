package org.harvestxero.handover;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.harvestxero.agreements.AgreementCatalogue;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Sending;
import org.harvestxero.ledger.AgreementVersions.StoredAgreement;
import org.harvestxero.ledger.Drafts.StoredDraft;
import org.harvestxero.ledger.Ledger;

/** The agreements drafts were made by, each in the version that made it. */
final class Agreements {
    private final String connection;
    private final Ledger ledger;
    private final AgreementCatalogue reader = new AgreementCatalogue(Path.of(""), ZoneOffset.UTC);
    private final Map<String, Agreement> read = new ConcurrentHashMap<>();

    Agreements(String connection, Ledger ledger) {
        this.connection = connection;
        this.ledger = ledger;
    }

    /** What happens to the draft once it is approved. */
    Sending sending(StoredDraft draft) {
        return of(draft).sending();
    }

    private Agreement of(StoredDraft draft) {
        return read.computeIfAbsent(draft.agreementHash() + draft.currency(), unread -> {
            StoredAgreement stored = ledger.agreementVersions()
                    .find(connection, draft.agreementHash())
                    .orElseThrow(() -> new IllegalStateException("Version " + draft.agreementHash()
                            + " of the agreement with " + draft.clientName() + " is not kept"));
            return reader.restore(stored.file(), stored.content()).in(Currency.getInstance(draft.currency()));
        });
    }
}
