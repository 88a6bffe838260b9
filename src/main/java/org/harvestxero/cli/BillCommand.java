package org.harvestxero.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillReport.Outcome;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.BillRequest.Manner;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.UnbilledReport;
import org.harvestxero.billing.calendar.WantedPeriod;
import org.harvestxero.comparison.ReplayReport;
import org.harvestxero.config.SettingsException;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bill",
        description = {
            "Bills the periods that are due, by the agreements in agreements/, and sends what needs no review.",
            "A period is billed once: asked for again, it shows what a new bill would change."
        })
final class BillCommand implements Callable<Integer> {
    /** What looks at agreements, and at what they rest on. */
    private static final Set<String> AGREEMENTS = Set.of("agreements", "holidays");

    private final Session session;

    @Option(
            names = "--period",
            paramLabel = "PERIOD",
            description = "This period, due or not: " + WantedPeriod.FORMS + ", the one that closed last.")
    @Nullable
    String period;

    @Option(names = "--client", paramLabel = "NAME", description = "Only this client, by its name or id in Harvest.")
    @Nullable
    String client;

    @Option(
            names = "--credit-and-rebill",
            paramLabel = "NUMBER",
            description =
                    "Take this invoice, or that of a draft such as D12, back with a credit note, and bill its period anew.")
    @Nullable
    String credit;

    @Option(
            names = "--even-if-equal",
            description = "With --credit-and-rebill: also when the new bill would come to the same.")
    boolean evenIfEqual;

    @Option(
            names = "--ready",
            description =
                    "Bill only the work that is marked as ready in Harvest (bill.trigger), each mark once; its drafts go to review.")
    boolean ready;

    /** How seriously it is meant. */
    static final class How {
        @Option(
                names = "--dry-run",
                description = "Store and send nothing; show drafts, what is not billed, and the proof.")
        boolean dryRun;

        @Option(
                names = "--shadow",
                description =
                        "Store the drafts to be looked at only: they never leave, and the period still counts as open.")
        boolean shadow;

        @Option(
                names = "--check",
                description = "Bill nothing; hold every name in the agreements against Harvest and Xero.")
        boolean check;

        @Option(
                names = "--unbilled",
                description =
                        "Bill nothing; list the work of the last 12 months that is billed nowhere, by client and reason.")
        boolean unbilled;
    }

    @ArgGroup
    How how = new How();

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    BillCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (how.check) {
            return DoctorCommand.look(
                    session,
                    session.engine(Engine.Mode.ROUTES).checks().stream()
                            .filter(check -> AGREEMENTS.contains(check.name()))
                            .toList(),
                    json);
        }
        if (how.unbilled) {
            return unbilled();
        }
        if (ready && (period != null || credit != null || how.shadow)) {
            session.err().println("--ready goes with --client, --dry-run and --json only.");
            return 2;
        }
        if (period != null) {
            isPeriod(period);
        }
        session.settings().requireForCopying(LocalDate.now(session.clock()));
        Engine engine = session.engine(Engine.Mode.ROUTES);
        Manner manner = how.dryRun ? Manner.DRY_RUN : how.shadow ? Manner.SHADOW : Manner.FOR_REAL;
        BillReport report = ready
                ? engine.billingService().ready(new BillRequest(null, client, manner), session.who())
                : billed(engine, manner);
        CycleReport sent = report.hasSomethingToSend() ? engine.copyService().once(session.who()) : null;
        print(report, sent, compared(engine, report));
        return sent == null ? report.exitCode() : Math.max(report.exitCode(), sent.exitCode());
    }

    private BillReport billed(Engine engine, Manner manner) {
        return credit == null
                ? engine.billingService().bill(new BillRequest(period, client, manner), session.who())
                : engine.billingService().creditAndRebill(credit, evenIfEqual, session.who());
    }

    private int unbilled() {
        UnbilledReport report =
                session.engine(Engine.Mode.ROUTES).billingService().unbilled();
        if (json) {
            session.print(UnbilledTexts.json(report));
        } else {
            session.print(UnbilledTexts.text(report));
        }
        session.err().print(new StatusText(session.textOutput()).troubles(report.troubles()));
        return report.exitCode();
    }

    /** Before anything is started for it. @throws SettingsException when a person named no period */
    private void isPeriod(String words) {
        try {
            WantedPeriod.parse(words, LocalDate.ofInstant(session.clock().instant(), session.zone()));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    /** A parallel run is worth its differences to what was invoiced by hand. */
    private Optional<ReplayReport> compared(Engine engine, BillReport report) {
        return report.bills().stream()
                .filter(bill -> bill.outcome() == Outcome.SHADOWED || (how.shadow && bill.outcome() == Outcome.TRIED))
                .map(BillReport.Bill::from)
                .min(Comparator.naturalOrder())
                .map(since -> engine.people().replays().shadow(since, client));
    }

    private void print(BillReport report, @Nullable CycleReport sent, Optional<ReplayReport> compared) {
        if (json) {
            Map<String, JsonNode> more = compared.<Map<String, JsonNode>>map(
                            found -> Map.of("comparedWithInvoiced", ReplayJson.of(found)))
                    .orElse(Map.of());
            JsonOutput.write(session.out(), out -> BillJson.report(out, report, sent, more));
        } else {
            session.print(BillTexts.report(report));
            compared.ifPresent(found -> session.print("\nCompared with what was invoiced\n" + ReplayText.of(found)));
            if (sent != null) {
                session.print("\n");
                CycleText.report(sent, session::print);
            }
        }
        session.err().print(new StatusText(session.textOutput()).troubles(report.troubles()));
        if (sent != null) {
            session.err().print(new StatusText(session.textOutput()).troubles(sent.troubles()));
        }
    }
}
