package org.harvestxero.runtime;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.SettingsException;
import org.harvestxero.runtime.route.RouteCheck;
import org.harvestxero.runtime.route.RouteCheckCache;
import org.harvestxero.runtime.route.RouteDeployer;
import org.harvestxero.runtime.route.RouteFiles;
import org.harvestxero.runtime.route.RoutePolicy;
import org.harvestxero.runtime.route.RouteRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Picks the route files to start with, and checks them unless they are those that passed last. */
final class RouteSelection {
    private static final Logger LOG = LoggerFactory.getLogger(RouteSelection.class);
    private static final String ROUTES = "routes";

    private final EngineParts parts;
    private final RoutePolicy policy;
    private final RouteCheck check;
    private final LastGood lastGood;

    RouteSelection(EngineParts parts, RoutePolicy policy, RouteCheck check) {
        this.parts = parts;
        this.policy = policy;
        this.check = check;
        this.lastGood = LastGood.in(parts.home());
    }

    /**
     * The route files to start with.
     *
     * @param refused why they are the last good ones and not those in the folder; null when they are those
     * @param instead those in the folder then; null when they can't be read
     */
    record Chosen(
            RouteFiles files,
            @Nullable RouteRefusedException refused,
            @Nullable RouteFiles instead) {}

    /**
     * The files in the folder, or the last good ones when those can't be run. The usual ones, which are the last good ones, are
     * checked while the routes are built; edited ones before that.
     */
    Chosen choose() {
        RouteFiles kept = RouteFiles.of(parts.home().routes(), lastGood.texts(ROUTES));
        RouteFiles read = null;
        try {
            read = RouteFiles.read(parts.home().routes());
            if (!kept.texts().isEmpty() && !read.equals(kept)) {
                checkOnce(read, kept);
            }
            return new Chosen(read, null, null);
        } catch (RouteRefusedException e) {
            if (kept.texts().isEmpty()) {
                throw refused(e);
            }
            LOG.error("Routes refused, their last good version in {} runs: {}", lastGood.folder(), e.getMessage());
            return new Chosen(kept, e, read);
        }
    }

    /** Where not even the last good ones can run, the reason told is that of the files in the folder. */
    void check(Chosen chosen) {
        try {
            checkOnce(chosen.files(), null);
        } catch (RouteRefusedException e) {
            RouteRefusedException first = chosen.refused();
            throw refused(first == null ? e : first);
        }
    }

    /** Makes the deployer that keeps the chosen files live; where they aren't those in the folder, it reports why. */
    RouteDeployer deployer(CamelContext context, Chosen chosen) {
        RouteDeployer routes = new RouteDeployer(context, check, chosen.files(), this::keep);
        if (chosen.refused() != null) {
            routes.begin(chosen.instead(), chosen.refused());
        }
        return routes;
    }

    private void checkOnce(RouteFiles files, @Nullable RouteFiles ran) {
        Optional<String> mark = RouteCheckCache.mark(files, parts.settings().placeholders(), parts.beans(), policy);
        RouteCheckCache before = new RouteCheckCache(parts.home());
        if (mark.isPresent() && before.passed(mark.get())) {
            return;
        }
        check.check(files, ran);
        mark.ifPresent(before::remember);
    }

    private SettingsException refused(RouteRefusedException e) {
        return new SettingsException("The route file " + parts.home().routes().resolve(e.file()) + " can't be run: "
                + e.reason() + ". Correct it and start again.");
    }

    /** Remembers files that run, for a later start to fall back on. */
    void keep(RouteFiles files) {
        lastGood.keepAll(ROUTES, files.named());
    }
}
