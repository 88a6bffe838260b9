package org.harvestxero;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.operations.CamelEngine;
import org.harvestxero.operations.Engine;
import org.harvestxero.settings.Home;
import org.harvestxero.settings.Settings;
import org.harvestxero.settings.SettingsException;

/** The one place that knows how the parts fit together: makes every bean routes and commands name, and hands them to Camel. */
public final class Wiring implements Engine.Starter {
    private final Clock clock;

    public Wiring(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Engine start(Home home, Settings settings, Engine.Mode mode) {
        Ledger ledger = openLedger(settings);
        try {
            CamelContext context = new DefaultCamelContext();
            beans(home, settings, ledger).forEach(context.getRegistry()::bind);
            return CamelEngine.start(new CamelEngine.Parts(home, settings, context, List.of(ledger)), mode);
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    /** Bean name → bean, of all parts. */
    private Map<String, Object> beans(Home home, Settings settings, Ledger ledger) {
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("dataSource", ledger.dataSource());
        return beans;
    }

    private Ledger openLedger(Settings settings) {
        String url = settings.databaseUrl();
        try {
            return Ledger.open(
                    url,
                    settings.optional("database.user").orElse("sa"),
                    settings.optional("database.password").orElse(""),
                    clock);
        } catch (RuntimeException e) {
            throw new SettingsException("The database " + url + " could not be opened (" + rootCause(e)
                    + "): check database.url, database.user and database.password in "
                    + settings.origin("database.url"));
        }
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null
                ? cause.toString()
                : cause.getMessage().lines().findFirst().orElse("");
    }
}
