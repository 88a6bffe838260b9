package org.harvestxero.finalize;

import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.DispatchTerms;
import org.harvestxero.billing.terms.ReviewPolicy;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.StoredDraft;

/** The agreements drafts were made by, each in the version that made it. */
public final class AgreementArchive {
    private static final int SHORT = 8;

    private final ConnectionStore store;
    private final BiFunction<String, String, AgreementVersion> restore;
    /** By hash and currency; unlike calendars, they depend on neither the time zone nor the holidays of today. */
    private final Map<String, DispatchTerms> sendings = new ConcurrentHashMap<>();

    private final Map<String, ReviewPolicy> reviews = new ConcurrentHashMap<>();

    /** @param restore makes a version of its file's name and its stored content */
    public AgreementArchive(ConnectionStore store, BiFunction<String, String, AgreementVersion> restore) {
        this.store = store;
        this.restore = restore;
    }

    /** The version's terms; empty when it isn't stored. @param hash of the version's content */
    public Optional<Agreement> find(String hash, Currency currency) {
        return store.billing()
                .agreementVersions()
                .find(hash)
                .map(stored -> restore.apply(stored.file(), stored.content()).in(currency));
    }

    /** When its drafts go to people, and to whom; straight through where the version isn't stored. */
    public ReviewPolicy review(String hash, Currency currency) {
        return reviews.computeIfAbsent(
                hash + currency,
                unread -> find(hash, currency).map(Agreement::review).orElseGet(ReviewPolicy::straightThrough));
    }

    /** What happens to the draft once it is approved. */
    public DispatchTerms sending(StoredDraft draft) {
        return sendings.computeIfAbsent(
                draft.agreementHash() + draft.currency(),
                unread -> find(draft.agreementHash(), Currency.getInstance(draft.currency()))
                        .map(Agreement::sending)
                        .orElseThrow(() -> new IllegalStateException("Version " + draft.agreementHash()
                                + " of the agreement with " + draft.clientName() + " is not kept")));
    }

    /** Its file and the beginning of its hash, such as {@code acme.yaml, version 3f9a1c20}. */
    public String inWords(String hash) {
        String start = hash.length() > SHORT ? hash.substring(0, SHORT) : hash;
        return store.billing()
                        .agreementVersions()
                        .find(hash)
                        .map(stored -> stored.file() + ", ")
                        .orElse("")
                + "version " + start;
    }
}
