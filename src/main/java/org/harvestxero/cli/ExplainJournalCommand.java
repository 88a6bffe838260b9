package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.YearMonth;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.harvestxero.api.MonthEnd.Entry;
import org.harvestxero.api.MonthEnd.Explained;
import org.harvestxero.api.MonthEnd.Part;
import org.harvestxero.api.MonthEnd.Version;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.runtime.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "journal",
        description = {
            "Says what a month's journals consist of: their versions in Xero, and for each account the time entries",
            "that the latest was made of."
        })
final class ExplainJournalCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "MONTH", converter = MonthConverter.class, description = "Such as 2026-10.")
    YearMonth month = YearMonth.of(1970, 1);

    @Parameters(index = "1", arity = "0..1", paramLabel = "KIND", description = "cost (as usual).")
    String kind = "cost";

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    ExplainJournalCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Optional<JournalKind> named = JournalKind.called(kind);
        if (named.isEmpty()) {
            session.err().println("\"" + kind + "\" is no kind of journal: there is cost.");
            return 2;
        }
        Optional<Explained> found = session.engine(Engine.Mode.BEANS).monthEnd().explain(month, named.get());
        if (found.isEmpty()) {
            session.err()
                    .println("No journal of " + month + " was made: harvest-xero month-end --month " + month
                            + " --dry-run shows what would be in it.");
            return 2;
        }
        if (json) {
            session.print(json(found.get()));
        } else {
            session.print(text(found.get()));
        }
        return 0;
    }

    private static String text(Explained found) {
        String currency = found.currency();
        StringBuilder text = new StringBuilder(found.kind().title() + " of " + found.month() + "\n\n");
        Table versions = new Table("VERSION", "STATE", "IN XERO", "DATED", ">TOTAL", "");
        for (Version version : found.versions()) {
            versions.row(
                    version.document().mark(),
                    version.state(),
                    version.document().status(),
                    version.document().date().toString(),
                    TextOutput.amount(version.total(), currency),
                    currency);
        }
        text.append(versions);
        for (Part part : found.parts()) {
            text.append('\n')
                    .append(part.coding().account())
                    .append(
                            part.coding().words().isEmpty()
                                    ? ""
                                    : " " + part.coding().words())
                    .append(": ")
                    .append(TextOutput.amount(part.booked(), currency))
                    .append(' ')
                    .append(currency);
            if (part.entries().isEmpty()) {
                text.append('\n');
                continue;
            }
            text.append(" booked, ")
                    .append(part.exact().stripTrailingZeros().toPlainString())
                    .append(" by these entries\n")
                    .append(entries(part));
        }
        return text.toString();
    }

    private static Table entries(Part part) {
        Table table = new Table("ENTRY", "DATE", "PERSON", "PROJECT", "TASK", ">HOURS", ">COST RATE", ">COST");
        for (Entry entry : part.entries()) {
            table.row(
                    Long.toString(entry.id()),
                    entry.day().toString(),
                    entry.person(),
                    entry.project(),
                    entry.task(),
                    MonthEndText.hours(entry.hours()),
                    MonthEndText.hours(entry.rate()),
                    MonthEndText.hours(entry.hours().multiply(entry.rate())));
        }
        return table;
    }

    private static ObjectNode json(Explained found) {
        ObjectNode node = JsonOutput.object()
                .put("month", found.month().toString())
                .put("kind", found.kind().word())
                .put("currency", found.currency());
        node.set(
                "versions",
                JsonOutput.array(
                        found.versions(),
                        version -> JsonOutput.object()
                                .put("mark", version.document().mark())
                                .put("state", version.state())
                                .put("status", version.document().status())
                                .put("date", version.document().date().toString())
                                .put("xeroId", version.document().targetId())
                                .put("total", JsonOutput.money(version.total()))
                                .put("created", version.created().toString())));
        node.set("parts", JsonOutput.array(found.parts(), part -> {
            ObjectNode each = MonthEndJson.coding(part.coding())
                    .put("booked", JsonOutput.money(part.booked()))
                    .put("exact", part.exact());
            each.set(
                    "entries",
                    JsonOutput.array(
                            part.entries(),
                            entry -> JsonOutput.object()
                                    .put("id", entry.id())
                                    .put("date", entry.day().toString())
                                    .put("person", entry.person())
                                    .put("project", entry.project())
                                    .put("task", entry.task())
                                    .put("hours", entry.hours())
                                    .put("costRate", entry.rate())));
            return each;
        }));
        return node;
    }
}
