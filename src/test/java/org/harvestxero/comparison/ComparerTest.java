package org.harvestxero.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.harvestxero.billing.calendar.Close;
import org.harvestxero.billing.calendar.Cycle;
import org.harvestxero.billing.calendar.DateRule;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.calendar.Proration;
import org.harvestxero.billing.calendar.Term;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Pricing;
import org.harvestxero.billing.terms.RateCard;
import org.harvestxero.billing.terms.RateLine;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rounding;
import org.harvestxero.billing.terms.Rule;
import org.harvestxero.comparison.Comparison.Row;
import org.junit.jupiter.api.Test;

class ComparerTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Project WEBSITE = new Project("Website".hashCode(), "Website", null);

    private final Agreement plain = Agreement.plain(
            "Acme",
            "v1",
            new BillingCalendar(
                    Cycle.monthly(),
                    new Term(LocalDate.of(2026, 1, 1), null),
                    new BillingCalendar.Dates(
                            Close.onTheFirst(),
                            DateRule.net(0),
                            DateRule.net(30),
                            WorkingDays.mondayToFriday(Holidays.none()),
                            ZoneId.of("Europe/Berlin")),
                    Proration.ACTUAL,
                    false));

    @Test
    void anInvoiceThatSaysTheSameInOtherWordsAgrees() {
        Comparison found = compare(
                plain,
                invoice(item("[WEB] Website: Design (01 Mar 2026 - 31 Mar 2026)", "7.33", "15.00", "109.95", WEBSITE)),
                entry(1).of("7.33").at("15.00").build());

        assertThat(found.agrees()).isTrue();
        assertThat(found.ours()).isEqualTo(Money.of("109.95", "USD"));
        assertThat(found.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.reason()).isEmpty());
    }

    @Test
    void theSameAmountInOtherLinesAgrees() {
        Comparison found = compare(
                plain,
                invoice(item("Ann", "3", "100", "300.00", WEBSITE), item("Bob", "1", "100", "100.00", WEBSITE)),
                entry(1).task("Design").of("2.00").build(),
                entry(2).task("Development").of("2.00").build());

        assertThat(found.agrees()).isTrue();
        assertThat(onlyRow(found).reason()).isEqualTo("the same amount in other lines");
    }

    @Test
    void heldWorkExplainsWhatWeBillLess() {
        Comparison found = compare(
                plain,
                invoice(item("Website: Design", "4", "100", "400.00", WEBSITE)),
                entry(1).of("2.50").build(),
                entry(2).of("1.50").approval(Approval.SUBMITTED).build());

        Row row = onlyRow(found);
        assertThat(row.difference()).isEqualTo(Money.of("-150.00", "USD"));
        assertThat(row.explained()).isTrue();
        assertThat(row.reason()).isEqualTo("1.50 h worth 150.00 not billed, held: submitted, but not approved");
    }

    @Test
    void workNobodyInvoicedIsFound() {
        Comparison found = compare(
                plain,
                Set.of(2L),
                List.of(invoice(item("Website: Design", "2.5", "100", "250.00", WEBSITE))),
                entry(1).of("2.50").build(),
                entry(2).of("1.25").build());

        assertThat(onlyRow(found).reason()).isEqualTo("1.25 h in 1 entry that Harvest never marked as invoiced");
    }

    @Test
    void anotherRateAndRoundingAreNamedTogether() {
        Agreement agreed = plain.with(Pricing.asInHarvest()
                .with(Rounding.to(Rounding.Direction.UP, 15, Rounding.Per.ENTRY))
                .with(RateCard.of(RateLine.of(Match.any(), Rate.hourly("120.00", "USD")))));

        Comparison found = compare(
                agreed,
                invoice(item("Website: Design", "1.10", "100", "110.00", WEBSITE)),
                entry(1).of("1.10").build());

        Row row = onlyRow(found);
        assertThat(row.difference()).isEqualTo(Money.of("40.00", "USD"));
        assertThat(row.explained()).isTrue();
        assertThat(row.reason())
                .isEqualTo(
                        "+22.00 by the agreement's rates instead of Harvest's; +18.00 by the agreement's rounding of hours");
    }

    @Test
    void aFeeThatWasNeverInvoicedIsNamed() {
        Agreement agreed = plain.with(Rule.of(
                "Care plan",
                Match.any(),
                Retainer.of(Retainer.When.IN_ARREARS, Money.of("500.00", "USD"), new Limit.InHours(Hours.of("10")))));

        Comparison found = compare(
                agreed,
                invoice(item("Website: Design", "2", "100", "200.00", WEBSITE)),
                entry(1).of("2.00").build());

        assertThat(found.difference()).isEqualTo(Money.of("300.00", "USD"));
        assertThat(found.rows()).hasSize(2);
        assertThat(found.rows()).allMatch(Row::explained);
        assertThat(found.rows().get(0).reason()).contains("the agreement's fee of 500.00 USD (Care plan)");
        assertThat(found.rows().get(1).reason()).contains("2.00 h worth 200.00 not billed, covered");
    }

    @Test
    void whatNothingExplainsIsLeftToAPerson() {
        Comparison found = compare(
                plain,
                invoice(
                        item("Website: Design", "3", "100", "300.00", WEBSITE),
                        item("Domain name", "1", "12.50", "12.50", null)),
                entry(1).of("2.00").build());

        assertThat(found.rows()).hasSize(2).noneMatch(Row::explained);
        assertThat(found.rows().get(0).reason())
                .isEqualTo("only on the invoice: a line typed by hand, or a fee the agreement doesn't have");
        assertThat(found.rows().get(1).reason()).isEqualTo("2.00 against 3.00 on the invoice, both at 100.00");
    }

    @Test
    void rowsAddUpToBothTotals() {
        Comparison found = compare(
                plain,
                invoice(
                        item("Website: Design", "3", "100", "300.00", WEBSITE),
                        item("Discount", "1", "-30", "-30.00", null)),
                entry(1).of("2.00").build(),
                entry(2).project("Shop").of("1.00").build());

        Money zero = Money.zero(USD);
        assertThat(found.rows().stream().map(Row::oursAmount).reduce(zero, Money::plus))
                .isEqualTo(found.ours())
                .isEqualTo(Money.of("300.00", "USD"));
        assertThat(found.rows().stream().map(Row::theirsAmount).reduce(zero, Money::plus))
                .isEqualTo(found.theirs())
                .isEqualTo(Money.of("270.00", "USD"));
    }

    private static Row onlyRow(Comparison found) {
        assertThat(found.rows()).hasSize(1);
        return found.rows().get(0);
    }

    private static org.harvestxero.billing.TimeEntryBuilder entry(long id) {
        return aTimeEntry().id(id).project("Website").task("Design");
    }

    static Invoiced invoice(Invoiced.Item... items) {
        return new Invoiced("INV-7", LocalDate.of(2026, 4, 1), null, List.of(items), false);
    }

    static Invoiced.Item item(String text, String quantity, String price, String amount, Project project) {
        return new Invoiced.Item(
                text, new BigDecimal(quantity), new BigDecimal(price), Money.of(amount, "USD"), project);
    }

    private static Comparison compare(Agreement agreement, Invoiced invoice, TimeEntry... entries) {
        return compare(agreement, Set.of(), List.of(invoice), entries);
    }

    private static Comparison compare(
            Agreement agreement, Set<Long> neverInvoiced, List<Invoiced> invoices, TimeEntry... entries) {
        DuePeriod march =
                agreement.calendar().containing(LocalDate.of(2026, 3, 15)).orElseThrow();
        Named acme = new Named(5, "Acme");
        BillingResult result = new BillingEngine()
                .bill(new BillingRequest(
                        agreement, march, acme, USD, List.of(entries), List.of(), BillingRequest.Known.nothing()));
        return Comparer.compare(
                new Trial(acme, USD, march, result.drafts(), result.notBilled(), neverInvoiced, invoices));
    }
}
