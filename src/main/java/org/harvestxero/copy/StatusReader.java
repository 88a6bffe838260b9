package org.harvestxero.copy;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.HeldWork;
import org.harvestxero.api.Progress;
import org.harvestxero.api.Status;
import org.harvestxero.api.Trouble;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.connection.BelongingTable;
import org.jspecify.annotations.Nullable;

/** How the connection stands: its figures, what stops it, and what is held back. */
public final class StatusReader {
    private final ConnectionStore store;
    private final XeroReferenceData settings;
    private final CopyPause pause;
    private final CycleTroubles troubles;
    private final CopyVitals vitals;
    private final Progress progress;

    public StatusReader(
            ConnectionStore store,
            XeroReferenceData settings,
            CopyPause pause,
            CycleTroubles troubles,
            CopyVitals vitals,
            Progress progress) {
        this.store = store;
        this.settings = settings;
        this.pause = pause;
        this.troubles = troubles;
        this.vitals = vitals;
        this.progress = progress;
    }

    Status read() {
        return new Status(
                store.connection(),
                organisation(),
                vitals.pause().orElse(null),
                store.connections().state().lastSuccess(),
                vitals.read(),
                standing(),
                held(),
                undecided(),
                progress.read().orElse(null));
    }

    /** Documents that wait to be decided, and payments in Xero that wait to be recorded in Harvest, by the reason. */
    private Map<String, Long> undecided() {
        Map<String, Long> undecided =
                new LinkedHashMap<>(store.lists().waiting().heldByReason());
        undecided.putAll(store.paymentsBack().waiting().byReason());
        return undecided;
    }

    private @Nullable String organisation() {
        return store.belongings()
                .find(BelongingTable.XERO)
                .map(BelongingTable.Party::name)
                .or(() -> settings.find().map(XeroSettings::organisation).map(XeroSettings.Organisation::name))
                .orElse(null);
    }

    /** Troubles of the last cycle, and the pause in force where it is none of them. */
    private List<Trouble> standing() {
        List<Trouble> standing = new ArrayList<>(troubles.all());
        pause.find()
                .map(TroubleDiagnosis::of)
                .filter(trouble -> standing.stream()
                        .noneMatch(told ->
                                told.reason() == trouble.reason() && told.side().equals(trouble.side())))
                .ifPresent(standing::add);
        return standing;
    }

    /** Work that is not billed yet. */
    private List<HeldWork> held() {
        return store.billing().notBilled().held().stream()
                .map(held -> new HeldWork(
                        held.client(),
                        held.hours().setScale(2, RoundingMode.HALF_UP),
                        CurrencyDigits.rounded(held.worth(), held.currency()),
                        held.currency(),
                        held.pieces(),
                        held.oldest()))
                .toList();
    }
}
