package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.harvestxero.api.Contractors.Contractor;
import org.harvestxero.api.Contractors.Report;
import org.harvestxero.api.DecisionException;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "contractors",
        description = {
            "Compares what contractors worked in a month, hours times cost rate, with the bills of their contacts in Xero.",
            "Exit code 1 when any two differ. Changes nothing."
        })
final class ContractorsCommand implements Callable<Integer> {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Session session;

    @Option(names = "--month", paramLabel = "MONTH", description = "Such as 2026-10; the last one without it.")
    @Nullable
    String month;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    ContractorsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        YearMonth asked;
        try {
            asked = month == null
                    ? YearMonth.from(LocalDate.ofInstant(session.clock().instant(), session.zone()))
                            .minusMonths(1)
                    : YearMonth.parse(month);
        } catch (DateTimeParseException e) {
            session.err().println("--month takes a month such as 2026-10, not " + month + ".");
            return 2;
        }
        Report report;
        try {
            report = session.engine(Engine.Mode.ROUTES).people().contractors().compare(asked);
        } catch (DecisionException e) {
            session.err().println(e.getMessage());
            return 2;
        }
        if (json) {
            session.print(json(report));
        } else {
            session.print(text(report));
        }
        return report.contractors().stream().allMatch(ContractorsCommand::agrees) ? 0 : 1;
    }

    private static boolean agrees(Contractor contractor) {
        return contractor.figures().difference().signum() == 0
                && contractor.notes().isEmpty();
    }

    private static String text(Report report) {
        if (report.contractors().isEmpty()) {
            return "No contractor worked or billed in " + report.month() + ".\n";
        }
        Table table = new Table("CONTRACTOR", ">HOURS", ">COST", ">BILLED", ">DIFFERENCE", "NOTES");
        for (Contractor contractor : report.contractors()) {
            table.row(
                    contractor.name(),
                    contractor.figures().hours().toPlainString(),
                    TextOutput.amount(contractor.figures().cost(), report.currency()),
                    TextOutput.amount(contractor.figures().billed(), report.currency()),
                    TextOutput.amount(contractor.figures().difference(), report.currency()),
                    String.join("; ", contractor.notes()));
            if (!contractor.bills().isEmpty()) {
                table.note(String.join(", ", contractor.bills()));
            }
        }
        return "Contractors in " + report.month() + ", in " + report.currency() + " before tax\n" + table;
    }

    private static ObjectNode json(Report report) {
        ObjectNode node =
                NODES.objectNode().put("month", report.month().toString()).put("currency", report.currency());
        node.set("contractors", JsonOutput.array(report.contractors(), contractor -> {
            ObjectNode each = NODES.objectNode()
                    .put("id", contractor.id())
                    .put("name", contractor.name())
                    .put("contact", contractor.contact())
                    .put("hours", contractor.figures().hours())
                    .put("cost", contractor.figures().cost())
                    .put("billed", contractor.figures().billed())
                    .put("difference", contractor.figures().difference());
            each.set("bills", JsonOutput.texts(contractor.bills()));
            each.set("notes", JsonOutput.texts(contractor.notes()));
            return each;
        }));
        return node;
    }
}
