package org.harvestxero.copying;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.CopyOptions;
import org.harvestxero.mappings.MappingSettings;
import org.harvestxero.mappings.MappingsFile;
import org.harvestxero.settings.Settings;
import org.harvestxero.xero.DeepLinks;
import org.harvestxero.xero.XeroGate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the beans the copying routes name. */
public final class CopyBeans {
    private static final Logger LOG = LoggerFactory.getLogger(CopyBeans.class);
    private static final int MOST_LANES = 4;

    private CopyBeans() {}

    /**
     * What copying needs from the other parts.
     *
     * @param routes sends to {@code direct:} routes
     * @param tokenExpires when Xero's access token does; null without one
     * @param askAnew lets both sides be shown once more what they refused
     */
    public record Needs(
            Settings settings,
            Ledger ledger,
            Clock clock,
            ProducerTemplate routes,
            HarvestGate harvestGate,
            XeroGate xeroGate,
            MappingsFile mappings,
            Supplier<@Nullable Instant> tokenExpires,
            Runnable askAnew) {}

    public static Map<String, Object> make(Needs needs) {
        Settings settings = needs.settings();
        Ledger ledger = needs.ledger();
        Clock clock = needs.clock();
        String connection = settings.text("connection.name");
        CopyOptions options = MappingSettings.options(settings);
        ServerTime harvestTime = new ServerTime(clock);
        ServerTime xeroTime = new ServerTime(clock);
        int lanes = Math.min(MOST_LANES, settings.number("xero.calls-in-flight"));

        SettingsCache cache = new SettingsCache(
                connection,
                ledger,
                clock,
                () -> options.trackingCategory() != null
                        || needs.mappings().rules().usesTracking()
                        || ledger.drafts().useTracking(connection),
                () -> needs.mappings().rules().usesBrandingThemes());
        Refusals refusals = new Refusals(connection, ledger, clock);
        ProjectReading projects = new ProjectReading(connection, ledger, needs.mappings()::rules);
        Contexts contexts = new Contexts(connection, ledger, cache, needs.mappings()::rules, options, projects);
        Inputs inputs = new Inputs(connection, ledger, cache, clock);
        Clients clients =
                new Clients(connection, ledger, cache, inputs, refusals, clock, settings.flag("copy.contact-by-email"));
        Recording recording = new Recording(
                connection, ledger, refusals, clock, settings.date("copy.since").orElse(null));
        InvoicePlanning planning =
                new InvoicePlanning(connection, ledger, contexts, clients, recording, inputs, refusals, clock);
        Outcomes outcomes = new Outcomes(connection, ledger, cache, clock);
        UnexplainedMoney money = new UnexplainedMoney(
                connection,
                ledger,
                outcomes,
                refusals,
                settings.text("copy.payments-match").equals("adopt"),
                clock);
        PaymentPlanning payments = new PaymentPlanning(
                connection,
                ledger,
                contexts,
                clients,
                recording,
                refusals,
                money,
                new PaymentPlanning.Policy(
                        MappingSettings.paymentAccounts(settings),
                        settings.flag("copy.payments"),
                        settings.text("copy.on-payment-delete").equals("follow")),
                clock);
        WriteOffs writeOffs = new WriteOffs(
                connection,
                ledger,
                contexts,
                clients,
                refusals,
                new WriteOffs.Policy(
                        settings.text("copy.closed").equals("follow"),
                        settings.optional("copy.write-off-account").orElse(null),
                        settings.zone("time-zone").orElse(null)),
                clock);
        TrackingOptions trackingOptions =
                new TrackingOptions(connection, ledger, cache, options.trackingCategory(), clock);
        String tenant = settings.optional("xero.tenant-id").orElse(connection);
        Sending sending = new Sending(connection, tenant, lanes, ledger, trackingOptions, money, clock);
        Looking looking = new Looking(connection, ledger, outcomes, sending, xeroTime, clock);
        TakenNumbers taken = new TakenNumbers(connection, ledger, outcomes, clock);
        outcomes.onTakenNumber(taken::add);
        CallCount callCount = new CallCount(connection, ledger.tallies(), needs.xeroGate()::callsMade);
        Cycle cycle = new Cycle(
                connection,
                ledger,
                sending,
                () -> refresh(needs),
                inputs,
                new Cycle.Anew(
                        () -> {
                            needs.xeroGate().askDayAnew();
                            needs.askAnew().run();
                            cache.askAnew();
                        },
                        () -> tell(needs)),
                callCount,
                clock);
        Reports reports = new Reports(
                connection,
                ledger,
                cache,
                contexts,
                trackingOptions,
                money,
                new DeepLinks(settings.text("xero.app-url")),
                clock);
        CopyVitals vitals =
                new CopyVitals(connection, ledger, needs.xeroGate(), callCount, needs.tokenExpires(), needs.clock());

        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("settingsCache", cache);
        beans.put("recording", recording);
        beans.put("projectReading", projects);
        beans.put("invoicePlanning", planning);
        beans.put("billedPlanning", new BilledPlanning(connection, ledger, contexts, clients, refusals, clock));
        beans.put("refusals", refusals);
        beans.put(
                "invoiceEditing", new InvoiceEditing(connection, ledger, contexts, planning, inputs, refusals, clock));
        beans.put("paymentPlanning", payments);
        beans.put("writeOffs", writeOffs);
        beans.put(
                "reopenings",
                new Reopenings(
                        connection,
                        ledger,
                        refusals,
                        settings.text("copy.closed").equals("follow"),
                        clock));
        beans.put(
                "noteFinding",
                new NoteFinding(
                        connection,
                        ledger,
                        outcomes,
                        settings.text("copy.closed").equals("follow"),
                        clock));
        beans.put("creditBalances", new CreditBalances(connection, ledger, refusals));
        beans.put("trackingOptions", trackingOptions);
        beans.put("unexplainedMoney", money);
        beans.put("sending", sending);
        beans.put("answers", new Answers(sending));
        beans.put("outcomes", outcomes);
        beans.put("looking", looking);
        beans.put("takenNumbers", taken);
        Sweeping sweeping = new Sweeping(
                connection,
                ledger,
                recording,
                refusals,
                settings.text("copy.on-delete").equals("follow"));
        beans.put(
                "retries",
                new Retries(connection, ledger, clients, payments, writeOffs, sweeping, followed(settings), clock));
        beans.put("contactCompletion", new ContactCompletion(connection, ledger, clients));
        beans.put("xeroContacts", new ContactList(connection, ledger));
        beans.put(
                "listings",
                new Listings(
                        connection, ledger, settings.date("copy.since").orElse(null), inputs, harvestTime, xeroTime));
        beans.put("following", new Following(connection, ledger, refusals, money));
        beans.put("sweeping", sweeping);
        beans.put(
                "keptBodies",
                new KeptBodies(
                        connection, ledger, settings.number("audit.days"), settings.number("audit.megabytes"), clock));
        beans.put("accountReading", new AccountReading(connection, ledger, contexts, clock));
        beans.put("cycle", cycle);
        beans.put("vitals", vitals);
        beans.put(
                "work",
                new CopyWork(new CopyWork.Parts(
                        connection,
                        ledger,
                        clock,
                        needs.routes(),
                        cycle,
                        planning,
                        cache,
                        reports,
                        vitals,
                        money,
                        needs.harvestGate(),
                        needs.xeroGate(),
                        () -> reload(needs))));
        return beans;
    }

    /** What is carried out now and only reported by the other policy. */
    private static Set<CauseCode> followed(Settings settings) {
        Map<String, Set<CauseCode>> reports = Map.of(
                "copy.on-delete", Set.of(CauseCode.DELETED_IN_HARVEST),
                "copy.on-payment-delete", Set.of(CauseCode.PAYMENT_DELETED_IN_HARVEST),
                "copy.closed", Set.of(CauseCode.WRITTEN_OFF_IN_HARVEST, CauseCode.REOPENED_IN_HARVEST));
        Set<CauseCode> followed = new HashSet<>();
        reports.forEach((key, codes) -> followed.addAll(settings.text(key).equals("follow") ? codes : Set.of()));
        return followed;
    }

    /** What people can't be told now stands all the same and is told with the next look. */
    private static void tell(Needs needs) {
        try {
            needs.routes().sendBody("direct:notify", null);
        } catch (RuntimeException e) {
            LOG.warn("Could not tell anybody at once", e);
        }
    }

    private static void refresh(Needs needs) {
        wakeIf(needs.mappings().refresh(), needs);
    }

    private static void reload(Needs needs) {
        wakeIf(needs.mappings().reload(), needs);
    }

    /** Other rules may heal what was refused for its set-up. */
    private static void wakeIf(boolean changed, Needs needs) {
        if (changed) {
            needs.ledger().outbox().wake(needs.settings().text("connection.name"), CauseCode.Heals.BY_SETTINGS.name());
        }
    }
}
