package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.ExpenseBuilder.anExpense;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.onlyLine;
import static org.harvestxero.billing.engine.Bills.plain;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Books;
import org.harvestxero.billing.terms.ExpenseTerms;
import org.harvestxero.billing.terms.FixedFee;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.Layout;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Limits;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Phase;
import org.harvestxero.billing.terms.PurchaseOrder;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
import org.harvestxero.billing.terms.Texts;
import org.harvestxero.billing.terms.Texts.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineWordsTest {
    private static Agreement saying(Place place, String text) {
        return plain().with(Layout.plain().by().with(Texts.of(Map.of(place, text))))
                .with(new Books(List.of(), List.of(new PurchaseOrder("PO-7", Match.any()))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{rule}                      | Time",
                "{client}                    | Acme",
                "{purchase-order}            | PO-7",
                "{group}                     | Time",
                "{project}                   | Website",
                "{project-code}              | WEB",
                "{task}                      | Build, Design",
                "{person}                    | Ann, Bob",
                "{role}                      | Senior",
                "{notes}                     | Logo",
                "{day}                       | 2 March 2026",
                "{hours}                     | 3.00 h",
                "{rate}                      | 100.00",
                "[{included}]                | []",
                "[{phase}]                   | []",
                "{period}                    | March 2026",
                "{period-start}              | 1 March 2026",
                "{period-end}                | 31 March 2026",
                "{month}                     | March 2026",
                "{year}                      | 2026",
                "{quarter}                   | Q1 2026",
                "{label}                     | 2026-03",
            })
    void aLineOfWorkKnowsItsWork(String text, String written) {
        TimeEntry design = aTimeEntry()
                .id(1)
                .on("2026-03-02")
                .of("1.00")
                .as("Senior")
                .notes("Logo")
                .build();
        TimeEntry build = aTimeEntry()
                .id(2)
                .on("2026-03-03")
                .of("2.00")
                .task("Build")
                .by("Bob")
                .notes(" ")
                .build();

        assertThat(onlyLine(bill(saying(Place.HOURS, text), MARCH, design, build))
                        .description())
                .isEqualTo(written);
    }

    @Test
    void moreThanThreeNamesAreCutShort() {
        Agreement agreement = saying(Place.HOURS, "{person}");
        TimeEntry ann = aTimeEntry().id(1).build();
        TimeEntry bob = aTimeEntry().id(2).by("Bob").build();
        TimeEntry cid = aTimeEntry().id(3).by("Cid").build();
        TimeEntry dan = aTimeEntry().id(4).by("Dan").build();

        assertThat(onlyLine(bill(agreement, MARCH, cid, bob, ann)).description())
                .isEqualTo("Ann, Bob, Cid");
        assertThat(onlyLine(bill(agreement, MARCH, dan, cid, bob, ann)).description())
                .isEqualTo("Ann, Bob, Cid …");
    }

    @Test
    void groupsWithoutANameAreLeftOut() {
        Agreement agreement = plain().with(Layout.plain().by(Layout.Group.ROLE, Layout.Group.TASK));

        assertThat(onlyLine(bill(agreement, MARCH, aTimeEntry().build())).description())
                .isEqualTo("Design, March 2026");
    }

    @Test
    void aPhaseNamesTheWorkThatBelongsToIt() {
        Agreement agreement = saying(Place.HOURS, "{phase}: {task}")
                .with(
                        Rule.of("Time", Match.projects("Website"), Hourly.plain()),
                        Rule.of(
                                "Site",
                                Match.any(),
                                FixedFee.of(
                                        Phase.open("All", Money.of("1.00", "USD")),
                                        new Phase(
                                                "Draft", Money.of("1.00", "USD"), Match.kinds("Design"), List.of()))));

        assertThat(onlyLine(bill(agreement, MARCH, aTimeEntry().build())).description())
                .isEqualTo("Draft: Design");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{category}, {task}          | Travel, Travel",
                "{project}, {group}          | Website, Website",
                "{project-code}              | WEB",
                "{person}                    | Ann",
                "{day}                       | 12 March 2026, 13 March 2026",
                "{notes}                     | Train to the client",
                "{units}                     | 100, 50",
                "{rule}                      | Expenses",
                "{client}                    | Acme",
                "{purchase-order}            | PO-7",
                "{month}                     | March 2026",
            })
    void aLineOfExpensesKnowsItsExpenses(String text, String written) {
        Expense first = anExpense().id(1).units("100").build();
        Expense second = anExpense().id(2).on("2026-03-13").units("50").build();
        Agreement agreement =
                saying(Place.EXPENSE, text).with(ExpenseTerms.atCost().onOneLine());

        assertThat(onlyLine(bill(agreement, MARCH, first, second)).description())
                .isEqualTo(written);
    }

    @Test
    void anExpenseWithoutUnitsHasNone() {
        assertThat(onlyLine(bill(
                                saying(Place.EXPENSE, "[{units}]"),
                                MARCH,
                                anExpense().build()))
                        .description())
                .isEqualTo("[]");
    }

    @Test
    void lateExpensesOnOneLineSayTheirDaysAlone() {
        Agreement agreement = saying(Place.EXPENSE, "{category}, {day}")
                .with(ExpenseTerms.atCost().onOneLine());

        assertThat(onlyLine(bill(
                                agreement,
                                MARCH,
                                anExpense().id(1).on("2026-02-26").build(),
                                anExpense().id(2).on("2026-02-27").build()))
                        .description())
                .isEqualTo("Travel, 26 February 2026, 27 February 2026");
    }

    @Test
    void aFeeKnowsItsPeriodAndWhatItIncludes() {
        Agreement agreement = saying(Place.FEE, "{rule} for {client}, {fee-period}, {fee-month}, {included}, {month}")
                .with(Rule.of(
                        "Care",
                        Match.any(),
                        Retainer.of(Retainer.When.IN_ARREARS, Money.of("500.00", "USD"), Limit.hours("10"))));

        assertThat(onlyLine(bill(agreement, MARCH, new TimeEntry[0])).description())
                .isEqualTo("Care for Acme, March 2026, March 2026, 10.00 h, March 2026");
    }

    @Test
    void aDiscountKnowsItsReasonAndPercentage() {
        Agreement agreement = saying(Place.DISCOUNT, "{percent} % for {reason}, {client}[{rule}]")
                .with(Limits.of(Adjustment.percent(
                        Adjustment.Kind.DISCOUNT, Adjustment.Level.INVOICE, Match.any(), "12.50", "loyalty")));

        assertThat(onlyDraft(bill(agreement, MARCH, aTimeEntry().build()))
                        .lines()
                        .get(1)
                        .description())
                .isEqualTo("12.5 % for loyalty, Acme[]");
    }

    @Test
    void anAmountHasNoPercentage() {
        Agreement agreement = saying(Place.DISCOUNT, "[{percent}] {reason}")
                .with(Limits.of(Adjustment.amount(Adjustment.Kind.WRITE_DOWN, Money.of("7.00", "USD"), "delay")));

        DraftLine discount =
                onlyDraft(bill(agreement, MARCH, aTimeEntry().build())).lines().get(1);

        assertThat(discount.description()).isEqualTo("[] delay");
        assertThat(discount.words()).isEqualTo("7.00 USD write-down: delay");
    }

    @Test
    void anInvoiceCarriesReferenceNumberAndNotes() {
        Agreement agreement = plain().with(Layout.plain()
                        .with(Texts.of(Map.of(
                                Place.REFERENCE, "{purchase-order} / {label}",
                                Place.NUMBER, "{client}-{label}",
                                Place.NOTES, "Thank you, {client}"))))
                .with(new Books(List.of(), List.of(new PurchaseOrder("PO-7", Match.any()))));

        assertThat(onlyDraft(bill(agreement, MARCH, aTimeEntry().build())).words())
                .isEqualTo(new Draft.Words("PO-7 / 2026-03", "Acme-2026-03", "Thank you, Acme", "PO-7"));
    }

    @Test
    void aPeriodThatIsNoMonthIsNamedByItsDays() {
        PeriodWords words = new PeriodWords(Locale.ENGLISH);
        BillingPeriod half = BillingPeriod.of("2026-10-17", "2026-11-16");

        assertThat(words.period(half)).isEqualTo("17 October 2026 – 16 November 2026");
        assertThat(words.month(half)).isEqualTo("November 2026");
        assertThat(words.value("quarter", half)).isEqualTo("Q4 2026");
        assertThat(words.value("label", half)).isEqualTo("2026-10-17..2026-11-16");
        assertThat(words.value("project", half)).isNull();
    }
}
