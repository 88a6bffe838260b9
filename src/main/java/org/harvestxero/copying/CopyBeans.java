package org.harvestxero.copying;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.Made;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.CopyOptions;
import org.harvestxero.mappings.MappingSettings;
import org.harvestxero.mappings.MappingsFile;
import org.harvestxero.operations.ClockWatch;
import org.harvestxero.operations.Progress;
import org.harvestxero.settings.Settings;
import org.harvestxero.xero.XeroGate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the beans the copying routes name. */
public final class CopyBeans {
    private static final Logger LOG = LoggerFactory.getLogger(CopyBeans.class);

    /** Of a minute. */
    private static final double QUARTERS = 4;

    private CopyBeans() {}

    /**
     * What copying needs from the other parts.
     *
     * @param routes sends to {@code direct:} routes
     * @param shortOfRoom why nothing may be begun for want of room on the disk; empty while there is enough
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
            Supplier<Optional<String>> shortOfRoom,
            ClockWatch clockWatch,
            Supplier<@Nullable Instant> tokenExpires,
            Runnable askAnew) {}

    /** What this process did since it began, so that an increase is one. */
    private static MeterBinder made(String connection, Made made) {
        return registry -> {
            FunctionCounter.builder("harvestxero.documents.copied", made, Made::copied)
                    .description("Documents that came to stand in Xero by this process's doing")
                    .tag("connection", connection)
                    .register(registry);
            FunctionCounter.builder("harvestxero.failures", made, Made::failures)
                    .description("Documents this process found failed, each try counted")
                    .tag("connection", connection)
                    .register(registry);
            FunctionCounter.builder("harvestxero.duplicates.prevented", made, Made::duplicatesPrevented)
                    .description("Duplicates this process prevented")
                    .tag("connection", connection)
                    .register(registry);
        };
    }

    public static Map<String, Object> make(Needs needs) {
        Settings settings = needs.settings();
        Ledger ledger = needs.ledger();
        Clock clock = needs.clock();
        String connection = settings.text("connection.name");
        CopyOptions options = MappingSettings.options(settings);
        ServerTime harvestTime = new ServerTime(clock);
        ServerTime xeroTime = new ServerTime(clock);

        SettingsCache cache = new SettingsCache(
                connection,
                ledger,
                clock,
                () -> options.trackingCategory() != null
                        || needs.mappings().rules().usesTracking()
                        || ledger.drafts().useTracking(connection),
                () -> needs.mappings().rules().usesBrandingThemes());
        ProjectReading projects = new ProjectReading(connection, ledger, needs.mappings()::rules);
        Contexts contexts = new Contexts(connection, ledger, cache, needs.mappings()::rules, options, projects);
        Inputs inputs = new Inputs(connection, ledger, cache, clock);
        Deciders.Common common = new Deciders.Common(settings, ledger, cache, contexts, inputs, progress(needs), clock);
        Deciders deciders = Deciders.make(common);
        Outcomes outcomes = deciders.outcomes();
        Sending sending = deciders.sending();
        sending.leavesUnless(needs.shortOfRoom());
        sending.looksAtClock(needs.clockWatch()::look);
        ledger.fence().whenLeading(sending::forget);
        Looking looking = new Looking(connection, ledger, outcomes, sending, xeroTime, clock);
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
                common.progress(),
                deciders.payments()::toRead,
                callCount,
                needs.shortOfRoom(),
                clock);
        CopyVitals vitals =
                new CopyVitals(connection, ledger, needs.xeroGate(), callCount, needs.tokenExpires(), needs.clock());

        needs.clockWatch().onJump(harvestTime::jumped);
        needs.clockWatch().onJump(xeroTime::jumped);
        needs.clockWatch().onJump(by -> {
            if (by.isNegative()) {
                ledger.waits().forgetAges(connection, Instant.EPOCH);
                ledger.waits().end(connection, clock.instant(), clock.instant());
                cache.reread();
            }
        });

        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("copyMeters", made(connection, ledger.made()));
        beans.put("settingsCache", cache);
        beans.put("recording", deciders.recording());
        beans.put("projectReading", projects);
        beans.put("invoicePlanning", deciders.planning());
        beans.put(
                "billedPlanning",
                new BilledPlanning(connection, ledger, contexts, deciders.clients(), deciders.refusals(), clock));
        beans.put("refusals", deciders.refusals());
        beans.put("invoiceEditing", deciders.editing());
        beans.put("paymentPlanning", deciders.payments());
        beans.put("writeOffs", deciders.writeOffs());
        beans.put("reopenings", deciders.reopenings());
        beans.put("noteFinding", deciders.notes());
        beans.put("creditBalances", deciders.balances());
        beans.put("trackingOptions", deciders.options());
        beans.put("unexplainedMoney", deciders.money());
        beans.put("sending", sending);
        beans.put("answers", new Answers(sending));
        beans.put("outcomes", outcomes);
        beans.put("looking", looking);
        beans.put("takenNumbers", deciders.taken());
        beans.put("retries", deciders.retries());
        beans.put("contactCompletion", new ContactCompletion(connection, ledger, deciders.clients(), clock));
        beans.put("xeroContacts", new ContactList(connection, ledger));
        beans.put(
                "listings",
                new Listings(
                        connection, ledger, settings.date("copy.since").orElse(null), inputs, harvestTime, xeroTime));
        beans.put("following", deciders.following());
        beans.put("sweeping", deciders.sweeping());
        beans.put(
                "keptBodies",
                new KeptBodies(
                        connection, ledger, settings.number("audit.days"), settings.number("audit.megabytes"), clock));
        beans.put("accountReading", new AccountReading(connection, ledger, contexts, clock));
        Rehearsal rehearsal = new Rehearsal(
                connection,
                ledger,
                needs.routes(),
                () -> Deciders.make(common),
                cycle::hasInputs,
                common.progress(),
                clock);
        beans.put("rehearsal", rehearsal);
        beans.put("progress", common.progress());
        beans.put("cycle", cycle);
        beans.put("roomLook", (Runnable) cycle::lookAtRoom);
        beans.put("vitals", vitals);
        beans.put(
                "work",
                new CopyWork(new CopyWork.Parts(
                        connection,
                        ledger,
                        clock,
                        needs.routes(),
                        cycle,
                        deciders.planning(),
                        cache,
                        deciders.reports(),
                        vitals,
                        deciders.money(),
                        rehearsal,
                        common.progress(),
                        needs.harvestGate(),
                        needs.xeroGate(),
                        () -> reload(needs))));
        return beans;
    }

    /** What people can't be told now stands all the same and is told with the next look. */
    private static void tell(Needs needs) {
        try {
            needs.routes().sendBody("direct:notify", null);
        } catch (RuntimeException e) {
            LOG.warn("Could not tell anybody at once", e);
        }
    }

    private static Progress progress(Needs needs) {
        int reserve = needs.settings().number("xero.day-reserve");
        double harvest = needs.settings().number("harvest.calls-per-15-seconds") * QUARTERS;
        double xero = needs.settings().number("xero.calls-per-minute");
        return new Progress(
                System::nanoTime,
                () -> needs.harvestGate().callsMade() + needs.xeroGate().callsMade(),
                () -> {
                    OptionalInt today = needs.xeroGate().callsLeftToday();
                    return new Progress.Limits(
                            harvest,
                            xero,
                            today.isPresent() ? OptionalInt.of(Math.max(0, today.getAsInt() - reserve)) : today);
                });
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
