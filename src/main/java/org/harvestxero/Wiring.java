package org.harvestxero;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.Check;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.LeaderLock;
import org.harvestxero.api.SideException;
import org.harvestxero.api.Vitals;
import org.harvestxero.api.Warning;
import org.harvestxero.api.Warnings;
import org.harvestxero.billrun.ActiveAgreements;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;
import org.harvestxero.config.mapping.MappingSettings;
import org.harvestxero.config.mapping.MappingsFile;
import org.harvestxero.doctor.HolidaysCheck;
import org.harvestxero.doctor.MappingsCheck;
import org.harvestxero.doctor.RemoteChecks;
import org.harvestxero.monitoring.DiskRoom;
import org.harvestxero.monitoring.LogSetup;
import org.harvestxero.notification.Alert;
import org.harvestxero.runtime.Beside;
import org.harvestxero.runtime.CamelEngine;
import org.harvestxero.runtime.CommandRunner;
import org.harvestxero.runtime.Engine;
import org.harvestxero.store.ConnectionLock;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.harvestxero.store.connection.AlarmTable;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.store.database.UnfitDatabaseException;
import org.harvestxero.xero.XeroAccess;

/** The one place that knows how the parts fit together: makes every bean routes and commands name, and hands them to Camel. */
public final class Wiring implements Engine.Starter {
    private final Clock clock;
    private final LongSupplier nanos;
    private final Consumer<CamelContext> beforeStart;

    public Wiring(Clock clock) {
        this(clock, System::nanoTime, context -> {});
    }

    /**
     * @param nanos time that passes, whatever the clock shows
     * @param beforeStart sees each Camel context before its routes are loaded
     */
    Wiring(Clock clock, LongSupplier nanos, Consumer<CamelContext> beforeStart) {
        this.clock = clock;
        this.nanos = nanos;
        this.beforeStart = beforeStart;
    }

    @Override
    public Engine start(Home home, Settings settings, Engine.Mode mode, CommandRunner commands) {
        LogSetup.apply(settings);
        Store store = Store.unopened(
                settings.databaseUrl(),
                settings.optional("database.user").orElse("sa"),
                settings.optional("database.password").orElse(""),
                clock);
        Beside opening = Beside.begin("open-database", () -> open(store, settings));
        // Each connector asks Java for the certificates it trusts. While somebody holds them, they are read once.
        AtomicReference<SSLContext> certificates = new AtomicReference<>();
        if (mode != Engine.Mode.BEANS) {
            Beside.begin("load-certificates", () -> certificates.set(SSLContexts.createDefault()));
        }
        try {
            CamelContext context = new DefaultCamelContext();
            beforeStart.accept(context);
            store.fence().endsWhen(() -> context.getInflightRepository().size() == 0);
            Map<String, Object> beans = beans(home, settings, store, context);
            CamelEngine.Parts parts = new CamelEngine.Parts(
                    home,
                    settings,
                    clock,
                    context,
                    beans,
                    store.dataSource(),
                    part(beans, "work", CopyService.class),
                    part(beans, "billing", BillingService.class),
                    part(beans, "vitals", Vitals.class),
                    ownership(store.forConnection(settings.text("connection.name"))),
                    Consents.of(beans),
                    () -> checks(settings, context, beans),
                    () -> warnings(beans),
                    opening::await,
                    List.of(store));
            CamelEngine engine = CamelEngine.start(parts, mode, commands);
            store.whenLost(engine::databaseLost);
            return engine;
        } catch (RuntimeException e) {
            try (store) {
                opening.await(); // who can't use the database hears of that first
            }
            throw e;
        } finally {
            certificates.set(null);
        }
    }

    private List<Check> checks(Settings settings, CamelContext context, Map<String, Object> beans) {
        MappingsFile mappings = part(beans, "mappings", MappingsFile.class);
        List<Check> checks = new ArrayList<>();
        checks.add(Check.local("mappings", () -> MappingsCheck.findings(mappings.file())));
        ActiveAgreements activeAgreements = part(beans, "agreements", ActiveAgreements.class);
        checks.add(Check.local(
                "holidays",
                () -> HolidaysCheck.findings(
                        activeAgreements.holidays(),
                        activeAgreements.refresh(),
                        LocalDate.now(clock).getYear())));
        checks.addAll(RemoteChecks.of(new RemoteChecks.Needs(
                settings,
                clock,
                context.createProducerTemplate(),
                part(beans, "xeroAccess", XeroAccess.class),
                MappingSettings.options(settings),
                mappings::rules,
                part(beans, "agreements", ActiveAgreements.class))));
        return checks;
    }

    /** What an operator should know though everything runs. */
    private static List<Warning> warnings(Map<String, Object> beans) {
        List<Warning> warnings = new ArrayList<>();
        part(beans, "mappings", MappingsFile.class)
                .refusal()
                .ifPresent(refusal -> warnings.add(new Warning(
                        "The edited mappings are not in force, the last good ones are: " + refusal,
                        "Correct the file; it is read again with the next cycle.")));
        part(beans, "agreements", ActiveAgreements.class)
                .warnings()
                .forEach(words -> warnings.add(new Warning(
                        words, "Correct the file; it is read again with the next look for periods to bill.")));
        part(beans, "xeroAccess", XeroAccess.class)
                .warning()
                .ifPresent(words -> warnings.add(new Warning(
                        words, "As it says; what waits for the right goes on with the next cycle after that.")));
        return warnings;
    }

    /** Bean name → bean, of all parts. */
    private Map<String, Object> beans(Home home, Settings settings, Store store, CamelContext context) {
        ConnectionStore connection = store.forConnection(settings.text("connection.name"));
        Map<String, Object> beans =
                new LinkedHashMap<>(BusinessWiring.make(home, settings, store, context, clock, nanos));
        beans.put("dataSource", store.dataSource());
        beans.put("databaseMeters", store.poolMeters());
        Warnings warnings = new Warnings();
        beans.put("warnings", warnings);
        beans.putAll(NotificationWiring.make(
                settings,
                () -> part(beans, "work", CopyService.class),
                () -> part(beans, "people", BillingDesk.class).reviews(),
                () -> alerts(connection, warnings),
                new NotificationRecords(connection.notices())));
        return beans;
    }

    private static List<Alert> alerts(ConnectionStore store, Warnings warnings) {
        store.alarms()
                .warnings(warnings.now().stream()
                        .map(warning -> new AlarmTable.Warning(warning.sentence(), warning.remedy()))
                        .toList());
        return store.alarms().standing().stream()
                .map(alarm -> new Alert(alarm.id(), alarm.stops(), alarm.sentence(), alarm.remedy()))
                .toList();
    }

    private static <T> T part(Map<String, Object> beans, String name, Class<T> type) {
        Object bean = beans.get(name);
        if (!type.isInstance(bean)) {
            throw new IllegalStateException("The bean " + name + " is not a " + type.getSimpleName() + " but " + bean);
        }
        return type.cast(bean);
    }

    private static LeaderLock ownership(ConnectionStore store) {
        ConnectionLock lock = new ConnectionLock(store);
        return new LeaderLock() {
            @Override
            public String connection() {
                return store.connection();
            }

            @Override
            public boolean take() {
                return lock.take();
            }

            @Override
            public void giveBack() {
                lock.giveBack();
            }

            @Override
            public Optional<String> overtaken() {
                return store.fence().overtaken();
            }

            @Override
            public boolean isEnding() {
                return store.fence().isEnding();
            }
        };
    }

    private static void open(Store store, Settings settings) {
        String refused = "The database " + settings.databaseAddress() + " could not be opened (";
        try {
            store.open();
        } catch (UnfitDatabaseException e) {
            String sentence = refused + e.getMessage() + "): " + e.remedy();
            throw e.isPassing() ? new SideException(sentence, e) : new SettingsException(sentence);
        } catch (RuntimeException e) {
            Optional<DiskRoom> full = DiskRoom.of(settings)
                    .filter(room -> room.isFull() || room.nearlyFull().isPresent());
            if (full.isPresent()) {
                String why = DatabaseTrouble.shortOfRoom(e).isPresent() ? "" : " (" + rootCause(e) + ")";
                throw new SideException(
                        "The database " + settings.databaseAddress() + " is not opened" + why + ": only "
                                + full.get().freeBytes() / 1_000_000 + " MB are free below "
                                + full.get().folder() + "; make room there, then start again.",
                        e);
            }
            throw new SettingsException(refused + rootCause(e)
                    + "): check database.url, database.user and database.password, and that the server runs.");
        }
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return message.lines().findFirst().orElse("");
    }
}
