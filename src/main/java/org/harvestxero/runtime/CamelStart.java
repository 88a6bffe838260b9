package org.harvestxero.runtime;

import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMain;
import org.harvestxero.config.SettingsException;
import org.harvestxero.monitoring.ProgressWatch;
import org.harvestxero.runtime.route.RouteCheck;
import org.harvestxero.runtime.route.RouteDeployer;
import org.harvestxero.runtime.route.RoutePolicy;
import org.jspecify.annotations.Nullable;

/** Starts Camel with the chosen routes. */
final class CamelStart {
    private final EngineParts parts;
    private final Engine.Mode mode;
    private final RoutePolicy policy;
    private final EngineMonitor monitor;

    CamelStart(EngineParts parts, Engine.Mode mode, RoutePolicy policy, EngineMonitor monitor) {
        this.parts = parts;
        this.mode = mode;
        this.policy = policy;
        this.monitor = monitor;
    }

    /**
     * What runs then.
     *
     * @param server null in a process that listens nowhere
     */
    record Started(RouteDeployer routes, @Nullable BoundedServer server) {}

    /** @throws SettingsException when the loopback server could not listen */
    void checkPort() {
        if (mode.serves()) {
            ListenAddress.of(parts.settings()).problem().ifPresent(problem -> {
                throw new SettingsException(problem + ": set http.port in "
                        + parts.home().properties() + " to a free one, or stop the other program.");
            });
        }
    }

    /**
     * Builds the routes while they are checked; none is started before they have passed and the database is open.
     *
     * @param closing gets what is to be closed with the engine
     */
    Started start(RouteSelection selection, RouteSelection.Chosen chosen, BackgroundTask checking, CloseStack closing) {
        CamelContext context = parts.context();
        CamelSetup setup = new CamelSetup(parts, mode);
        setup.prepare(policy);
        RouteDeployer routes = selection.deployer(context, chosen);
        BoundedServer server = null;
        if (mode.serves()) {
            server = setup.addServer();
            monitor.bindHealth();
        }
        SimpleMain camel = setup.main();
        camel.addMainListener(loading(routes));
        closing.push(parts.database().leaderLock()::giveBack); // after the last exchange has ended
        closing.push(camel::stop);
        camel.init();
        context.init();
        parts.database().opened().run();
        parts.home().closeToOthers(); // the database's file, which may have been made just now
        checking.await();
        selection.keep(chosen.files());
        camel.start();
        watchProgress(context);
        return new Started(routes, server);
    }

    private static MainListenerSupport loading(RouteDeployer routes) {
        return new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport main) {
                try {
                    routes.load();
                } catch (Exception e) {
                    throw new SettingsException("Could not load the routes: " + RouteCheck.reason(e));
                }
            }
        };
    }

    private void watchProgress(CamelContext context) {
        try {
            context.addService(new ProgressWatch(context, parts.observed().progress(), System::nanoTime));
        } catch (Exception e) {
            throw new IllegalStateException("Nobody can watch how far the work comes", e);
        }
    }
}
