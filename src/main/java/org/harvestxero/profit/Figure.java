package org.harvestxero.profit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.harvestxero.dunning.AgedAmounts;

/** Each figure with its formula, in the order people read them. */
public enum Figure {
    HOURS(
            "hours",
            "Hours",
            Unit.HOURS,
            "Harvest's rounded hours of all time entries, approved or not.",
            figures -> Optional.of(figures.effort().worked())),
    BILLABLE(
            "billableHours",
            "Billable",
            Unit.HOURS,
            "Hours of those that Harvest marks billable.",
            figures -> Optional.of(figures.effort().billable())),
    BILLABLE_PERCENT(
            "billablePercent",
            "Billable %",
            Unit.PERCENT,
            "Billable hours ÷ hours.",
            figures -> Figures.percent(
                    figures.effort().billable(), figures.effort().worked())),
    CAPACITY(
            "capacity",
            "Capacity",
            Unit.HOURS,
            "Harvest's weekly capacity ÷ 5 × working days of the month, of everybody who is active or worked.",
            figures -> Optional.of(figures.effort().capacity()).filter(hours -> hours.signum() != 0)),
    UTILISATION(
            "utilisation",
            "Utilised %",
            Unit.PERCENT,
            "Billable hours ÷ capacity.",
            figures -> Figures.percent(
                    figures.effort().billable(), figures.effort().capacity())),
    REVENUE(
            "revenue",
            "Revenue",
            Unit.MONEY,
            "Net of approved invoices less credit notes by their date, at each one's own rate in Xero; split over projects by the work on"
                    + " them, or the project of Harvest's line.",
            figures -> Optional.of(figures.amounts().revenue())),
    ACCRUED(
            "accrued",
            "Accrued",
            Unit.MONEY,
            "Approved unbilled work at agreed prices at the end of the month, less that of the month before.",
            figures -> Optional.ofNullable(figures.amounts().accrued())),
    COST(
            "cost",
            "Cost",
            Unit.MONEY,
            "Hours × cost rate of the day, summed exactly and rounded once a month.",
            figures -> Optional.of(figures.amounts().cost())),
    EXPENSES(
            "expenses",
            "Expenses",
            Unit.MONEY,
            "Expenses that are not billable.",
            figures -> Optional.of(figures.amounts().expenses())),
    MARGIN(
            "margin",
            "Margin",
            Unit.MONEY,
            "Revenue + accrued − cost − expenses not billed on.",
            figures -> Optional.of(figures.margin())),
    MARGIN_PERCENT(
            "marginPercent",
            "Margin %",
            Unit.PERCENT,
            "Margin ÷ (revenue + accrued).",
            figures -> Figures.percent(figures.margin(), figures.earned())),
    WORTH(
            "worth",
            "Worth billed",
            Unit.MONEY,
            "Hours × Harvest's own rate of the work on these invoices, at the rate of each invoice.",
            figures -> Optional.of(figures.billed().worth())),
    REALISATION(
            "realisation",
            "Realised %",
            Unit.PERCENT,
            "What that work was billed at ÷ worth billed.",
            figures -> Figures.percent(figures.billed().net(), figures.billed().worth())),
    WORTH_UNKNOWN(
            "worthNotKnown",
            "Worth not known",
            Unit.MONEY,
            "Revenue of no work whose worth is known, such as lines by hand and invoices made elsewhere: realised % is without it.",
            figures -> Optional.of(
                    figures.amounts().revenue().subtract(figures.billed().net()))),
    EFFECTIVE_RATE(
            "effectiveRate",
            "Rate",
            Unit.MONEY,
            "Revenue ÷ hours.",
            figures ->
                    Figures.ratio(figures.amounts().revenue(), figures.effort().worked(), 2)),
    UNBILLED(
            "unbilledHours",
            "Unbilled",
            Unit.HOURS,
            "Billable hours that Harvest shows on no invoice.",
            figures -> Optional.of(figures.effort().unbilled())),
    DAYS_TO_INVOICE(
            "daysToInvoice",
            "Days to invoice",
            Unit.DAYS,
            "Days from the end of the period to the invoice's date, weighted by its net.",
            figures -> Figures.ratio(figures.lag().netDays(), figures.lag().net(), 1)),
    UNBILLED_WORTH(
            "unbilledWorth",
            "Unbilled worth",
            Unit.MONEY,
            "Approved unbilled work at agreed prices at the end of the last month, or today in the one that runs: accrued is its change.",
            figures -> figures.backlog().unbilled(AgedAmounts::total)),
    UNBILLED_TO_30(
            "unbilledTo30",
            "Unbilled to 30 days",
            "Unbilled work done up to 30 days before.",
            Waits.WORK,
            AgedAmounts::to30),
    UNBILLED_TO_60(
            "unbilledTo60",
            "Unbilled 31–60",
            "Unbilled work done 31 to 60 days before.",
            Waits.WORK,
            AgedAmounts::to60),
    UNBILLED_TO_90(
            "unbilledTo90",
            "Unbilled 61–90",
            "Unbilled work done 61 to 90 days before.",
            Waits.WORK,
            AgedAmounts::to90),
    UNBILLED_OLDER(
            "unbilledOlder",
            "Unbilled older",
            "Unbilled work done more than 90 days before.",
            Waits.WORK,
            AgedAmounts::older),
    OPEN(
            "open",
            "Open",
            "What is left to pay of approved invoices as Xero showed them last, with tax, each at its own rate; known by client.",
            Waits.MONEY,
            AgedAmounts::total),
    OPEN_NOT_DUE(
            "openNotDue", "Open, not due", "Open and not past its due date today.", Waits.MONEY, AgedAmounts::current),
    OPEN_TO_30("openTo30", "Overdue to 30 days", "Open and 1 to 30 days past due.", Waits.MONEY, AgedAmounts::to30),
    OPEN_TO_60("openTo60", "Overdue 31–60", "Open and 31 to 60 days past due.", Waits.MONEY, AgedAmounts::to60),
    OPEN_TO_90("openTo90", "Overdue 61–90", "Open and 61 to 90 days past due.", Waits.MONEY, AgedAmounts::to90),
    OPEN_OLDER("openOlder", "Overdue older", "Open and more than 90 days past due.", Waits.MONEY, AgedAmounts::older),
    INVOICED(
            "invoicedIn90Days",
            "Invoiced in 90 days",
            Unit.MONEY,
            "Approved invoices of the 90 days up to today, with tax, each at its own rate.",
            figures -> figures.backlog().invoiced()),
    DAYS_OUTSTANDING(
            "daysSalesOutstanding",
            "Days outstanding",
            Unit.DAYS,
            "Open ÷ invoiced in 90 days × 90.",
            figures -> figures.backlog().daysOfSales());

    /** What a figure counts. */
    public enum Unit {
        HOURS,
        MONEY,
        PERCENT,
        DAYS
    }

    /** Those that fit a screen. */
    public static final List<Figure> OVERVIEW = List.of(
            HOURS,
            BILLABLE_PERCENT,
            UTILISATION,
            REVENUE,
            ACCRUED,
            COST,
            EXPENSES,
            MARGIN,
            MARGIN_PERCENT,
            REALISATION,
            EFFECTIVE_RATE,
            UNBILLED);

    /** Unbilled work by age, the youngest first, then all of it. */
    public static final List<Figure> UNBILLED_AGES =
            List.of(UNBILLED_TO_30, UNBILLED_TO_60, UNBILLED_TO_90, UNBILLED_OLDER, UNBILLED_WORTH);

    /** Open invoices by days past due, the youngest first, then all of them. */
    public static final List<Figure> OPEN_AGES =
            List.of(OPEN_NOT_DUE, OPEN_TO_30, OPEN_TO_60, OPEN_TO_90, OPEN_OLDER, OPEN);

    private final String word;
    private final String title;
    private final Unit unit;
    private final String formula;
    private final Function<Figures, Optional<BigDecimal>> reckoned;

    Figure(String word, String title, Unit unit, String formula, Function<Figures, Optional<BigDecimal>> reckoned) {
        this.word = word;
        this.title = title;
        this.unit = unit;
        this.formula = formula;
        this.reckoned = reckoned;
    }

    Figure(String word, String title, String formula, Waits what, Function<AgedAmounts, BigDecimal> age) {
        this(word, title, Unit.MONEY, formula, figures -> what.of(figures.backlog(), age));
    }

    /** What an age is of. */
    private enum Waits {
        WORK,
        MONEY;

        Optional<BigDecimal> of(Backlog backlog, Function<AgedAmounts, BigDecimal> age) {
            return this == WORK ? backlog.unbilled(age) : backlog.open(age);
        }
    }

    /** As scripts read it. */
    public String word() {
        return word;
    }

    /** As a column is headed. */
    public String title() {
        return title;
    }

    public Unit unit() {
        return unit;
    }

    /** How it is reckoned, as a sentence. */
    public String formula() {
        return formula;
    }

    /** Whether it tells what people are paid. */
    public boolean isOfPay() {
        return this == COST || this == MARGIN || this == MARGIN_PERCENT;
    }

    /** Whether the reader may not see it of this row. */
    public boolean isHidden(Row row) {
        return isOfPay() && !row.payShown();
    }

    /** Empty where there is nothing to reckon it from, or it is hidden. */
    public Optional<BigDecimal> of(Row row) {
        return isHidden(row) ? Optional.empty() : reckoned.apply(row.figures());
    }
}
