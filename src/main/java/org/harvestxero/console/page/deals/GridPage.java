package org.harvestxero.console.page.deals;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harvestxero.api.BillingDates;
import org.harvestxero.api.BillingPeriods;
import org.harvestxero.api.BillingPeriods.Bill;
import org.harvestxero.api.BillingPeriods.Period;
import org.harvestxero.api.PublicIds;
import org.harvestxero.console.page.AddressEnd;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.user.Right;
import org.jspecify.annotations.Nullable;

/** Clients and their periods: what is billed, waits, failed or is still to come. */
public final class GridPage {
    static final String PATH = "/billing";
    static final String OTHERS = "/billing/without-agreement";
    private static final int MONTHS = 6;
    private static final int MOST_MONTHS_BACK = 1_200;
    private static final int AT_ONCE = 25;
    private static final int OTHERS_AT_ONCE = 50;
    private static final int MOST_NEXT = 8;

    private final BillingPeriods periods;
    private final BillingDates dates;

    GridPage(Desk desk) {
        this.periods = desk.work().people().periods();
        this.dates = desk.work().people().dates();
    }

    Answer show(Asked asked) {
        YearMonth now = YearMonth.from(asked.format().today());
        YearMonth last = asked.value("to")
                .flatMap(GridPage::month)
                .filter(month -> Math.abs(now.until(month, ChronoUnit.MONTHS)) < MOST_MONTHS_BACK)
                .orElse(now);
        YearMonth first = last.minusMonths(MONTHS - 1L);
        String client = asked.value("client").orElse("");
        BillingPeriods.Grid grid = periods.grid(new BillingPeriods.Question(
                first, last, client, asked.value("after").orElse(null), AT_ONCE));
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            months.add(month);
        }
        return Answer.shown(
                "billing",
                "Billing",
                new GridView(
                        months.stream()
                                .map(month -> asked.format().month(month))
                                .toList(),
                        grid.rows().stream().map(row -> row(row, months, asked)).toList(),
                        new GridView.Paths(
                                address(last.minusMonths(MONTHS), client, null),
                                last.isBefore(now.plusMonths(MONTHS))
                                        ? address(last.plusMonths(MONTHS), client, null)
                                        : "",
                                grid.next() == null ? "" : address(last, client, grid.next()),
                                last.equals(now) ? "" : last.toString()),
                        new GridView.Search(client, grid.agreements() == 0, asked.may(Right.TRY)),
                        grid.refused(),
                        next(asked.format())));
    }

    private static Optional<YearMonth> month(String text) {
        return text.matches("\\d{4}-(0[1-9]|1[0-2])") ? Optional.of(YearMonth.parse(text)) : Optional.empty();
    }

    private static String address(YearMonth last, String client, @Nullable String after) {
        return PATH + "?to=" + last
                + (client.isEmpty() ? "" : "&client=" + AddressEnd.encoded(client))
                + (after == null ? "" : "&after=" + AddressEnd.encoded(after));
    }

    private static GridView.Row row(BillingPeriods.Row row, List<YearMonth> months, Asked asked) {
        return new GridView.Row(
                row.client(),
                row.file(),
                row.problem(),
                months.stream()
                        .map(month -> new GridView.Month(
                                asked.format().month(month),
                                row.periods().stream()
                                        .filter(period -> period.month().equals(month))
                                        .map(period -> cell(row, period, asked))
                                        .toList()))
                        .toList());
    }

    private static GridView.Cell cell(BillingPeriods.Row row, Period period, Asked asked) {
        ReaderFormat format = asked.format();
        Bill bill = period.bill();
        boolean whole = period.label().equals(period.month().toString());
        return new GridView.Cell(
                period.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                bill.total() == null ? "" : format.money(bill.total(), bill.currency()),
                words(period, format),
                whole ? "" : days(period, format),
                path(row, period, asked.may(Right.TRY)));
    }

    private static String days(Period period, ReaderFormat format) {
        if (period.label().startsWith("opening-")) {
            return "first fee";
        }
        return (period.label().startsWith("ready-") ? "marked work, " : "") + format.date(period.start()) + " to "
                + format.date(period.end());
    }

    private static String words(Period period, ReaderFormat format) {
        String several = period.bill().drafts() > 1 ? ", " + period.bill().drafts() + " drafts" : "";
        return switch (period.state()) {
            case BILLED -> "billed" + several;
            case LEAVING -> "on its way" + several;
            case WAITING -> "waits for review" + several;
            case NOTHING -> "nothing to bill";
            case SHADOW -> "shadow" + several;
            case TAKEN_BACK -> "taken back" + several;
            case FAILED -> "failed";
            case DUE -> "due now";
            case OPEN -> period.from() == null ? "not over yet" : "from " + format.day(period.from());
            case LEFT -> "billed elsewhere";
        };
    }

    /** Where a cell leads: to what is wrong, to the draft, to its story, or to a dry run. */
    private static String path(BillingPeriods.Row row, Period period, boolean may) {
        Bill bill = period.bill();
        if (bill.failed() != 0) {
            return "/failed/" + PublicIds.failedCopy(bill.failed());
        }
        if (bill.draft() != 0) {
            return period.state() == BillingPeriods.State.WAITING
                    ? "/review/" + PublicIds.draft(bill.draft())
                    : "/invoices/" + PublicIds.draft(bill.draft());
        }
        return may ? DryRun.PATH + "?client=" + row.id() + "&period=" + AddressEnd.encoded(period.label()) : "";
    }

    private List<GridView.Next> next(ReaderFormat format) {
        return dates.next().stream()
                .sorted(Comparator.comparing(BillingDates.Next::from))
                .limit(MOST_NEXT)
                .map(next -> new GridView.Next(
                        next.client(),
                        next.period(),
                        format.day(next.from()),
                        !next.from().isAfter(format.now())))
                .toList();
    }

    /** Clients that no agreement is for. */
    Answer others(Asked asked) {
        long after = asked.addressed("after").orElse(0L);
        BillingPeriods.Others others = periods.others(after, OTHERS_AT_ONCE);
        return Answer.shown(
                "unagreed",
                "Without an agreement",
                new Others(
                        others.clients(),
                        others.next() == null ? "" : OTHERS + "?after=" + others.next(),
                        asked.may(Right.TRY)));
    }

    /** @param more address of the rest; empty where all are shown */
    public record Others(List<BillingPeriods.Other> clients, String more, boolean may) {}
}
