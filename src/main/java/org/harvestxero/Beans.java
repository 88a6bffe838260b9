package org.harvestxero;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.harvestxero.agreements.HolidaysFile;
import org.harvestxero.calls.Authorizations;
import org.harvestxero.calls.CallBeans;
import org.harvestxero.calls.Leave;
import org.harvestxero.calls.LinkedParties;
import org.harvestxero.calls.RotatingTokens;
import org.harvestxero.copying.BilledPlanning;
import org.harvestxero.copying.CopyBeans;
import org.harvestxero.copying.Cycle;
import org.harvestxero.copying.Refusals;
import org.harvestxero.copying.SettingsCache;
import org.harvestxero.handover.Charges;
import org.harvestxero.handover.HandoverBeans;
import org.harvestxero.handover.Letting;
import org.harvestxero.harvest.HarvestBeans;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.invoicing.Agreements;
import org.harvestxero.invoicing.InvoicingBeans;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.TokenTable;
import org.harvestxero.mappings.MappingsFile;
import org.harvestxero.operations.ClockWatch;
import org.harvestxero.operations.DiskRoom;
import org.harvestxero.review.PeopleBeans;
import org.harvestxero.secrets.Sealer;
import org.harvestxero.settings.Home;
import org.harvestxero.settings.LastGood;
import org.harvestxero.settings.Settings;
import org.harvestxero.xero.XeroAccess;
import org.harvestxero.xero.XeroBeans;
import org.harvestxero.xero.XeroGate;
import org.harvestxero.xero.XeroUses;
import org.jspecify.annotations.Nullable;

/** Makes the beans of all parts that talk to Harvest and Xero and copy between them. */
final class Beans {
    private Beans() {}

    private static XeroUses uses(Settings settings, @Nullable Object agreements) {
        return new XeroUses(
                settings.flag("copy.payments"), agreements instanceof Agreements inForce && inForce.attachFiles());
    }

    private static void askAnew(XeroAccess xero, @Nullable Object harvest) {
        xero.askAnew();
        if (harvest instanceof RotatingTokens tokens) {
            tokens.askAnew();
        }
    }

    static Map<String, Object> make(
            Home home, Settings settings, Ledger ledger, CamelContext context, Clock clock, LongSupplier nanos) {
        Authorizations authorizations = new Authorizations();
        TokenTable tokens = new TokenTable(ledger.dataSource(), () -> Sealer.from(settings), clock);
        LinkedParties belonging = new LinkedParties(settings.text("connection.name"), ledger, clock);
        LastGood lastGood = LastGood.in(home);
        MappingsFile mappings = MappingsFile.open(home.mappings(), lastGood);
        Optional<DiskRoom> room = DiskRoom.of(settings);
        ClockWatch clockWatch = new ClockWatch(clock, nanos);
        Supplier<Optional<String>> shortOfRoom = () -> room.flatMap(DiskRoom::shortage);
        Leave toRecord = Leave.whileThereIsRoom(shortOfRoom);
        Leave leave = changes -> {
            toRecord.check(changes);
            ledger.fence().mayLeave(changes);
        };
        Map<String, Object> beans = new HashMap<>(CallBeans.make(settings, authorizations, clock));
        beans.putAll(HarvestBeans.make(settings, context, authorizations, tokens, belonging, leave, clock));
        beans.putAll(XeroBeans.make(
                settings,
                context,
                authorizations,
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
            ledger.refusedBy(watched::nearlyFull);
        });
        beans.putAll(CopyBeans.make(new CopyBeans.Needs(
                settings,
                ledger,
                clock,
                context.createProducerTemplate(),
                Objects.requireNonNull((HarvestGate) beans.get("harvestGate")),
                Objects.requireNonNull((XeroGate) beans.get("xeroGate")),
                mappings,
                shortOfRoom,
                clockWatch,
                () -> access.tokenExpiresAt().orElse(null),
                () -> askAnew(access, beans.get("harvestTokens")))));
        beans.putAll(HandoverBeans.make(new HandoverBeans.Needs(
                settings,
                ledger,
                clock,
                nanos,
                Objects.requireNonNull((BilledPlanning) beans.get("billedPlanning")),
                Objects.requireNonNull((Refusals) beans.get("refusals")))));
        beans.putAll(InvoicingBeans.make(new InvoicingBeans.Needs(
                home::agreements,
                HolidaysFile.at(home.holidays(), lastGood),
                lastGood,
                settings,
                ledger,
                clock,
                context.createProducerTemplate(),
                Objects.requireNonNull((HarvestGate) beans.get("harvestGate")),
                Objects.requireNonNull((XeroGate) beans.get("xeroGate")),
                Objects.requireNonNull((Cycle) beans.get("cycle")),
                Objects.requireNonNull((SettingsCache) beans.get("settingsCache")),
                Objects.requireNonNull((BilledPlanning) beans.get("billedPlanning")),
                Objects.requireNonNull((Letting) beans.get("letting")))));
        beans.putAll(PeopleBeans.make(new PeopleBeans.Needs(
                settings,
                ledger,
                clock,
                context.createProducerTemplate(),
                Objects.requireNonNull((Agreements) beans.get("agreements")),
                Objects.requireNonNull((SettingsCache) beans.get("settingsCache")),
                Objects.requireNonNull((Charges) beans.get("charges"))::of,
                Objects.requireNonNull((Letting) beans.get("letting")))));
        return beans;
    }
}
