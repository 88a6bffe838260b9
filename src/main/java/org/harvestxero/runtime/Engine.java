package org.harvestxero.runtime;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.BooksDesk;
import org.harvestxero.api.Check;
import org.harvestxero.api.Consent;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.Events;
import org.harvestxero.api.MendDesk;
import org.harvestxero.api.MonthEnd;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.Payroll;
import org.harvestxero.api.Reconciliations;
import org.harvestxero.api.SetupDesk;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.console.Console;

/** The wired program, from beans alone up to everything running. */
public interface Engine extends AutoCloseable {
    Home home();

    Settings settings();

    /** In which people's days begin and times are told: time-zone, or else the organisation's in Xero once that is known. */
    ZoneId zone();

    CopyService copyService();

    BillingService billingService();

    Reconciliations reconciliations();

    /** What happened, and who was told of it. */
    Events events();

    /** What people look up of both sides' books. */
    BooksDesk books();

    /** Invoices that are not paid when they are due. */
    OverdueDesk overdue();

    /** What goes into journals at the end of a month. */
    MonthEnd monthEnd();

    /** Hours as timesheets of payroll: pay data. */
    Payroll payroll();

    /** What people review, explain and replay. */
    BillingDesk people();

    /** What people decide about clients and contacts. */
    ContactDesk contacts();

    /** What people put right so that failed copies go on. */
    MendDesk mend();

    /** The checks of {@code doctor}, those of all parts included. */
    List<Check> checks();

    /** The sides a person connects by consent; empty when none needs it. */
    List<Consent> consents();

    /**
     * Closes the links to the former organisation and Harvest account and starts over with those that the settings open now.
     *
     * @return what was done, in sentences
     * @throws org.harvestxero.config.SettingsException while a process works the connection
     */
    String startOver(String who);

    /** @throws org.harvestxero.config.SettingsException while a process works the connection, this one included */
    void mayStartOver();

    /** Whether routes run, so that Harvest and Xero can be called. */
    boolean routesRun();

    /** The process that serves with this engine; empty in one that only carries out a command. */
    Optional<RunningProcess> running();

    /** What people work with in a browser; empty where settings don't ask for it, or nothing is served. */
    default Optional<Console> console() {
        return Optional.empty();
    }

    /** What an operator should know though everything runs, such as an edited route that was refused. */
    List<String> warnings();

    /** Shows on the line how far the work has come, from now on. */
    default void showProgress(ProgressLine line) {}

    /** What people ask while they set the connection up. */
    SetupDesk setup();

    /** Blocks until the process is told to stop, or to start again. */
    void awaitStop() throws InterruptedException;

    /** Whether {@link #awaitStop} ended because somebody wants it to start again with the settings as they are now. */
    default boolean startsAgain() {
        return false;
    }

    /** Lets exchanges in flight finish, then stops. */
    @Override
    void close();

    /** How much of the program is started. */
    enum Mode {
        /** Beans and database; no route runs. */
        BEANS,
        /** Also the routes, without their triggers: work is started by commands. */
        ROUTES,
        /** Everything, but the connection is never worked: no trigger fires. */
        STANDBY,
        /** Everything: triggers, loopback server, live routes. */
        RUN;

        /** Whether the loopback server listens and route edits are live. */
        boolean serves() {
            return this == STANDBY || this == RUN;
        }
    }

    /** Starts engines; the wiring implements it. */
    interface Starter {
        /**
         * @param commands carries out what other processes of this home ask for, once it runs
         * @throws org.harvestxero.config.SettingsException when settings, a route or the home can't be used; nothing is left
         *     running then
         */
        Engine start(Home home, Settings settings, Mode mode, CommandRunner commands);

        /** Ends an engine and starts another one in its place; who was signed in to its console stays so. */
        default Engine again(Engine former, Settings settings, Mode mode, CommandRunner commands) {
            former.close();
            return start(former.home(), settings, mode, commands);
        }
    }
}
