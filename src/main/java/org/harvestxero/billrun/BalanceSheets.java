package org.harvestxero.billrun;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.harvestxero.api.Balances;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.store.ConnectionStore;
import org.jspecify.annotations.Nullable;

/** What clients have left, by what their agreements in force say and what runs that stand have moved. */
public final class BalanceSheets implements Balances {
    private final ConnectionStore store;
    private final ActiveAgreements activeAgreements;
    private final ClientRoster roster;

    /** @param nanos a monotonic clock */
    public BalanceSheets(ConnectionStore store, ActiveAgreements activeAgreements, LongSupplier nanos) {
        this.store = store;
        this.activeAgreements = activeAgreements;
        this.roster = new ClientRoster(store, nanos);
    }

    @Override
    public Page page(String after, int most) {
        List<AgreementVersion> left = activeAgreements.refresh().stream()
                .filter(version -> version.file().compareTo(after) > 0)
                .limit(most + 1L)
                .toList();
        List<AgreementVersion> shown = left.subList(0, Math.min(most, left.size()));
        return new Page(
                shown.stream().flatMap(version -> sheet(version).stream()).toList(),
                left.size() > shown.size() ? shown.get(shown.size() - 1).file() : null);
    }

    @Override
    public Optional<Sheet> of(String file) {
        return activeAgreements.refresh().stream()
                .filter(version -> version.file().equals(file))
                .findFirst()
                .flatMap(this::sheet);
    }

    private Optional<Sheet> sheet(AgreementVersion version) {
        List<ClientRoster.Client> called = roster.called(version.client());
        ClientRoster.@Nullable Client client = called.size() == 1 ? called.get(0) : null;
        if (client == null || client.currency().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Sheet(
                    version.file(),
                    client.named().name(),
                    new ClientBalances(store.billing()
                                    .balanceMovements()
                                    .ofClient(client.named().id()))
                            .of(version.in(client.currency().get()))));
        } catch (IllegalArgumentException | ArithmeticException | IllegalStateException e) {
            return Optional.empty(); // the page Billing says why it can't be used
        }
    }
}
