package org.harvestxero.finalize;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Sending;
import org.harvestxero.config.agreement.AgreementCatalogue;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.AgreementVersionTable.StoredAgreement;
import org.harvestxero.store.billing.DraftTable.StoredDraft;

/** The agreements drafts were made by, each in the version that made it. */
public final class AgreementArchive {
    private final ConnectionStore store;
    private final AgreementCatalogue reader = new AgreementCatalogue(Path.of(""), ZoneOffset.UTC);
    private final Map<String, Agreement> read = new ConcurrentHashMap<>();

    public AgreementArchive(ConnectionStore store) {
        this.store = store;
    }

    /** What happens to the draft once it is approved. */
    public Sending sending(StoredDraft draft) {
        return of(draft).sending();
    }

    private Agreement of(StoredDraft draft) {
        return read.computeIfAbsent(draft.agreementHash() + draft.currency(), unread -> {
            StoredAgreement stored = store.agreementVersions()
                    .find(draft.agreementHash())
                    .orElseThrow(() -> new IllegalStateException("Version " + draft.agreementHash()
                            + " of the agreement with " + draft.clientName() + " is not kept"));
            return reader.restore(stored.file(), stored.content()).in(Currency.getInstance(draft.currency()));
        });
    }
}
