package org.harvestxero.console.page;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.harvestxero.api.AssistantLog;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.BooksDesk;
import org.harvestxero.api.Check;
import org.harvestxero.api.Consent;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.MendDesk;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.Payroll;
import org.harvestxero.api.Proposals;
import org.harvestxero.api.Reconciliations;
import org.harvestxero.api.SetupDesk;
import org.harvestxero.api.Vitals;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsFile;

/** What the pages ask: the same as the command line and JMX. @param assistants empty where none are let in */
public record Desk(Work work, Watch watch, Site site, Sides sides, Setup setup, Optional<Assistants> assistants) {
    /** What people see and decide. */
    public record Work(
            CopyService copyService,
            BillingDesk people,
            Reconciliations reconciliations,
            BillingService billing,
            MendDesk mend) {}

    /**
     * How the process is doing.
     *
     * @param warnings what an operator should know though everything runs
     * @param databaseAnswers whether the database can be asked now; returns within a second
     * @param works whether this process works the connection, and not only stands by
     */
    public record Watch(
            Vitals vitals, Supplier<List<String>> warnings, BooleanSupplier databaseAnswers, BooleanSupplier works) {}

    /** What both sides' books say of each other, and what is done about it. */
    public record Sides(BooksDesk books, OverdueDesk overdue, ContactDesk contacts, Payroll payroll) {}

    /**
     * What a connection is set up with.
     *
     * @param checks those of {@code doctor}, made anew each time
     * @param consents the sides a person connects by consent
     * @param startAgain ends the program, so that it starts again with the settings as they are then
     */
    public record Setup(
            SetupDesk desk,
            SettingsFile file,
            Supplier<List<Check>> checks,
            List<Consent> consents,
            Runnable startAgain) {
        public Setup {
            consents = List.copyOf(consents);
        }
    }

    /** What assistants propose and asked. */
    public record Assistants(Proposals proposals, AssistantLog log) {}

    /** Where it runs. @param zones the zone in which people's days begin and times are told, as of now */
    public record Site(Settings settings, Clock clock, Supplier<ZoneId> zones) {
        public ZoneId zone() {
            return zones.get();
        }

        public String connection() {
            return settings.text("connection.name");
        }
    }
}
