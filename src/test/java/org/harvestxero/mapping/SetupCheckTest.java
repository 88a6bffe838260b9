package org.harvestxero.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.harvestxero.mapping.document.RuleBuilder.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.mapping.SetupCheck.Finding;
import org.harvestxero.mapping.coding.Books;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.coding.PaymentAccounts;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroSettings.TaxRate;
import org.harvestxero.mapping.failure.FailureCode;
import org.junit.jupiter.api.Test;

class SetupCheckTest {
    private static final PaymentAccounts NONE = PaymentAccounts.of(Map.of());

    @Test
    void aGoodSetupHasNoFindings() {
        PaymentAccounts payments = PaymentAccounts.of(Map.of("", "090", "USD", "091", "gateway.stripe", "880"));

        assertThat(SetupCheck.findings(
                        Books.context(
                                rule(1).account("210"),
                                rule(2).tracking("Region", "North"),
                                rule(3).itemCode("Product"),
                                rule(4).currency("USD").paymentAccount("091")),
                        payments))
                .isEmpty();
    }

    @Test
    void namesTheRuleOrSettingAtFault() {
        MappingContext context = Books.context(
                        rule(1).account("299"),
                        rule(2).why("Exports").taxType("TAX175"),
                        rule(3).tracking("Client", "Initech"),
                        rule(4).tracking("Region", "South"),
                        rule(5).itemCode("Widgets"),
                        rule(6).brandingTheme("Glossy"),
                        rule(7).paymentAccount("091"),
                        rule(8).taxType("NOSUCH"))
                .withOptions(Books.OPTIONS.withRevenueAccount("999").withTrackingCategory("Team"));

        assertThat(SetupCheck.findings(context, PaymentAccounts.of(Map.of("USD", "777"))))
                .extracting(Finding::where, finding -> finding.problem().code())
                .containsExactly(
                        tuple("copy.revenue-account", FailureCode.ACCOUNT_UNKNOWN),
                        tuple("copy.tracking-category", FailureCode.TRACKING_CATEGORY_MISSING),
                        tuple("mappings.yaml rule 1", FailureCode.ACCOUNT_ARCHIVED),
                        tuple("mappings.yaml rule 2 (Exports)", FailureCode.TAX_RATE_INACTIVE),
                        tuple("mappings.yaml rule 3", FailureCode.TRACKING_OPTION_ARCHIVED),
                        tuple("mappings.yaml rule 4", FailureCode.TRACKING_OPTION_UNKNOWN),
                        tuple("mappings.yaml rule 5", FailureCode.ITEM_UNKNOWN),
                        tuple("mappings.yaml rule 6", FailureCode.BRANDING_THEME_UNKNOWN),
                        tuple("mappings.yaml rule 7", FailureCode.PAYMENT_ACCOUNT_CURRENCY),
                        tuple("mappings.yaml rule 8", FailureCode.TAX_TYPE_UNKNOWN),
                        tuple("copy.payment-account.usd", FailureCode.PAYMENT_ACCOUNT_UNKNOWN));
    }

    @Test
    void looksAtTheAccountForWriteOffs() {
        XeroSettings xero = Books.context().xero();

        assertThat(SetupCheck.writeOffs(xero, "200")).isEmpty();
        assertThat(SetupCheck.writeOffs(xero, "299")).get().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo("copy.write-off-account");
            assertThat(finding.problem().code()).isEqualTo(FailureCode.ACCOUNT_ARCHIVED);
        });
        assertThat(SetupCheck.writeOffs(xero, null))
                .get()
                .returns(
                        FailureCode.WRITE_OFF_ACCOUNT_MISSING,
                        finding -> finding.problem().code());
    }

    @Test
    void ruling10ListsTheTaxChoices() {
        assertThat(SetupCheck.taxChoices(Books.context()))
                .containsExactly(
                        "0 %: NONE (copy.untaxed-tax-type)",
                        "2 %: TAX002 (the only active tax rate of 2 % for account 200)",
                        "5 %: RROUTPUT (the only active tax rate of 5 % for account 200)",
                        "7 %: TAX007 (the only active tax rate of 7 % for account 200)",
                        "10 %: Xero has several tax rates of 10 % for revenue accounts: TAX010A, TAX010B. Which one is meant can't be told from the invoice. Add a rule to mappings.yaml: when tax 10, use one of TAX010A, TAX010B; or make it the default tax of account 200.",
                        "15 %: TAX015 (the only active tax rate of 15 % for account 200)",
                        "20 %: OUTPUT2 (default tax of account 200)");
        assertThat(SetupCheck.taxChoices(Books.context().withOptions(Books.OPTIONS.withRevenueAccount(null))))
                .isEmpty();
        assertThat(SetupCheck.findings(Books.context(), NONE)).isEmpty();
    }

    @Test
    void aRuleForACurrencyIsHeldAgainstThatCurrency() {
        assertThat(SetupCheck.findings(Books.context(rule(1).currency("GBP").paymentAccount("091")), NONE))
                .extracting(finding -> finding.problem().sentence())
                .singleElement()
                .asString()
                .contains("091");
        assertThat(SetupCheck.findings(Books.context(rule(1).paymentAccount("091")), NONE))
                .hasSize(1);
    }

    @Test
    void aSettingForAGatewayIsHeldAgainstTheCurrencyItEndsIn() {
        assertThat(SetupCheck.findings(
                        Books.context(), PaymentAccounts.of(Map.of("", "090", "gateway.stripe.USD", "091"))))
                .isEmpty();
        assertThat(SetupCheck.findings(Books.context(), PaymentAccounts.of(Map.of("gateway.stripe", "091"))))
                .extracting(finding -> finding.problem().code())
                .containsExactly(FailureCode.PAYMENT_ACCOUNT_CURRENCY);
        assertThat(SetupCheck.findings(Books.context(), PaymentAccounts.of(Map.of("", "777"))))
                .extracting(Finding::where)
                .containsExactly("copy.payment-account");
    }

    @Test
    void whatIsLeftBlankIsNotLookedUp() {
        assertThat(SetupCheck.findings(
                        Books.context()
                                .withOptions(
                                        Books.OPTIONS.withRevenueAccount(" ").withTrackingCategory("")),
                        NONE))
                .isEmpty();
        assertThat(SetupCheck.writeOffs(Books.xero(), " "))
                .map(finding -> finding.problem().code())
                .contains(FailureCode.WRITE_OFF_ACCOUNT_MISSING);
        assertThat(SetupCheck.taxChoices(Books.context().withOptions(Books.OPTIONS.withRevenueAccount(null))))
                .isEmpty();
    }

    @Test
    void aTaxTypeOfUntaxedLinesIsLookedUp() {
        assertThat(SetupCheck.findings(Books.context().withOptions(Books.OPTIONS.withUntaxedTaxType("TAX175")), NONE))
                .extracting(Finding::where, finding -> finding.problem().code())
                .containsExactly(tuple("copy.untaxed-tax-type", FailureCode.TAX_RATE_INACTIVE));
    }

    @Test
    void aTrackingCategoryOfARuleMustBeThere() {
        assertThat(SetupCheck.findings(Books.context(rule(1).tracking("Team", "Web")), NONE))
                .extracting(finding -> finding.problem().code())
                .containsExactly(FailureCode.TRACKING_CATEGORY_MISSING, FailureCode.TRACKING_OPTION_UNKNOWN);
    }

    @Test
    void ruling10ARateThatTheFallbackAccountMayNotBearIsNoChoice() {
        XeroSettings books = Books.xero();
        XeroSettings narrow = new XeroSettings(
                books.organisation(),
                books.accounts(),
                List.of(
                        new TaxRate("OUTPUT2", "20% VAT on income", new BigDecimal("20"), true, Set.of("REVENUE")),
                        new TaxRate("INPUT9", "9% VAT on expenses", new BigDecimal("9"), true, Set.of("EXPENSE"))),
                books.items(),
                books.trackingCategories(),
                books.currencies(),
                books.brandingThemes());

        assertThat(SetupCheck.taxChoices(Books.context().withXero(narrow)))
                .containsExactly("20 %: OUTPUT2 (default tax of account 200)");
    }

    @Test
    void anAccountNamedForAnyCurrencyIsHeldAgainstTheBooksOwn() {
        assertThat(SetupCheck.findings(Books.context(rule(1).paymentAccount("091")), NONE))
                .extracting(finding -> finding.problem().sentence())
                .containsExactly("The bank account 091 is kept in USD, but payments in EUR are to go there.");
    }
}
