package org.harvestxero.runtime;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.harvestxero.api.AssistantRecords;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.BooksDesk;
import org.harvestxero.api.Check;
import org.harvestxero.api.Consent;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.Events;
import org.harvestxero.api.LeaderLock;
import org.harvestxero.api.MendDesk;
import org.harvestxero.api.MonthEnd;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.Payroll;
import org.harvestxero.api.Progress;
import org.harvestxero.api.Reconciliations;
import org.harvestxero.api.SetupDesk;
import org.harvestxero.api.StartingOver;
import org.harvestxero.api.Vitals;
import org.harvestxero.api.Warning;
import org.harvestxero.api.Warnings;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.console.session.Sessions;
import org.harvestxero.monitoring.DiskRoom;

/**
 * What an engine is made of.
 *
 * @param beans what routes name, by the names they use
 */
public record EngineParts(
        Site site,
        Map<String, Object> beans,
        Services services,
        Observed observed,
        Findings findings,
        Database database) {
    public EngineParts {
        beans = Map.copyOf(beans);
    }

    /**
     * Where it runs.
     *
     * @param zone in which people's days begin and times are told
     * @param context not started; the beans are bound there
     * @param bounds of the server that listens
     * @param signedIn who is signed in to the console since before; empty for nobody
     */
    public record Site(
            Home home,
            Settings settings,
            Clock clock,
            Supplier<ZoneId> zone,
            CamelContext context,
            ServerBounds bounds,
            Optional<Sessions> signedIn) {}

    /** What people and routes may ask of it. */
    public record Services(
            CopyService copyService,
            BillingService billingService,
            Reconciliations reconciliations,
            OverdueDesk overdue,
            BillingDesk desk,
            ContactDesk contacts,
            MendDesk mend,
            StartingOver startingOver,
            List<Consent> consents,
            Events events,
            BooksDesk books,
            MonthEnd monthEnd,
            Payroll payroll,
            SetupDesk setup,
            AssistantRecords assistants) {
        public Services {
            consents = List.copyOf(consents);
        }
    }

    /**
     * What is watched while it runs.
     *
     * @param room empty where the database's file grows on no disk of this machine
     * @param clockWatch empty where nothing watches for jumps of the clock
     * @param roomLook looks each second how much room is left
     */
    public record Observed(
            Vitals vitals,
            Progress progress,
            Optional<DiskRoom> room,
            Optional<ClockWatch> clockWatch,
            Runnable roomLook,
            List<MeterBinder> meters) {
        public Observed {
            meters = List.copyOf(meters);
        }
    }

    /**
     * What is wrong, or might be.
     *
     * @param checks those of {@code doctor} beyond this machine; made for each run
     * @param warnings what an operator should know although everything runs; read each time
     * @param all these and the engine's own
     */
    public record Findings(Supplier<List<Check>> checks, Supplier<List<Warning>> warnings, Warnings all) {}

    /**
     * The database it works with.
     *
     * @param opened returns once the database can be used; throws when it can't
     * @param owned closed last, in this order
     */
    public record Database(DataSource dataSource, LeaderLock leaderLock, Runnable opened, List<AutoCloseable> owned) {
        public Database {
            owned = List.copyOf(owned);
        }
    }

    Home home() {
        return site.home();
    }

    Settings settings() {
        return site.settings();
    }

    Clock clock() {
        return site.clock();
    }

    CamelContext context() {
        return site.context();
    }
}
