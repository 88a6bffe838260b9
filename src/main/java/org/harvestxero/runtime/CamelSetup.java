package org.harvestxero.runtime;

import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.ManagementMBeansLevel;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.main.SimpleMain;
import org.harvestxero.config.ServerCertificate;
import org.harvestxero.monitoring.SharedDescriptions;
import org.harvestxero.runtime.route.RouteBoundary;
import org.harvestxero.runtime.route.RouteCheck;
import org.harvestxero.runtime.route.RouteLog;
import org.harvestxero.runtime.route.RoutePlaceholders;
import org.harvestxero.runtime.route.RoutePolicy;

/** Sets Camel up for this program before its routes are loaded. */
final class CamelSetup {
    /** Less than {@link StopWithin} allows in all. */
    private static final int STOP_WITHIN_SECONDS = 7;

    private final EngineParts parts;
    private final Engine.Mode mode;

    CamelSetup(EngineParts parts, Engine.Mode mode) {
        this.parts = parts;
        this.mode = mode;
    }

    /** Gives routes what they may use; their triggers rest until this process leads. */
    void prepare(RoutePolicy policy) {
        CamelContext context = parts.context();
        QuartzComponent quartz = new QuartzComponent();
        quartz.setAutoStartScheduler(false);
        if (!mode.serves()) {
            quartz.setProperties(RouteCheck.idleScheduler());
        }
        context.addComponent("quartz", quartz);
        RoutePlaceholders.useOnly(context, parts.settings().placeholders());
        RouteLog.use(context);
        RouteBoundary.drawn(context);
        policy.guard(context, parts.home().folder());
    }

    /** Not started. */
    SimpleMain main() {
        SimpleMain camel = new SimpleMain(parts.context());
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.setInitialProperties(parts.settings().placeholders());
        camel.configure()
                .withName("harvest-xero")
                .withShutdownTimeout(STOP_WITHIN_SECONDS)
                .withUseMdcLogging(false)
                .withJmxEnabled(mode.serves())
                // One MBean per step would take 15 MB; camel.main.jmxManagementMBeansLevel=Default shows them too.
                .withJmxManagementMBeansLevel(ManagementMBeansLevel.RoutesOnly)
                .withRoutesCollectorEnabled(false);
        if (mode.serves()) {
            parts.context()
                    .getCamelContextExtension()
                    .setManagementMBeanAssembler(new SharedDescriptions(parts.context()));
            camel.configure()
                    .httpManagementServer()
                    .withEnabled(true)
                    .withHost(parts.settings().text("http.host"))
                    .withPort(parts.settings().number("http.port"))
                    .withHealthCheckEnabled(true)
                    .withHealthPath("/health");
            camel.configure().metrics().withEnabled(true);
            if (parts.settings().text("http.metrics-detail").equals("slim")) {
                camel.setInitialProperties(withoutRouteMetrics(parts.settings().placeholders()));
            }
        }
        camel.configure().setStartupSummaryLevel(StartupSummaryLevel.Off);
        return camel;
    }

    /** Camel's management server finds it and uses it; otherwise it would start one without bounds. */
    BoundedServer addServer() {
        BoundedServer bounded = BoundedServer.listening(
                parts.settings().text("http.host"),
                parts.settings().number("http.port"),
                parts.site().bounds(),
                ServerCertificate.of(parts.settings()).map(ServerTls::new));
        try {
            parts.context().addService(bounded);
            return bounded;
        } catch (Exception e) {
            throw new IllegalStateException("Nobody can serve health, metrics and control", e);
        }
    }

    /** Camel takes these from properties only; a value that somebody set by hand stands. */
    private static Properties withoutRouteMetrics(Properties properties) {
        for (String each : List.of("enableRoutePolicy", "enableExchangeEventNotifier", "enableRouteEventNotifier")) {
            properties.putIfAbsent("camel.metrics." + each, "false");
        }
        return properties;
    }
}
