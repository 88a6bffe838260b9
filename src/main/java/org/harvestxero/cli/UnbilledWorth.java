package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Origin;
import org.harvestxero.worth.UnbilledPiece;
import org.harvestxero.worth.UnbilledWork;
import org.harvestxero.worth.Worth.Basis;
import org.harvestxero.worth.Worth.InBase;
import org.jspecify.annotations.Nullable;

/** What is not billed at the end of a day and what it is worth, for people and for scripts. */
final class UnbilledWorth {
    private UnbilledWorth() {}

    /** Sums of one client's project in one currency. */
    private record Row(String client, String project, String currency) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            return Comparator.comparing(Row::client)
                    .thenComparing(Row::project)
                    .thenComparing(Row::currency)
                    .compare(this, other);
        }
    }

    private record Sum(
            BigDecimal hours, BigDecimal agreed, @Nullable BigDecimal base) {
        static Sum of(UnbilledPiece piece, Money agreed) {
            InBase base = piece.worth().base();
            return new Sum(piece.hours().toBigDecimal(), agreed.amount(), base == null ? null : base.amount());
        }

        Sum plus(Sum more) {
            BigDecimal one = base;
            BigDecimal other = more.base;
            return new Sum(
                    hours.add(more.hours),
                    agreed.add(more.agreed),
                    one == null || other == null ? null : one.add(other));
        }
    }

    static String text(UnbilledWork work) {
        String base = work.base().getCurrencyCode();
        StringBuilder text = new StringBuilder("Not billed at the end of " + work.day() + ", at agreed prices:\n\n");
        Map<Row, Sum> sums = new TreeMap<>();
        work.priced().forEach(piece -> {
            Money agreed = piece.worth().agreed();
            if (agreed != null) {
                sums.merge(
                        new Row(
                                piece.client().name(),
                                piece.project().name(),
                                agreed.currency().getCurrencyCode()),
                        Sum.of(piece, agreed),
                        Sum::plus);
            }
        });
        Table table = new Table("CLIENT", "PROJECT", ">HOURS", ">WORTH", "", ">IN " + base);
        sums.forEach((row, sum) -> table.row(
                row.client(),
                row.project().isEmpty() ? "(fees)" : row.project(),
                MonthEndText.hours(sum.hours()),
                TextOutput.amount(sum.agreed(), row.currency()),
                row.currency(),
                sum.base() == null ? "no rate" : TextOutput.amount(sum.base(), base)));
        text.append(sums.isEmpty() ? "Nothing.\n" : table.toString());
        open(work, text);
        work.notes().forEach(note -> text.append(note).append('\n'));
        return text.toString();
    }

    /** What has no worth yet, by client and reason. */
    private static void open(UnbilledWork work, StringBuilder text) {
        Map<Row, BigDecimal> hours = new TreeMap<>();
        work.pieces().stream()
                .filter(piece -> piece.worth().basis() == Basis.OPEN)
                .forEach(piece -> hours.merge(
                        new Row(piece.client().name(), piece.worth().words(), ""),
                        piece.hours().toBigDecimal(),
                        BigDecimal::add));
        if (!hours.isEmpty()) {
            Table table = new Table("CLIENT", ">HOURS", "WHY");
            hours.forEach((row, sum) -> table.row(row.client(), MonthEndText.hours(sum), row.project()));
            text.append("\nWithout a worth yet:\n\n").append(table);
        }
    }

    static ObjectNode json(UnbilledWork work) {
        ObjectNode node = JsonOutput.object()
                .put("day", work.day().toString())
                .put("baseCurrency", work.base().getCurrencyCode());
        node.set("pieces", JsonOutput.array(work.pieces(), UnbilledWorth::piece));
        node.set("notes", JsonOutput.texts(work.notes()));
        return node;
    }

    private static ObjectNode piece(UnbilledPiece piece) {
        Origin origin = piece.origin();
        Money agreed = piece.worth().agreed();
        InBase base = piece.worth().base();
        return JsonOutput.object()
                .put("kind", JsonOutput.word(piece.item().kind()))
                .put("id", piece.item().id())
                .put("date", piece.item().day().toString())
                .put("client", piece.client().name())
                .put("project", piece.project().name())
                .put("task", origin == null ? null : origin.kind().name())
                .put("person", origin == null ? null : origin.person().name())
                .put("hours", piece.hours().toBigDecimal())
                .put("basis", JsonOutput.word(piece.worth().basis()))
                .put("agreed", agreed == null ? null : agreed.amount())
                .put("currency", agreed == null ? null : agreed.currency().getCurrencyCode())
                .put("base", base == null ? null : base.amount())
                .put("rate", base == null ? null : base.rate())
                .put("rateSource", base == null ? null : base.source())
                .put("how", piece.worth().words());
    }
}
