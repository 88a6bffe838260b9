package org.harvestxero;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.harvestxero.billrun.ActiveAgreements;
import org.harvestxero.config.Home;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.Settings;
import org.harvestxero.config.agreement.HolidaysFile;
import org.harvestxero.config.mapping.MappingsFile;
import org.harvestxero.config.secret.Sealer;
import org.harvestxero.copy.CopyCycle;
import org.harvestxero.copy.failure.FailedCopyRecorder;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.finalize.ClientCharges;
import org.harvestxero.finalize.DraftReleaseListener;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.http.AuthorizationVault;
import org.harvestxero.http.Leave;
import org.harvestxero.http.LinkedParties;
import org.harvestxero.http.RefreshingTokens;
import org.harvestxero.monitoring.DiskRoom;
import org.harvestxero.runtime.ClockWatch;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.harvestxero.store.connection.TokenTable;
import org.harvestxero.xero.XeroAccess;
import org.harvestxero.xero.XeroGate;
import org.harvestxero.xero.XeroUses;
import org.jspecify.annotations.Nullable;

/** Makes the beans of all parts that talk to Harvest and Xero and copy between them. */
final class BusinessWiring {
    private BusinessWiring() {}

    private static XeroUses uses(Settings settings, @Nullable Object agreements) {
        return new XeroUses(
                settings.flag("copy.payments"),
                agreements instanceof ActiveAgreements inForce && inForce.attachFiles());
    }

    private static void askAnew(XeroAccess xero, @Nullable Object harvest) {
        xero.askAnew();
        if (harvest instanceof RefreshingTokens tokens) {
            tokens.askAnew();
        }
    }

    static Map<String, Object> make(
            Home home, Settings settings, Store store, CamelContext context, Clock clock, LongSupplier nanos) {
        AuthorizationVault authorizationVault = new AuthorizationVault();
        TokenTable tokens = new TokenTable(store.dataSource(), () -> Sealer.from(settings), clock);
        ConnectionStore connection = store.forConnection(settings.text("connection.name"));
        LinkedParties belonging = new LinkedParties(connection, clock);
        LastGood lastGood = LastGood.in(home);
        MappingsFile mappings = MappingsFile.open(home.mappings(), lastGood);
        Optional<DiskRoom> room = DiskRoom.of(settings);
        ClockWatch clockWatch = new ClockWatch(clock, nanos);
        Supplier<Optional<String>> shortOfRoom = () -> room.flatMap(DiskRoom::shortage);
        Leave toRecord = Leave.whileThereIsRoom(shortOfRoom);
        Leave leave = (api, changes) -> {
            toRecord.check(api, changes);
            store.fence().mayLeave(changes);
        };
        Map<String, Object> beans = new HashMap<>(HttpWiring.make(settings, authorizationVault, clock));
        beans.putAll(HarvestWiring.make(settings, context, authorizationVault, tokens, belonging, leave, clock));
        beans.putAll(XeroWiring.make(
                settings,
                context,
                authorizationVault,
                tokens,
                belonging,
                leave,
                () -> uses(settings, beans.get("agreements")),
                clock));
        XeroAccess access = Objects.requireNonNull((XeroAccess) beans.get("xeroAccess"));
        beans.put("startingOver", new BothSides(belonging, context.createProducerTemplate()));
        beans.put("mappings", mappings);
        beans.put("clockWatch", clockWatch);
        room.ifPresent(watched -> {
            beans.put("diskRoom", watched);
            store.refusedBy(watched::nearlyFull);
        });
        beans.putAll(CopyWiring.make(new CopyWiring.Needs(
                settings,
                connection,
                clock,
                context.createProducerTemplate(),
                Objects.requireNonNull((HarvestGate) beans.get("harvestGate")),
                Objects.requireNonNull((XeroGate) beans.get("xeroGate")),
                mappings,
                shortOfRoom,
                clockWatch,
                () -> access.tokenExpiresAt().orElse(null),
                () -> askAnew(access, beans.get("harvestTokens")))));
        beans.putAll(FinalizeWiring.make(new FinalizeWiring.Needs(
                settings,
                connection,
                clock,
                nanos,
                Objects.requireNonNull((DraftInvoicePlanner) beans.get("billedPlanning")),
                Objects.requireNonNull((FailedCopyRecorder) beans.get("refusals")))));
        beans.putAll(BillRunWiring.make(new BillRunWiring.Needs(
                home::agreements,
                HolidaysFile.at(home.holidays(), lastGood),
                lastGood,
                settings,
                connection,
                clock,
                context.createProducerTemplate(),
                Objects.requireNonNull((HarvestGate) beans.get("harvestGate")),
                Objects.requireNonNull((XeroGate) beans.get("xeroGate")),
                Objects.requireNonNull((CopyCycle) beans.get("cycle")),
                Objects.requireNonNull((XeroReferenceData) beans.get("settingsCache")),
                Objects.requireNonNull((DraftInvoicePlanner) beans.get("billedPlanning")),
                Objects.requireNonNull((DraftReleaseListener) beans.get("letting")))));
        beans.putAll(ReviewWiring.make(new ReviewWiring.Needs(
                settings,
                connection,
                clock,
                context.createProducerTemplate(),
                Objects.requireNonNull((ActiveAgreements) beans.get("agreements")),
                Objects.requireNonNull((XeroReferenceData) beans.get("settingsCache")),
                Objects.requireNonNull((ClientCharges) beans.get("charges"))::of,
                Objects.requireNonNull((DraftReleaseListener) beans.get("letting")))));
        return beans;
    }
}
