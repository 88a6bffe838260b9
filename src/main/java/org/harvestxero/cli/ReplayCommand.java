package org.harvestxero.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Replays;
import org.harvestxero.billing.Money;
import org.harvestxero.comparison.Comparison;
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
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
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
            session.print(json(report));
        } else {
            session.print(text(report));
        }
        return report.left().isEmpty() ? 0 : 1;
    }

    private boolean write(Path file, ReplayReport report) {
        String title = (shadow ? "Parallel run, " : "Replay of ") + periods + (periods == 1 ? " period" : " periods");
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

    static String text(ReplayReport report) {
        StringBuilder text = new StringBuilder();
        for (Comparison found : report.comparisons()) {
            text.append(found.client().name())
                    .append(", ")
                    .append(found.period())
                    .append(found.agrees() ? ": agrees, " + found.ours() : ": differs by " + signed(found.difference()))
                    .append(found.invoices().isEmpty() ? "" : " (" + String.join(", ", found.invoices()) + ")")
                    .append('\n');
            found.notes().forEach(note -> text.append("  ").append(note).append('\n'));
            List<Comparison.Row> differing =
                    found.rows().stream().filter(row -> !row.agrees()).toList();
            if (!differing.isEmpty()) {
                text.append(rows(differing)).append('\n');
            }
        }
        if (!report.left().isEmpty()) {
            Table table = new Table("CLIENT", "NOT COMPARED, BECAUSE");
            report.left().forEach(left -> table.row(left.client(), left.why()));
            text.append(table).append('\n');
        }
        Table totals = new Table("", ">BY AGREEMENT", ">INVOICED", ">DIFFERENCE", ">AGREE", ">DIFFER");
        report.totals()
                .forEach((currency, total) -> totals.row(
                        currency,
                        TextOutput.amount(total.ours()),
                        TextOutput.amount(total.theirs()),
                        TextOutput.amount(total.ours().minus(total.theirs())),
                        Integer.toString(total.agreeing()),
                        Integer.toString(total.differing())));
        return text.append(totals)
                .append("\nBefore tax. Nothing was written anywhere.\n")
                .toString();
    }

    private static Table rows(List<Comparison.Row> rows) {
        Table table = new Table("  PROJECT", ">BY AGREEMENT", ">INVOICED", ">DIFFERENCE", "PROBABLE REASON");
        rows.forEach(row -> table.row(
                "  " + (row.project().isEmpty() ? "–" : row.project()),
                row.ours().isEmpty() ? "–" : TextOutput.amount(row.oursAmount()),
                row.theirs().isEmpty() ? "–" : TextOutput.amount(row.theirsAmount()),
                TextOutput.amount(row.difference()),
                row.explained() ? row.reason() : "not fully explained: " + row.reason()));
        return table;
    }

    private static String signed(Money money) {
        return (money.isPositive() ? "+" : "") + money;
    }

    static ObjectNode json(ReplayReport report) {
        ObjectNode node = NODES.objectNode().put("madeAt", report.madeAt().toString());
        node.set("comparisons", JsonOutput.array(report.comparisons(), ReplayCommand::json));
        node.set(
                "notCompared",
                JsonOutput.array(
                        report.left(),
                        left -> NODES.objectNode().put("client", left.client()).put("reason", left.why())));
        ObjectNode totals = NODES.objectNode();
        report.totals()
                .forEach((currency, total) -> totals.set(
                        currency,
                        NODES.objectNode()
                                .put("ours", total.ours().amount())
                                .put("theirs", total.theirs().amount())
                                .put(
                                        "difference",
                                        total.ours().minus(total.theirs()).amount())
                                .put("agreeing", total.agreeing())
                                .put("differing", total.differing())));
        node.set("totals", totals);
        return node;
    }

    private static JsonNode json(Comparison found) {
        ObjectNode node = NODES.objectNode()
                .put("client", found.client().name())
                .put("clientId", found.client().id())
                .put("period", found.period())
                .put("currency", found.ours().currency().getCurrencyCode())
                .put("ours", found.ours().amount())
                .put("theirs", found.theirs().amount())
                .put("difference", found.difference().amount())
                .put("agrees", found.agrees());
        node.set("invoices", ReviewJson.texts(found.invoices()));
        node.set("notes", ReviewJson.texts(found.notes()));
        node.set("rows", JsonOutput.array(found.rows(), row -> {
            ObjectNode each = NODES.objectNode()
                    .put("project", row.project())
                    .put("ours", row.oursAmount().amount())
                    .put("theirs", row.theirsAmount().amount())
                    .put("difference", row.difference().amount())
                    .put("reason", row.reason())
                    .put("explained", row.explained());
            each.set("ourLines", ReviewJson.texts(row.ours()));
            each.set("theirLines", ReviewJson.texts(row.theirs()));
            return each;
        }));
        return node;
    }
}
