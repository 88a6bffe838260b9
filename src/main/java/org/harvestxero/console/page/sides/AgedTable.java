package org.harvestxero.console.page.sides;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.api.OverdueDesk.Aged;
import org.harvestxero.api.OverdueDesk.AgedClient;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.dunning.AgedAmounts;

/** What is open by client and age, each currency with its sum. */
final class AgedTable {
    static final List<String> COLUMNS =
            List.of("Not due yet", "1–30 days", "31–60 days", "61–90 days", "Older", "In all", "To its credit", "Owes");
    private static final int MOST = 200;

    private final ReaderFormat format;

    AgedTable(ReaderFormat format) {
        this.format = format;
    }

    /** At most so many clients; the sums are of all. */
    List<OverdueView.AgedRow> rows(Aged aged) {
        List<OverdueView.AgedRow> rows = new ArrayList<>();
        sums(aged).forEach(sum -> rows.add(row("All clients", sum, true)));
        aged.clients().stream().limit(MOST).forEach(client -> rows.add(row(client.client(), client, false)));
        return rows;
    }

    /** The sums alone, named by their currency. */
    List<OverdueView.AgedRow> sums(List<AgedClient> sums) {
        return sums.stream().map(sum -> row(sum.currency(), sum, true)).toList();
    }

    /** One for each currency. */
    static List<AgedClient> sums(Aged aged) {
        return aged.clients().stream()
                .map(AgedClient::currency)
                .distinct()
                .sorted()
                .map(currency -> sum(aged, currency))
                .toList();
    }

    private static AgedClient sum(Aged aged, String currency) {
        AgedAmounts open = AgedAmounts.NONE;
        BigDecimal credit = BigDecimal.ZERO;
        for (AgedClient client : aged.clients()) {
            if (client.currency().equals(currency)) {
                open = open.plus(client.open());
                credit = credit.add(client.credit());
            }
        }
        return new AgedClient("", null, currency, open, credit);
    }

    private OverdueView.AgedRow row(String name, AgedClient of, boolean all) {
        AgedAmounts open = of.open();
        List<String> cells = new ArrayList<>();
        for (BigDecimal amount : List.of(
                open.current(),
                open.to30(),
                open.to60(),
                open.to90(),
                open.older(),
                open.total(),
                of.credit(),
                of.net())) {
            cells.add(amount.signum() == 0 ? "" : format.money(amount, of.currency()));
        }
        return new OverdueView.AgedRow(name, cells, all);
    }
}
