package org.harvestxero.console.page.sides;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.UnbilledReport;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.session.Session;

/** Work that is billed nowhere, by how old it is: read from Harvest when somebody asks. */
final class UnbilledLook {
    private static final List<String> COLUMNS = List.of("Up to 30 days", "31–60 days", "61–90 days", "Older", "In all");
    private static final int MOST = 100;
    private static final int PERIOD = 30;

    private final BillingService billing;
    private final HarvestLook<UnbilledReport> look;

    UnbilledLook(Desk desk, Looks looks) {
        this.billing = desk.work().billing();
        this.look = new HarvestLook<>("Unbilled work", looks.look("unbilled-work"), UnbilledReport::troubles);
    }

    Answer begin(Asked asked) {
        look.begin(asked.who(), () -> billing.unbilled());
        asked.session().tell(new Session.Notice(true, "Harvest is being read: a year of work takes a moment."));
        return new Answer.Elsewhere(MoneyPage.PATH);
    }

    MarksPage.State state(ReaderFormat format) {
        return look.state(format);
    }

    MoneyView.Unbilled view(ReaderFormat format) {
        UnbilledReport report = look.found().orElse(null);
        List<UnbilledReport.Row> rows = report == null
                ? List.of()
                : report.rows().stream()
                        .sorted(Comparator.comparing(UnbilledReport.Row::oldest))
                        .toList();
        return new MoneyView.Unbilled(
                state(format),
                COLUMNS,
                ages(rows, format),
                rows.stream().limit(MOST).map(row -> row(row, format)).toList(),
                rows.size() > MOST ? format.number(rows.size() - MOST) + " more, less old." : "",
                report == null ? List.of() : report.notes(),
                report != null);
    }

    private static MoneyView.Row row(UnbilledReport.Row row, ReaderFormat format) {
        return new MoneyView.Row(
                row.client(),
                row.message(),
                format.quantity(row.hours()),
                format.money(row.worth(), row.currency()),
                format.date(row.oldest()),
                format.count(row.days(), "day"));
    }

    /** By currency; a row's whole worth counts to the age of its oldest day. */
    private static List<OverdueView.AgedRow> ages(List<UnbilledReport.Row> rows, ReaderFormat format) {
        Map<String, BigDecimal[]> sums = new TreeMap<>();
        for (UnbilledReport.Row row : rows) {
            BigDecimal[] of = sums.computeIfAbsent(row.currency(), first -> zeros());
            int age = (int) Math.min(Math.max(0, row.days() - 1) / PERIOD, COLUMNS.size() - 2L);
            of[age] = of[age].add(row.worth());
            of[COLUMNS.size() - 1] = of[COLUMNS.size() - 1].add(row.worth());
        }
        List<OverdueView.AgedRow> aged = new ArrayList<>();
        sums.forEach((currency, of) -> {
            List<String> cells = new ArrayList<>();
            for (BigDecimal amount : of) {
                cells.add(amount.signum() == 0 ? "" : format.money(amount, currency));
            }
            aged.add(new OverdueView.AgedRow(currency, cells, true));
        });
        return aged;
    }

    private static BigDecimal[] zeros() {
        BigDecimal[] zeros = new BigDecimal[COLUMNS.size()];
        Arrays.fill(zeros, BigDecimal.ZERO);
        return zeros;
    }
}
