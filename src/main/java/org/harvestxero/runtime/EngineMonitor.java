package org.harvestxero.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ManagementAgent;
import org.apache.camel.spi.Registry;
import org.harvestxero.monitoring.ConnectionControl;
import org.harvestxero.monitoring.ConnectionEvents;
import org.harvestxero.monitoring.ConsentHealth;
import org.harvestxero.monitoring.DatabaseHealth;
import org.harvestxero.monitoring.DatabaseLook;
import org.harvestxero.monitoring.DiskHealth;
import org.harvestxero.monitoring.DiskRoom;
import org.harvestxero.monitoring.LeadHealth;
import org.harvestxero.monitoring.PauseHealth;
import org.harvestxero.monitoring.ProgressFigures;
import org.harvestxero.monitoring.ProgressHealth;
import org.harvestxero.monitoring.ReconcileHealth;
import org.harvestxero.monitoring.SparseFigures;
import org.harvestxero.monitoring.VitalsFigures;
import org.harvestxero.monitoring.VitalsGauges;
import org.harvestxero.runtime.route.RouteDeployer;
import org.jspecify.annotations.Nullable;

/** Shows how the engine is doing: health, metrics, and the MBean that operators see. */
final class EngineMonitor {
    private static final Duration DATABASE_ANSWERS_WITHIN = Duration.ofSeconds(1);

    private final EngineParts parts;
    private final DatabaseLook database;
    private final VitalsFigures figures;
    private final ProgressFigures progressFigures;
    private volatile @Nullable ConnectionEvents events;

    EngineMonitor(EngineParts parts) {
        this.parts = parts;
        this.database = new DatabaseLook(
                parts.database().dataSource(),
                parts.settings().databaseUrl().startsWith("jdbc:h2:"),
                DATABASE_ANSWERS_WITHIN,
                parts.context().getExecutorServiceManager().newSingleThreadExecutor(this, "database-look"));
        this.figures = new VitalsFigures(parts.observed().vitals(), database::answers, parts.clock());
        this.progressFigures = new ProgressFigures(parts.observed().progress());
    }

    /** Tells JMX listeners at once what changed. */
    void look() {
        Optional.ofNullable(events).ifPresent(ConnectionEvents::look);
    }

    /** Whether the database can be asked now; returns within a second. */
    boolean databaseAnswers() {
        return database.answers();
    }

    /** Called before Camel starts, since Camel looks for health checks by their type then. */
    void bindHealth() {
        Registry registry = parts.context().getRegistry();
        registry.bind("database-health", new DatabaseHealth(database::answers));
        registry.bind("cycle-health", new ProgressHealth(parts.observed().progress()));
        registry.bind("consent-health", new ConsentHealth(figures::isConsentDead));
        registry.bind(
                "pause-health",
                new PauseHealth(database::answers, parts.observed().vitals()::pause));
        registry.bind(
                "reconcile-health",
                new ReconcileHealth(database::answers, parts.observed().vitals()::reconciled));
        registry.bind("lead-health", new LeadHealth(parts.database().leaderLock()));
        parts.observed().room().ifPresent(room -> registry.bind("disk-health", new DiskHealth(room)));
    }

    /** @param opened takes what is to be closed with the engine */
    void publish(PrometheusMeterRegistry metrics, Consumer<AutoCloseable> opened) {
        String connection = parts.settings().text("connection.name");
        new VitalsGauges(figures).publish(metrics, connection);
        metrics.getPrometheusRegistry().register(new SparseFigures(figures, connection));
        parts.observed().meters().forEach(meters -> meters.bindTo(metrics));
        parts.observed()
                .room()
                .ifPresent(room -> Gauge.builder("harvestxero.disk.free.bytes", room, DiskRoom::freeBytes)
                        .description("Bytes free where the database's file grows; below disk.reserve nothing is sent")
                        .tag("connection", connection)
                        .strongReference(true)
                        .register(metrics));
        progressFigures.publish(metrics, connection);
        new JvmMemoryMetrics().bindTo(metrics);
        JvmGcMetrics collections = new JvmGcMetrics();
        opened.accept(collections);
        collections.bindTo(metrics);
        new JvmThreadMetrics().bindTo(metrics);
        new FileDescriptorMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        new UptimeMetrics().bindTo(metrics);
    }

    /** @param opened takes what is to be closed with the engine */
    void offerJmx(Engine engine, RouteDeployer deployer, Consumer<AutoCloseable> opened) throws Exception {
        CamelContext context = parts.context();
        String connection = parts.settings().text("connection.name");
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        if (agent == null) {
            return;
        }
        ObjectName name = new ObjectName("org.harvestxero:type=Connection,name=" + ObjectName.quote(connection));
        ConnectionEvents telling = new ConnectionEvents(
                connection,
                name,
                parts.observed().vitals(),
                database::answers,
                parts.observed().progress(),
                parts.clock(),
                () -> context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "jmx-events"));
        opened.accept(telling);
        events = telling;
        agent.register(
                ConnectionControl.mbean(
                        new ConnectionControl.Parts(
                                engine.copyService(),
                                parts.observed().vitals(),
                                figures,
                                progressFigures,
                                () -> engine.people().reviews(),
                                deployer,
                                engine::warnings,
                                () -> engine.events().hooks(),
                                () -> parts.observed()
                                        .room()
                                        .map(DiskRoom::freeBytes)
                                        .orElse(-1L),
                                parts.clock()),
                        telling),
                name);
    }
}
