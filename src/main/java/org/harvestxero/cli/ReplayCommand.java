package org.harvestxero.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Replays;
import org.harvestxero.billing.Counted;
import org.harvestxero.comparison.ReplayHtml;
import org.harvestxero.comparison.ReplayReport;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        description = {
            "Bills past periods on the side and compares them with what was really invoiced in Harvest.",
            "Reads only; nothing is written in Harvest, in Xero or here."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int MOST_PERIODS = 60;

    private final Session session;

    @Option(
            names = "--periods",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many closed periods of each client (default: 3).")
    int periods;

    @Option(names = "--client", paramLabel = "NAME", description = "Only this client.")
    @Nullable
    String client;

    @Option(
            names = "--shadow",
            description = "Compare what the parallel run made, instead of billing by the agreements of today.")
    boolean shadow;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page to open, print or send.")
    @Nullable
    Path html;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    ReplayCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (periods < 1 || periods > MOST_PERIODS) {
            session.err().println("--periods is 1 to " + MOST_PERIODS + ".");
            return 2;
        }
        ReplayReport report;
        try {
            Replays replays = session.engine(Engine.Mode.ROUTES).people().replays();
            LocalDate today = LocalDate.ofInstant(session.clock().instant(), session.zone());
            report = shadow
                    ? replays.shadow(today.minusMonths(periods).withDayOfMonth(1), client)
                    : replays.replay(periods, client);
        } catch (DecisionException e) {
            session.err().println(e.getMessage());
            return 2;
        }
        if (html != null && !write(html, report)) {
            return 2;
        }
        if (json) {
            session.print(ReplayJson.of(report));
        } else {
            session.print(ReplayText.of(report));
        }
        return report.left().isEmpty() ? 0 : 1;
    }

    private boolean write(Path file, ReplayReport report) {
        String title = (shadow ? "Parallel run, " : "Replay of ") + Counted.of(periods, "period");
        Path place = file.isAbsolute() ? file : session.home().folder().resolve(file);
        try {
            Files.writeString(place, ReplayHtml.of(title, report, session.zone()));
            session.err().println("Written to " + place);
            return true;
        } catch (IOException e) {
            session.err().println(place + " can't be written (" + e + "): name another file with --html.");
            return false;
        }
    }
}
