package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.api.MonthEnd;
import org.harvestxero.api.MonthEnd.Entry;
import org.harvestxero.api.MonthEnd.Explained;
import org.harvestxero.api.MonthEnd.Part;
import org.harvestxero.api.MonthEnd.Version;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.JournalPiece;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "journal",
        description = {
            "Says what a month's journals consist of: their versions in Xero, and for each account the time entries, expenses and",
            "fees that the latest was made of. Cost rates are pay, and shown only when asked for."
        })
final class ExplainJournalCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "MONTH", converter = MonthConverter.class, description = "Such as 2026-10.")
    YearMonth month = YearMonth.of(1970, 1);

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "KIND",
            description =
                    "cost (as usual), accrued, deferred or expenses; their reversals are accrued-reversal and expenses-reversal.")
    String kind = "cost";

    @Option(
            names = "--show-rates",
            description = "Show each person's cost rate; that you looked at them is kept in the audit.")
    boolean showRates;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    ExplainJournalCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Optional<JournalKind> named = JournalKind.called(kind);
        if (named.isEmpty()) {
            session.err()
                    .println("\"" + kind + "\" is no kind of journal: there is "
                            + Stream.of(JournalKind.values())
                                    .map(JournalKind::word)
                                    .collect(Collectors.joining(", "))
                            + ".");
            return 2;
        }
        MonthEnd monthEnd = session.engine(Engine.Mode.BEANS).monthEnd();
        Optional<Explained> found = showRates
                ? monthEnd.explainWithRates(month, named.get(), session.who())
                : monthEnd.explain(month, named.get());
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
                    amount(version.total(), currency),
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
                    .append(
                            part.booked() == null
                                    ? MonthEndText.HIDDEN
                                    : amount(part.booked(), currency) + " " + currency);
            if (part.entries().isEmpty() && part.pieces().isEmpty()) {
                text.append('\n');
                continue;
            }
            text.append(part.booked() == null ? "" : " booked")
                    .append(
                            part.exact() == null
                                    ? ""
                                    : ", " + part.exact().stripTrailingZeros().toPlainString())
                    .append(part.exact() == null ? ", by these entries\n" : " by these entries\n")
                    .append(part.pieces().isEmpty() ? entries(part) : pieces(part, currency));
        }
        if (found.versions().stream().anyMatch(version -> version.total() == null)
                || found.parts().stream().anyMatch(part -> part.booked() == null)) {
            text.append('\n').append(MonthEndText.WHY_HIDDEN);
        }
        return text.toString();
    }

    private static String amount(@Nullable BigDecimal amount, String currency) {
        return amount == null ? MonthEndText.HIDDEN : TextOutput.amount(amount, currency);
    }

    private static Table entries(Part part) {
        boolean rates = part.entries().stream().allMatch(entry -> entry.rate() != null);
        Table table = rates
                ? new Table("ENTRY", "DATE", "PERSON", "PROJECT", "TASK", ">HOURS", ">COST RATE", ">COST")
                : new Table("ENTRY", "DATE", "PERSON", "PROJECT", "TASK", ">HOURS");
        for (Entry entry : part.entries()) {
            List<String> cells = new ArrayList<>(List.of(
                    Long.toString(entry.id()),
                    entry.day().toString(),
                    entry.person(),
                    entry.project(),
                    entry.task(),
                    MonthEndText.hours(entry.hours())));
            BigDecimal rate = entry.rate();
            if (rates && rate != null) {
                cells.add(MonthEndText.hours(rate));
                cells.add(MonthEndText.hours(entry.hours().multiply(rate)));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static Table pieces(Part part, String currency) {
        Table table = new Table("WHAT", "ID", "DATE", "CLIENT", "PROJECT", "PERSON", ">HOURS", ">AMOUNT", "HOW");
        for (JournalPiece piece : part.pieces()) {
            JournalPiece.Foreign other = piece.amount().other();
            table.row(
                    piece.source().kind().word(),
                    piece.source().id() == 0 ? "" : Long.toString(piece.source().id()),
                    piece.source().day().toString(),
                    piece.work().client().name(),
                    piece.work().project().name(),
                    piece.work().person().name().name(),
                    piece.amount().hours().signum() == 0
                            ? ""
                            : MonthEndText.hours(piece.amount().hours()),
                    MonthEndText.hours(piece.amount().exact()) + " " + currency,
                    piece.words()
                            + (other == null
                                    ? ""
                                    : "; " + MonthEndText.hours(other.amount()) + " " + other.currency() + " at "
                                            + other.rate().stripTrailingZeros().toPlainString() + " (" + other.source()
                                            + ")"));
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
                                .put("total", moneyOrNull(version.total()))
                                .put("created", version.created().toString())));
        node.set("parts", JsonOutput.array(found.parts(), part -> {
            ObjectNode each = MonthEndJson.coding(part.coding())
                    .put("booked", moneyOrNull(part.booked()))
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
            if (!part.pieces().isEmpty()) {
                each.set("pieces", JsonOutput.array(part.pieces(), ExplainJournalCommand::piece));
            }
            return each;
        }));
        return node;
    }

    private static @Nullable BigDecimal moneyOrNull(@Nullable BigDecimal amount) {
        return amount == null ? null : JsonOutput.money(amount);
    }

    private static ObjectNode piece(JournalPiece piece) {
        ObjectNode node = JsonOutput.object()
                .put("what", piece.source().kind().word())
                .put("id", piece.source().id())
                .put("date", piece.source().day().toString())
                .put("client", piece.work().client().name())
                .put("project", piece.work().project().name())
                .put("task", piece.work().task().name())
                .put("person", piece.work().person().name().name())
                .put("hours", piece.amount().hours())
                .put("amount", piece.amount().exact())
                .put("how", piece.words());
        JournalPiece.Foreign other = piece.amount().other();
        if (other != null) {
            node.put("agreed", other.amount())
                    .put("currency", other.currency())
                    .put("rate", other.rate())
                    .put("rateSource", other.source());
        }
        return node;
    }
}
