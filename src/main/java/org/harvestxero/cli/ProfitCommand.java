package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.concurrent.Callable;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Profit;
import org.harvestxero.profit.View;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "profit",
        description = {
            "Shows what work earned: hours, cost, revenue, margin and realisation by project, client, month, person, task or role, in the",
            "organisation's base currency. Reads the months that changed; ends with 3 when a side could not be reached."
        })
final class ProfitCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--by",
            paramLabel = "VIEW",
            converter = ViewConverter.class,
            defaultValue = "project",
            description = "project (default), client, month, person, task or role.")
    View by = View.PROJECT;

    @Option(
            names = "--month",
            paramLabel = "MONTH",
            converter = MonthConverter.class,
            description = "One month, such as 2026-10 (default: last month).")
    @Nullable
    YearMonth month;

    @Option(
            names = "--from",
            paramLabel = "MONTH",
            converter = MonthConverter.class,
            description = "First of several months.")
    @Nullable
    YearMonth from;

    @Option(
            names = "--to",
            paramLabel = "MONTH",
            converter = MonthConverter.class,
            description = "Last of several months (default: last month, or --from if that is later).")
    @Nullable
    YearMonth to;

    @Option(
            names = "--project",
            paramLabel = "PROJECT",
            description = "Only this project: its name or id in Harvest, or unassigned.")
    @Nullable
    String project;

    @Option(
            names = "--sources",
            description = "Show what the figures are made of: work by person and task, and invoices.")
    boolean sources;

    @Option(names = "--explain", description = "Show the formula of each figure, too.")
    boolean explain;

    @Option(names = "--show-pay", description = "Show what single people cost; the audit keeps that somebody looked.")
    boolean pay;

    @Option(names = "--kept", description = "Ask neither side: show what was read before.")
    boolean kept;

    @Option(names = "--again", description = "Read all of the months anew, not only those that changed.")
    boolean again;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write a CSV file.")
    @Nullable
    Path csv;

    @Option(names = "--xlsx", paramLabel = "FILE", description = "Write an Excel file.")
    @Nullable
    Path xlsx;

    @Option(
            names = "--pdf",
            paramLabel = "FILE",
            description = "Write the page for owners about the last of the months.")
    @Nullable
    Path pdf;

    ProfitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        LocalDate today = LocalDate.ofInstant(session.clock().instant(), session.zone());
        if (!kept) {
            session.settings().requireForCopying(today);
        }
        try {
            Profit profit = session.engine(kept ? Engine.Mode.BEANS : Engine.Mode.ROUTES)
                    .books()
                    .profit();
            Profit.Request request = new Profit.Request(span(today), by, project, reading(), pay);
            Profit.Answer answer = profit.report(request, session.who());
            if (sources) {
                Profit.Sources found = profit.sources(request, session.who());
                show(ProfitJson.sources(answer, found, pay), ProfitSourcesText.of(found, pay));
            } else {
                show(ProfitJson.answer(answer, explain), ProfitText.of(answer.report(), explain));
            }
            ProfitFiles files = new ProfitFiles(session.home().folder(), session.err());
            files.csv(answer.report(), csv);
            files.xlsx(answer.report(), xlsx);
            files.pdf(profit, answer.report().to(), pdf);
            session.err().print(new StatusText(session.textOutput()).troubles(answer.troubles()));
            return answer.exitCode();
        } catch (DecisionException e) {
            session.err().println(e.getMessage());
            return 2;
        }
    }

    private void show(ObjectNode document, String text) {
        if (json) {
            session.print(document);
        } else {
            session.print(text);
        }
    }

    private Profit.Reading reading() {
        return kept ? Profit.Reading.NONE : again ? Profit.Reading.ALL : Profit.Reading.CHANGED;
    }

    private Profit.Span span(LocalDate today) {
        if (month != null && (from != null || to != null)) {
            throw new DecisionException("Give either --month, or --from and --to.");
        }
        if (month != null) {
            return new Profit.Span(month, month);
        }
        YearMonth last = YearMonth.from(today).minusMonths(1);
        YearMonth end = to != null ? to : from != null && from.isAfter(last) ? from : last;
        return new Profit.Span(from == null ? end : from, end);
    }
}
