package org.harvestxero.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.mapping.document.RuleBuilder.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.harvestxero.mapping.PaymentResult.Mapped;
import org.harvestxero.mapping.PaymentResult.Refused;
import org.harvestxero.mapping.PaymentResult.Waiting;
import org.harvestxero.mapping.coding.Books;
import org.harvestxero.mapping.coding.MappingRules;
import org.harvestxero.mapping.coding.PaymentAccountFit;
import org.harvestxero.mapping.coding.PaymentAccounts;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.SourcePayment;
import org.harvestxero.mapping.document.TargetPayment;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentMapperTest {
    private static final SourceClient ACME = new SourceClient(7, "Acme", null, "EUR", null, null, null);
    private static final PaymentAccounts ACCOUNTS = PaymentAccounts.of(Map.of(
            "", "090", "USD", "091", "gateway.stripe", "880", "gateway.paypal", "881", "gateway.paypal.USD", "882"));

    @Test
    void recordsAPaymentUnderOurMark() {
        SourcePayment payment = new SourcePayment(
                501, 50042, new BigDecimal("60.00"), LocalDate.parse("2026-11-02"), "Thanks!\nsecond line", null, null);

        assertThat(PaymentMapper.map(payment, due("100.00", MappingRules.NONE, ACCOUNTS)))
                .isEqualTo(new Mapped(
                        new TargetPayment(
                                501,
                                50042,
                                "090",
                                LocalDate.parse("2026-11-02"),
                                new BigDecimal("60.00"),
                                "HP501 Thanks!"),
                        "copy.payment-account"));
    }

    @Test
    void referenceHoldsTheGatewaysOwnWithin255Characters() {
        SourcePayment payment = new SourcePayment(
                501,
                50042,
                new BigDecimal("60.00"),
                LocalDate.parse("2026-11-02"),
                "note",
                "ch_" + "1".repeat(300),
                "Stripe");

        Mapped mapped = (Mapped) PaymentMapper.map(payment, due("100.00", MappingRules.NONE, ACCOUNTS));

        assertThat(mapped.payment().reference()).startsWith("HP501 ch_111").hasSize(255);
    }

    @ParameterizedTest(name = "{0} by {1}: {2}, {3}")
    @CsvSource({
        "EUR, , 090, copy.payment-account",
        "USD, , 091, copy.payment-account.usd",
        "EUR, Stripe, 880, copy.payment-account.gateway-stripe",
        "EUR, PayPal Express Checkout, 881, copy.payment-account.gateway-paypal",
        "USD, PayPal, 882, copy.payment-account.gateway-paypal-usd",
        "EUR, PayPalX, 090, copy.payment-account",
        "GBP, GoCardless, 090, copy.payment-account",
    })
    void ruling14AccountIsTheGatewaysThenTheCurrencysThenTheUsual(
            String currency, String gateway, String account, String because) {
        assertThat(ACCOUNTS.accountFor(currency, gateway)).contains(new MappingRules.Ruling(account, because));
    }

    @Test
    void ruling14ARuleWinsOverTheSettings() {
        MappingRules rules = new MappingRules(List.of(
                rule(1).gateway("stripe").paymentAccount("880"),
                rule(2).client("Acme").paymentAccount("id-090")));

        assertThat(PaymentMapper.map(payment("60.00", "Stripe"), due("100.00", rules, ACCOUNTS)))
                .isInstanceOfSatisfying(Mapped.class, mapped -> {
                    assertThat(mapped.payment().account()).isEqualTo("090");
                    assertThat(mapped.because()).isEqualTo("mappings.yaml rule 2");
                });
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({
        "090, EUR, ",
        "090, USD, ",
        "091, USD, ",
        "091, GBP, PAYMENT_ACCOUNT_CURRENCY",
        "091, EUR, PAYMENT_ACCOUNT_CURRENCY",
        "880, USD, ",
        "200, EUR, PAYMENT_ACCOUNT_UNFIT",
        "299, EUR, PAYMENT_ACCOUNT_ARCHIVED",
        "777, EUR, PAYMENT_ACCOUNT_UNKNOWN",
        "ID-091, USD, ",
    })
    void ruling14TheBanksCurrencyMustBeTheBasesOrTheDocuments(String account, String currency, FailureCode cause) {
        assertThat(PaymentAccountFit.problem(Books.xero(), account, currency).map(Problem::code))
                .isEqualTo(java.util.Optional.ofNullable(cause));
    }

    @Test
    void ruling14WithoutAnyAccountItIsRefused() {
        Refused refused = (Refused) PaymentMapper.map(
                payment("60.00", "Stripe"), due("100.00", MappingRules.NONE, PaymentAccounts.of(Map.of())));

        assertThat(refused.problem().sentence()).isEqualTo("No Xero account is known for payments in EUR by Stripe.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DRAFT", "SUBMITTED"})
    void ruling1APaymentWaitsForItsInvoiceToBeApproved(String status) {
        assertThat(PaymentMapper.map(payment("60.00", null), context("100.00", status)))
                .isEqualTo(new Waiting("invoice 1042 isn't approved in Xero yet"));
    }

    @Test
    void ruling1PaymentsGoByThePaidDateThenTheId() {
        SourcePayment third = on("2026-11-02", 3);
        SourcePayment first = on("2026-10-30", 9);
        SourcePayment second = on("2026-11-02", 2);

        assertThat(Stream.of(third, first, second).sorted(PaymentMapper.ORDER)).containsExactly(first, second, third);
    }

    @Test
    void aPaymentOnAVoidedInvoiceIsRefused() {
        assertThat(PaymentMapper.map(payment("60.00", null), context("0.00", "VOIDED")))
                .isEqualTo(new Refused(Problem.of(FailureCode.INVOICE_NOT_EDITABLE, "1042")));
    }

    @Test
    void neverMoreThanIsDue() {
        Refused refused = (Refused) PaymentMapper.map(payment("60.01", null), context("60.00", "AUTHORISED"));

        assertThat(refused.problem().sentence())
                .isEqualTo("The payment of 60.01 EUR is more than what is still due on invoice 1042 (60.00 EUR).");
        assertThat(PaymentMapper.map(payment("60.00", null), context("60.00", "AUTHORISED")))
                .isInstanceOf(Mapped.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.00", "-5.00"})
    void nothingButAmountsAboveZero(String amount) {
        assertThat(((Refused) PaymentMapper.map(payment(amount, null), context("60.00", "AUTHORISED")))
                        .problem()
                        .code())
                .isEqualTo(FailureCode.PAYMENT_NOT_POSITIVE);
    }

    @Test
    void marksAreReadBackWhole() {
        assertThat(Marks.paymentIn("HP12 HP99").getAsLong()).isEqualTo(12);
        assertThat(Marks.paymentIn("by card, HP123.").getAsLong()).isEqualTo(123);
        assertThat(Marks.paymentIn("XHP12")).isEmpty();
        assertThat(Marks.paymentIn(null)).isEmpty();
        assertThat(Marks.creditNoteIn("HC50042 PO-7").getAsLong()).isEqualTo(50042);
        assertThat(Marks.clientIn("harvest-client-7").getAsLong()).isEqualTo(7);
        assertThat(Marks.clientIn("harvest-client-7b")).isEmpty();
        assertThat(Marks.invoiceIn("https://acme.harvestapp.com/invoices/50042").getAsLong())
                .isEqualTo(50042);
        assertThat(Marks.invoiceIn("https://acme.harvestapp.com/invoices/50042/edit"))
                .isEmpty();
    }

    private static PaymentContext due(String amount, MappingRules rules, PaymentAccounts accounts) {
        return new PaymentContext(
                Books.xero(), rules, accounts, ACME, "1042", "EUR", "AUTHORISED", new BigDecimal(amount));
    }

    private static PaymentContext context(String due, String status) {
        return new PaymentContext(
                Books.xero(), MappingRules.NONE, ACCOUNTS, ACME, "1042", "EUR", status, new BigDecimal(due));
    }

    private static SourcePayment payment(String amount, String gateway) {
        return new SourcePayment(
                501, 50042, new BigDecimal(amount), LocalDate.parse("2026-11-02"), null, null, gateway);
    }

    private static SourcePayment on(String day, long id) {
        return new SourcePayment(id, 50042, BigDecimal.ONE, LocalDate.parse(day), null, null, null);
    }

    @Test
    void referenceIsTheMarkAloneWithoutWords() {
        assertThat(reference(null, null)).isEqualTo("HP501");
        assertThat(reference(" ", null)).isEqualTo("HP501");
        assertThat(reference(null, " ")).isEqualTo("HP501");
        assertThat(reference(" ch_1", "Thanks")).isEqualTo("HP501 ch_1");
        assertThat(reference(" ", "\n Thanks! \nsecond")).isEqualTo("HP501 Thanks!");
    }

    private static String reference(String transaction, String notes) {
        SourcePayment payment = new SourcePayment(
                501, 50042, new BigDecimal("60.00"), LocalDate.parse("2026-11-02"), notes, transaction, null);
        return ((Mapped) PaymentMapper.map(payment, due("100.00", MappingRules.NONE, ACCOUNTS)))
                .payment()
                .reference();
    }

    @Test
    void anAmountFinerThanXeroHoldsIsRefused() {
        Refused refused = (Refused) PaymentMapper.map(payment("60.005", null), context("100.00", "AUTHORISED"));

        assertThat(refused.problem().code()).isEqualTo(FailureCode.AMOUNT_TOO_FINE);
        assertThat(refused.problem().sentence())
                .isEqualTo(
                        "Xero works to two decimals whatever the currency, so it can't hold the 60.01 EUR of a payment on"
                                + " invoice 1042.");
        assertThat(((Mapped) PaymentMapper.map(payment("60.000", null), context("100.00", "AUTHORISED")))
                        .payment()
                        .amount())
                .isEqualTo("60.00");
    }

    @Test
    void ruling14WithoutAGatewayTheCurrencyAloneIsNamed() {
        Refused refused = (Refused) PaymentMapper.map(
                payment("60.00", null), due("100.00", MappingRules.NONE, PaymentAccounts.of(Map.of(" ", "090"))));

        assertThat(refused.problem().sentence()).isEqualTo("No Xero account is known for payments in EUR.");
    }

    @Test
    void ruling14AnAccountSettingOfBlanksIsNone() {
        assertThat(PaymentAccounts.of(Map.of("", " ")).accountFor("EUR", null)).isEmpty();
        assertThat(PaymentAccounts.of(Map.of("", " 090 ")).accountFor("EUR", null))
                .contains(new MappingRules.Ruling("090", "copy.payment-account"));
    }

    /** Both settings name the gateway; the one that says more of it comes first. */
    @Test
    void ruling14TheLongerNameOfAGatewayDecides() {
        PaymentAccounts accounts =
                PaymentAccounts.of(Map.of("gateway.paypal", "881", "gateway.paypal.express", "883", "gateway", "1"));

        assertThat(accounts.accountFor("EUR", "PayPal Express"))
                .map(MappingRules.Ruling::value)
                .contains("883");
        assertThat(accounts.accountFor("EUR", "PayPal"))
                .map(MappingRules.Ruling::value)
                .contains("881");
    }

    @Test
    void ruling14ARuleForAGatewayIsForItsPaymentsAlone() {
        MappingRules rules = new MappingRules(List.of(rule(1).gateway("stripe").paymentAccount("880")));
        PaymentAccounts usual = PaymentAccounts.of(Map.of("", "090"));

        assertThat(PaymentMapper.map(payment("60.00", "Stripe"), due("100.00", rules, usual)))
                .isInstanceOfSatisfying(
                        Mapped.class,
                        mapped -> assertThat(mapped.payment().account()).isEqualTo("880"));
        assertThat(PaymentMapper.map(payment("60.00", "PayPal"), due("100.00", rules, usual)))
                .isInstanceOfSatisfying(
                        Mapped.class,
                        mapped -> assertThat(mapped.payment().account()).isEqualTo("090"));
        assertThat(PaymentMapper.map(payment("60.00", null), due("100.00", rules, usual)))
                .isInstanceOfSatisfying(
                        Mapped.class,
                        mapped -> assertThat(mapped.payment().account()).isEqualTo("090"));
    }

    @Test
    void aSettingWrittenInCapitalsAndSmallLettersIsOne() {
        assertThat(PaymentAccounts.of(Map.of("USD", "091", "usd", "091")).accountFor("USD", null))
                .contains(new MappingRules.Ruling("091", "copy.payment-account.usd"));
    }
}
