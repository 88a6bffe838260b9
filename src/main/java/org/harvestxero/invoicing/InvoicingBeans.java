package org.harvestxero.invoicing;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.agreements.HolidaysFile;
import org.harvestxero.copying.BilledPlanning;
import org.harvestxero.copying.Cycle;
import org.harvestxero.copying.Refusals;
import org.harvestxero.copying.SettingsCache;
import org.harvestxero.handover.Letting;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.ledger.Corrections.Later;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.settings.LastGood;
import org.harvestxero.settings.Settings;
import org.harvestxero.xero.XeroGate;

/** Makes the beans the billing routes name. */
public final class InvoicingBeans {
    private InvoicingBeans() {}

    /**
     * What billing needs from the other parts.
     *
     * @param agreements the folder
     * @param holidays what corrects the public holidays they name
     * @param lastGood versions to begin from
     * @param routes sends to {@code direct:} routes
     */
    public record Needs(
            Supplier<Path> agreements,
            HolidaysFile holidays,
            LastGood lastGood,
            Settings settings,
            Ledger ledger,
            Clock clock,
            ProducerTemplate routes,
            HarvestGate harvestGate,
            XeroGate xeroGate,
            Cycle cycle,
            SettingsCache xero,
            BilledPlanning planning,
            Letting letting) {}

    public static Map<String, Object> make(Needs needs) {
        Settings settings = needs.settings();
        Ledger ledger = needs.ledger();
        String connection = settings.text("connection.name");
        BillingTasks tasks =
                new BillingTasks(connection, ledger, new Refusals(connection, ledger, needs.clock()), needs.clock());
        Supplier<ZoneId> zone = () -> settings.zone("time-zone")
                .orElseGet(() -> needs.xero()
                        .find()
                        .map(known -> known.organisation().zone())
                        .orElse(ZoneOffset.UTC));
        Agreements agreements = new Agreements(
                needs.agreements(),
                zone,
                new KeptAgreements(connection, ledger, needs.lastGood(), needs.clock()),
                needs.holidays());
        LocalDate since = settings.date("bill.since").orElse(null);
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("agreements", agreements);
        beans.put(
                "billingLook",
                new BillingLook(
                        connection, ledger, agreements, tasks, since, needs.cycle()::shortOfRoom, needs.clock()));
        beans.put("unbilledLook", new UnbilledLook(connection, ledger, agreements, zone, since, needs.clock()));
        beans.put("workReading", new WorkReading(connection, ledger));
        beans.put(
                "clientBilling",
                new ClientBilling(
                        connection,
                        ledger,
                        tasks,
                        new Behind(
                                connection,
                                ledger,
                                (hash, currency) -> ledger.agreementVersions()
                                        .find(connection, hash)
                                        .map(kept -> agreements
                                                .restore(kept.file(), kept.content())
                                                .in(currency)
                                                .review()),
                                needs.letting()),
                        agreements,
                        new Replacement(
                                Replacement.By.of(settings.text("rebill.date")),
                                () -> needs.xero()
                                        .find()
                                        .flatMap(known -> known.organisation().lockedUntil()),
                                needs.clock()),
                        new TaxCheck(needs.planning()),
                        needs.letting(),
                        Later.of(settings.text("rebill.later"))));
        beans.put(
                "billing",
                new BillingWork(
                        connection,
                        ledger,
                        needs.routes(),
                        needs.cycle(),
                        needs.harvestGate(),
                        needs.xeroGate(),
                        needs.clock()));
        return beans;
    }
}
