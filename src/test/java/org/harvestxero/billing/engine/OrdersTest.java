package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.ExpenseBuilder.anExpense;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.plain;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Books;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.billing.terms.CodingRule;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.Layout;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Limits;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.PurchaseOrder;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
import org.junit.jupiter.api.Test;

/** Which order, which invoice and which account work and fees go under. */
class OrdersTest {
    private static final PurchaseOrder WEB = new PurchaseOrder("PO-WEB", Match.projects("WEB"));
    private static final PurchaseOrder APP = new PurchaseOrder("PO-APP", Match.projects("App"));
    private static final PurchaseOrder REST = new PurchaseOrder("PO-REST", Match.any());
    private static final TimeEntry WEBSITE = aTimeEntry().id(1).build();
    private static final TimeEntry IN_APP = aTimeEntry().id(2).project("App").build();

    private static Orders orders(List<PurchaseOrder> all, TimeEntry... entries) {
        Agreement agreement = plain().with(new Books(List.of(), all));
        return new Orders(new BillingRequest(
                agreement,
                agreement.calendar().containing(MARCH).orElseThrow(),
                new Named(5, "Acme"),
                Bills.USD,
                Arrays.asList(entries),
                List.of(),
                BillingRequest.Known.nothing()));
    }

    private static Rule of(String... projects) {
        return Rule.of("Rule", Match.projects(projects), Hourly.plain());
    }

    private static final Rule ANY = Rule.of("Rule", Match.any(), Hourly.plain());

    @Test
    void workGoesToTheFirstOrderThatMatchesIt() {
        assertThat(orders(List.of(WEB, REST)).of(WEBSITE.origin())).isEqualTo("PO-WEB");
        assertThat(orders(List.of(WEB, REST)).of(IN_APP.origin())).isEqualTo("PO-REST");
        assertThat(orders(List.of(WEB)).of(IN_APP.origin())).isEmpty();
    }

    /** The order names the project by its code, the rule by its name; the work says they are the same. */
    @Test
    void aRuleHasTheOrderOfTheProjectItNames() {
        assertThat(orders(List.of(WEB, APP), WEBSITE).of(of("Website"))).isEqualTo("PO-WEB");
        assertThat(orders(List.of(WEB, APP)).of(of("WEB"))).isEqualTo("PO-WEB");
        assertThat(orders(List.of(WEB, APP)).of(of("Website"))).isEmpty();
        assertThat(orders(List.of(WEB, APP), WEBSITE).of(of("App"))).isEqualTo("PO-APP");
        assertThat(orders(List.of(WEB, REST)).of(of("App"))).isEqualTo("PO-REST");
        assertThat(orders(List.of()).of(of("App"))).isEmpty();
    }

    @Test
    void aRuleOfProjectsWithDifferentOrdersHasNone() {
        assertThat(orders(List.of(WEB, APP), WEBSITE, IN_APP).of(of("Website", "App")))
                .isEmpty();
        assertThat(orders(List.of(REST), WEBSITE, IN_APP).of(of("Website", "App")))
                .isEqualTo("PO-REST");
    }

    @Test
    void aRuleForAnyWorkHasTheOrderAllWorkIsBilledAgainst() {
        assertThat(orders(List.of(WEB, APP), WEBSITE).of(ANY)).isEqualTo("PO-WEB");
        assertThat(orders(List.of(WEB, APP), WEBSITE, IN_APP).of(ANY)).isEmpty();
        assertThat(orders(List.of(WEB, REST)).of(ANY)).isEqualTo("PO-REST");
        assertThat(orders(List.of(WEB, APP)).of(ANY)).isEmpty();
    }

    private static Rule fee(String name, String... projects) {
        return Rule.of(
                name,
                Match.projects(projects),
                Retainer.of(Retainer.When.IN_ARREARS, Money.of("500.00", "USD"), Limit.hours("0")));
    }

    private static List<String> invoices(Agreement agreement, TimeEntry... entries) {
        return bill(agreement, MARCH, entries).drafts().stream()
                .map(draft -> draft.key() + ": " + draft.subtotal().amount())
                .toList();
    }

    @Test
    void aFeeOfOneProjectGoesOnTheProjectsInvoice() {
        Agreement agreement = plain().with(Layout.plain().per(Layout.PerInvoice.PROJECT))
                .with(fee("Care", "WEB"), fee("Hosting", "App"), Rule.of("Time", Match.any(), Hourly.plain()));

        assertThat(invoices(agreement, WEBSITE)).containsExactly("App: 500.00", "Website: 600.00");
        assertThat(invoices(agreement)).containsExactly("App: 500.00", "WEB: 500.00");
    }

    @Test
    void aFeeOfSeveralProjectsGoesOnTheMainInvoice() {
        Agreement agreement = plain().with(Layout.plain().per(Layout.PerInvoice.PROJECT))
                .with(fee("Care", "WEB", "App"), Rule.of("Time", Match.any(), Hourly.plain()));

        assertThat(invoices(agreement, WEBSITE)).containsExactly(": 500.00", "Website: 100.00");
    }

    @Test
    void invoicesByOrderPutFeesUnderTheOrderOfTheirProject() {
        Agreement agreement = plain().with(Layout.plain().per(Layout.PerInvoice.PURCHASE_ORDER))
                .with(new Books(List.of(), List.of(WEB, APP)))
                .with(
                        fee("Care", "Website"),
                        fee("Hosting", "App"),
                        fee("Other", "Shop"),
                        Rule.of("Time", Match.any(), Hourly.plain()));

        assertThat(invoices(
                        agreement, WEBSITE, aTimeEntry().id(3).project("Blog").build()))
                .containsExactly(": 600.00", "PO-APP: 500.00", "PO-WEB: 600.00");
    }

    @Test
    void aRuleWithAnInvoiceOfItsOwnKeepsItWhateverTheProject() {
        Agreement agreement = plain().with(Layout.plain().per(Layout.PerInvoice.PROJECT))
                .with(
                        fee("Care", "WEB").onInvoice("Plan"),
                        Rule.of("Time", Match.any(), Hourly.plain()).onInvoice("Hours"));

        assertThat(invoices(agreement, IN_APP)).containsExactly("Hours: 100.00", "Plan: 500.00");
    }

    @Test
    void workIsCodedByItsRuleFirstAndTheListAfter() {
        Agreement agreement = plain().with(Rule.of("Time", Match.any(), Hourly.plain())
                        .with(new Coding("200", null, null, Map.of("Team", "{role}", "Region", "{project-code}"))))
                .with(new Books(
                        List.of(
                                new CodingRule(
                                        Match.kinds("Build"), Set.of(), new Coding("201", "OUTPUT2", null, Map.of())),
                                new CodingRule(
                                        Match.any(),
                                        Set.of("Time"),
                                        new Coding(
                                                "202", null, "{item}", Map.of("Who", "{person}, {task}, {project}")))),
                        List.of()));

        Coding coding =
                onlyDraft(bill(agreement, MARCH, WEBSITE)).lines().get(0).coding();
        Coding withRole = onlyDraft(bill(
                        agreement,
                        MARCH,
                        aTimeEntry().project("App").task("Build").as("Senior").build()))
                .lines()
                .get(0)
                .coding();

        assertThat(coding)
                .isEqualTo(new Coding("200", null, "{item}", Map.of("Region", "WEB", "Who", "Ann, Design, Website")));
        assertThat(withRole)
                .isEqualTo(new Coding("200", "OUTPUT2", "{item}", Map.of("Team", "Senior", "Who", "Ann, Build, App")));
    }

    /** A fee belongs to no person or project, so the options that name them come out empty and are left out. */
    @Test
    void feesAreCodedWithoutTheNamesOfWork() {
        Agreement agreement = plain().with(fee("Care", "WEB"))
                .with(new Books(
                        List.of(
                                new CodingRule(Match.projects("WEB"), Set.of(), Coding.account("199")),
                                new CodingRule(
                                        Match.any(),
                                        Set.of("Care"),
                                        new Coding("200", null, null, Map.of("Team", "{person}", "Region", "North")))),
                        List.of()));

        assertThat(onlyDraft(bill(agreement, MARCH, new TimeEntry[0]))
                        .lines()
                        .get(0)
                        .coding())
                .isEqualTo(new Coding("200", null, null, Map.of("Region", "North")));
    }

    @Test
    void anInvoiceForEachOrderNamesTheOrderOfItsWork() {
        Agreement agreement = plain().with(new Books(
                        List.of(),
                        List.of(
                                new PurchaseOrder("PO-7", Match.projects("Alpha")),
                                new PurchaseOrder("PO-8", Match.any()))))
                .with(Layout.plain().per(Layout.PerInvoice.PURCHASE_ORDER));

        BillingResult result = bill(
                agreement,
                MARCH,
                aTimeEntry().id(1).project("Alpha").build(),
                aTimeEntry().id(2).project("Beta").build());

        assertThat(result.drafts())
                .extracting(draft -> draft.key() + ": " + draft.words().purchaseOrder())
                .containsExactly("PO-7: PO-7", "PO-8: PO-8");
    }

    @Test
    void anExpenseOfAnotherOrderTakesNothingOfIt() {
        Agreement agreement = plain().with(new Books(
                        List.of(),
                        List.of(
                                new PurchaseOrder("PO-7", Match.projects("Alpha")),
                                new PurchaseOrder("PO-8", Match.any()))))
                .with(Limits.of(
                        Cap.ofOrder("PO-7", Match.projects("Alpha"), Limit.money("100.00", "USD"), Cap.AtCap.HOLD)));

        BillingResult result = bill(
                agreement,
                MARCH,
                anExpense().id(8).project("Alpha").costing("80.00", "USD").build(),
                anExpense().id(9).project("Beta").costing("150.00", "USD").build());

        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("230.00", "USD"));
        assertThat(result.notBilled()).isEmpty();
    }
}
