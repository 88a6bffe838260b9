package org.harvestxero.billrun;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.store.ConnectionStore;
import org.jspecify.annotations.Nullable;

/** Finds the agreement by which a client's marked work is billed, or says why there is none. */
final class ReadyJobs {
    private final List<AgreementVersion> versions;
    private final KnownClients clients;

    /** @param versions of agreements in force */
    ReadyJobs(ConnectionStore store, List<AgreementVersion> versions) {
        this.versions = List.copyOf(versions);
        this.clients = new KnownClients(store);
    }

    /** Exactly one of the two. */
    record Answer(@Nullable ClientBillJob job, @Nullable ReadyRefusal refusal) {}

    Answer of(Named client) {
        List<AgreementVersion> of = versions.stream()
                .filter(version -> client.isCalled(version.client()))
                .toList();
        if (of.size() != 1) {
            return refused(ReadyRefusal.waiting(
                    of.isEmpty() ? client.name() + " has no agreement" : client.name() + " has several agreements",
                    of.isEmpty()
                            ? "Write one in agreements/; five lines are enough."
                            : "Leave one of them in agreements/."));
        }
        AgreementVersion version = of.get(0);
        if (version.isShadow()) {
            return refused(ReadyRefusal.never(
                    "its agreement bills in shadow mode only",
                    "Take the line mode: shadow out of " + version.file() + "."));
        }
        Optional<Currency> currency =
                clients.called(Long.toString(client.id())).stream().findFirst().flatMap(KnownClients::currency);
        return currency.map(known -> job(client, version, known))
                .orElseGet(() -> refused(ReadyRefusal.waiting(
                        "Harvest does not show the currency of " + client.name(), "Look at the client in Harvest.")));
    }

    private static Answer job(Named client, AgreementVersion version, Currency currency) {
        try {
            Agreement agreement = version.in(currency);
            return new Answer(
                    new ClientBillJob(
                            client,
                            currency,
                            version,
                            agreement,
                            List.of(),
                            agreement.calendar().term().start()),
                    null);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return refused(ReadyRefusal.waiting(
                    "its agreement can't be used: " + e.getMessage(), "Put " + version.file() + " right."));
        }
    }

    private static Answer refused(ReadyRefusal why) {
        return new Answer(null, why);
    }
}
