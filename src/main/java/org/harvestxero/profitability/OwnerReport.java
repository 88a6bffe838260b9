package org.harvestxero.profitability;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Supplier;
import org.harvestxero.api.Profit;
import org.harvestxero.api.Profit.Reading;
import org.harvestxero.copy.CopyPause;
import org.harvestxero.profit.Figure;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.View;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.profit.ProfitMailTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page about a month that owners get: made from what is kept, mailed once a month where that is wanted. It shows no single person's pay. */
public final class OwnerReport {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerReport.class);
    private static final String BY_ITSELF = "process";

    private final ConnectionStore store;
    private final Profit profit;
    private final Supplier<LocalDate> today;
    private final Post post;

    public OwnerReport(ConnectionStore store, Profit profit, Supplier<LocalDate> today, Post post) {
        this.store = store;
        this.profit = profit;
        this.today = today;
        this.post = post;
    }

    /** Where it goes, and what stops it. @param to addresses; none for nobody */
    public record Post(List<String> to, CopyPause pause) {
        public Post {
            to = List.copyOf(to);
        }
    }

    /** What the schedule starts: the report of the month before, once. */
    public void ifDue() {
        YearMonth month = YearMonth.from(today.get()).minusMonths(1);
        String slot = "owner " + month;
        if (post.to().isEmpty()
                || post.pause().isInForce()
                || store.monthEnd().profit().told().mails().find(slot).isPresent()) {
            return;
        }
        Profit.Answer read = profit.report(request(month, OwnerPage.first(month), Reading.CHANGED), BY_ITSELF);
        if (!read.troubles().isEmpty()) {
            LOG.warn("The report of {} waits: {}", month, read.troubles().get(0).message());
            return;
        }
        Report report =
                profit.report(request(month, month, Reading.NONE), BY_ITSELF).report();
        String name = OwnerPage.name(month);
        String body = "What " + name + " earned is on the page attached.\n\nRevenue "
                + shown(Figure.REVENUE, report) + ", margin " + shown(Figure.MARGIN, report) + " "
                + report.currency() + ".\n";
        store.decide(() -> store.monthEnd()
                .profit()
                .told()
                .mails()
                .add(
                        slot,
                        new ProfitMailTable.Words(
                                String.join(", ", post.to()), name + ": what work earned", body, month)));
    }

    private static String shown(Figure figure, Report report) {
        return figure.of(report.sums().total()).map(BigDecimal::toPlainString).orElse("hidden");
    }

    private static Profit.Request request(YearMonth month, YearMonth from, Reading reading) {
        return new Profit.Request(new Profit.Span(from, month), View.MONTH, null, reading, false);
    }
}
