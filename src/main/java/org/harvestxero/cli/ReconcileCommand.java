package org.harvestxero.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.MendDesk;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.api.Reconciliations;
import org.harvestxero.api.RemedyGuide;
import org.harvestxero.config.ConsoleAddress;
import org.harvestxero.reconciliation.Reconciliation;
import org.harvestxero.reconciliation.ReconciliationHtml;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reconcile",
        description = {
            "Compares Harvest's invoices, what is kept here, and Xero's, to the cent; says why they differ and what to do.",
            "Reads both sides and changes nothing there. Ends with 1 when a difference has no reason, with 3 when a list could not be read."
        })
final class ReconcileCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 3_650;

    private final Session session;

    @Option(names = "--as-of", paramLabel = "DATE", description = "What stood on that day, such as 2026-10-31.")
    @Nullable
    LocalDate asOf;

    @Option(names = "--client", paramLabel = "NAME", description = "Only this client, by its name or id in Harvest.")
    @Nullable
    String client;

    @Option(
            names = "--history",
            arity = "0..1",
            fallbackValue = "30",
            paramLabel = "DAYS",
            description = "Compare nothing; show what the last days' reconciliations found (default: 30).")
    @Nullable
    Integer history;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page to open, print or file.")
    @Nullable
    Path html;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Option(names = "--csv", description = "Print the differences as CSV, for a spreadsheet.")
    boolean csv;

    ReconcileCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (history != null) {
            return history(history);
        }
        if (json && csv) {
            session.err().println("--json and --csv can't be had together.");
            return 2;
        }
        LocalDate today = LocalDate.ofInstant(session.clock().instant(), session.zone());
        if (asOf != null && asOf.isAfter(today)) {
            session.err().println("--as-of is a day that has begun: " + today + " or earlier.");
            return 2;
        }
        session.settings().requireForCopying(today);
        Reconciliations.Answer answer;
        try {
            answer = session.engine(Engine.Mode.ROUTES)
                    .reconciliations()
                    .reconcile(new ReconcileRequest(asOf, client), session.who());
        } catch (DecisionException e) {
            session.err().println(e.getMessage());
            return 2;
        }
        return told(answer);
    }

    private int told(Reconciliations.Answer answer) {
        Reconciliation found = answer.found();
        if (json) {
            JsonOutput.write(session.out(), out -> ReconcileJson.answer(out, answer));
        } else if (found == null) {
            session.print("Not complete, so nothing is told.\n");
        } else if (csv) {
            ReconcileCsv.write(
                    found,
                    new RemedyGuide(
                            cause -> MendDesk.Choosing.NOTHING, ConsoleAddress.forThisMachine(session.settings())),
                    session.out());
        } else {
            session.print(ReconcileText.of(found));
        }
        session.err().print(new StatusText(session.textOutput()).troubles(answer.troubles()));
        if (html != null && found != null && !write(html, found)) {
            return 2;
        }
        return answer.exitCode();
    }

    private boolean write(Path file, Reconciliation found) {
        Path place = file.isAbsolute() ? file : session.home().folder().resolve(file);
        try {
            Files.writeString(place, ReconciliationHtml.of(found, session.zone()));
            session.err().println("Written to " + place);
            return true;
        } catch (IOException e) {
            session.err().println(place + " can't be written (" + e + "): name another file with --html.");
            return false;
        }
    }

    private int history(int days) {
        if (days < 1 || days > MOST_DAYS) {
            session.err().println("--history is 1 to " + MOST_DAYS + " days.");
            return 2;
        }
        var found = session.engine(Engine.Mode.BEANS).reconciliations().history(days);
        if (json) {
            JsonOutput.write(session.out(), out -> ReconcileJson.history(out, found));
        } else {
            session.print(ReconcileText.history(found, days));
        }
        return 0;
    }
}
