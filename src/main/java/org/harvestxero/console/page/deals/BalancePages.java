package org.harvestxero.console.page.deals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;
import org.harvestxero.api.Balances;
import org.harvestxero.api.Balances.Balance;
import org.harvestxero.api.Balances.Sheet;
import org.harvestxero.api.Balances.Step;
import org.harvestxero.console.page.AddressEnd;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;

/** What clients have left of retainers, caps, purchase orders and fixed fees, and how it went down. */
public final class BalancePages {
    static final String PATH = "/billing/balances";
    private static final int AT_ONCE = 25;
    private static final int MOST_STEPS = 24;
    private static final int PACE = 3;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal SCARCE = BigDecimal.valueOf(20);

    private final Balances balances;

    BalancePages(Desk desk) {
        this.balances = desk.work().people().balances();
    }

    /** @param more address of the rest; empty where all are shown */
    public record Listed(List<Row> rows, String more) {}

    /**
     * One balance.
     *
     * @param share of the limit that is left, 0 to 100
     * @param scarce whether little is left of what can run out
     */
    public record Row(String client, String path, What what, String left, String limit, int share, boolean scarce) {}

    public record What(String kind, String name) {}

    public record One(String client, String file, String agreement, List<Course> courses) {}

    /**
     * How a balance went down.
     *
     * @param granted whether periods add to it
     * @param bars one for each period shown
     * @param pace in words how long it lasts; empty where that can't be told
     */
    public record Course(Row row, boolean granted, List<Bar> bars, List<Line> lines, String pace) {}

    /** @param x from the left @param height of a hundred */
    public record Bar(int x, int height, boolean scarce) {}

    public record Line(String period, String added, String used, String gone, String left) {}

    Answer list(Asked asked) {
        Balances.Page page = balances.page(asked.value("after").orElse(""), AT_ONCE);
        return Answer.shown(
                "balances",
                "Balances",
                new Listed(
                        page.sheets().stream()
                                .flatMap(sheet ->
                                        sheet.balances().stream().map(balance -> row(sheet, balance, asked.format())))
                                .toList(),
                        page.next() == null ? "" : PATH + "?after=" + AddressEnd.encoded(page.next())));
    }

    Answer one(Asked asked) {
        return balances.of(AgreementPages.file(asked))
                .map(sheet -> Answer.shown(
                        "balance",
                        sheet.client(),
                        new One(
                                sheet.client(),
                                sheet.file(),
                                AgreementViews.path(sheet.file()),
                                sheet.balances().stream()
                                        .map(balance -> course(sheet, balance, asked.format()))
                                        .toList())))
                .orElseGet(() -> Answer.missing(TextPlace.AGREEMENTS.gone()));
    }

    private static Row row(Sheet sheet, Balance balance, ReaderFormat format) {
        int share = share(balance.left(), balance.limit());
        return new Row(
                sheet.client(),
                PATH + "/" + AddressEnd.encoded(sheet.file()).replace("+", "%20"),
                new What(kind(balance.kind()), balance.name()),
                amount(balance.left(), balance, format),
                amount(balance.limit(), balance, format),
                share,
                isScarce(balance, balance.left()));
    }

    private static boolean isScarce(Balance balance, BigDecimal left) {
        return (balance.kind() == Balances.Kind.CAP || balance.kind() == Balances.Kind.ORDER)
                && left.multiply(HUNDRED).compareTo(balance.limit().multiply(SCARCE)) <= 0;
    }

    private static String kind(Balances.Kind kind) {
        return switch (kind) {
            case RETAINER -> "retainer";
            case CAP -> "cap";
            case PERIOD_CAP -> "cap of each period";
            case ORDER -> "purchase order";
            case FIXED_FEE -> "fixed fee, not billed yet";
        };
    }

    private static int share(BigDecimal left, BigDecimal limit) {
        return limit.signum() == 0
                ? 0
                : left.max(BigDecimal.ZERO)
                        .multiply(HUNDRED)
                        .divide(limit, 0, RoundingMode.HALF_UP)
                        .min(HUNDRED)
                        .intValue();
    }

    private static String amount(BigDecimal amount, Balance balance, ReaderFormat format) {
        return balance.currency().isEmpty()
                ? format.quantity(amount) + "\u00a0h"
                : format.money(amount, balance.currency());
    }

    private static Course course(Sheet sheet, Balance balance, ReaderFormat format) {
        List<Step> steps = balance.steps();
        List<Step> shown = steps.subList(Math.max(0, steps.size() - MOST_STEPS), steps.size());
        BigDecimal most = shown.stream().map(Step::left).reduce(balance.limit(), BigDecimal::max);
        return new Course(
                row(sheet, balance, format),
                balance.kind() == Balances.Kind.RETAINER,
                IntStream.range(0, shown.size())
                        .mapToObj(i -> new Bar(
                                i * 10,
                                share(shown.get(i).left(), most),
                                isScarce(balance, shown.get(i).left())))
                        .toList(),
                shown.stream()
                        .map(step -> new Line(
                                step.period(),
                                amount(step.added(), balance, format),
                                amount(step.used(), balance, format),
                                amount(step.gone(), balance, format),
                                amount(step.left(), balance, format)))
                        .toList(),
                pace(balance));
    }

    /** By what the last periods used. */
    private static String pace(Balance balance) {
        boolean runsOut = balance.kind() == Balances.Kind.CAP || balance.kind() == Balances.Kind.ORDER;
        List<Step> last = balance.steps()
                .subList(
                        Math.max(0, balance.steps().size() - PACE),
                        balance.steps().size());
        BigDecimal used = last.stream().map(Step::used).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (!runsOut || used.signum() <= 0) {
            return "";
        }
        if (balance.left().signum() <= 0) {
            return "It is used up.";
        }
        BigDecimal periods =
                balance.left().multiply(BigDecimal.valueOf(last.size())).divide(used, 1, RoundingMode.DOWN);
        return "At the pace of the last " + (last.size() == 1 ? "period" : last.size() + " periods")
                + " it lasts for about " + periods.stripTrailingZeros().toPlainString() + " more.";
    }
}
