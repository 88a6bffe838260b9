package org.harvestxero.runtime;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.api.Warning;
import org.harvestxero.http.MissingRouteException;
import org.harvestxero.runtime.route.RouteDeployer;
import org.jspecify.annotations.Nullable;

/** What an operator should know although everything runs: about leadership, about edited routes, and what the wiring adds. */
final class EngineWarnings {
    private final EngineParts parts;
    private volatile @Nullable RouteDeployer routes;

    EngineWarnings(EngineParts parts) {
        this.parts = parts;
    }

    /** The routes that run from now on. */
    void of(RouteDeployer routes) {
        this.routes = routes;
    }

    List<Warning> all() {
        List<Warning> warnings = new ArrayList<>();
        parts.database()
                .leaderLock()
                .overtaken()
                .ifPresent(why -> warnings.add(new Warning(
                        "This process stands by: " + why,
                        "Nothing: it is a candidate again once all it had under way has ended.")));
        RouteDeployer running = routes;
        if (running != null) {
            warnings.addAll(ofRoutes(running));
            new NeededRoutes(parts.home(), parts.settings())
                    .lacking(parts.context().getRoutes().stream()
                            .map(route -> route.getEndpoint().getEndpointUri()))
                    .forEach(lack -> warnings.add(new Warning(lack + ".", MissingRouteException.REMEDY)));
        }
        warnings.addAll(parts.findings().warnings().get());
        return warnings;
    }

    private static List<Warning> ofRoutes(RouteDeployer routes) {
        List<Warning> warnings = new ArrayList<>();
        routes.refusal()
                .ifPresent(refusal -> warnings.add(new Warning(
                        "Edited routes are not live: " + refusal.getMessage(),
                        "Correct the file; it is in force within seconds then.")));
        routes.told()
                .forEach(
                        told -> warnings.add(
                                new Warning(
                                        told,
                                        "Change the files in routes/ as it says, or leave them as they are if that is meant; it counts within seconds.")));
        return warnings;
    }
}
