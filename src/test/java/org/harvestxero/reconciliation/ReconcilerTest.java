package org.harvestxero.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.reconciliation.LedgerSide.About;
import org.harvestxero.reconciliation.LedgerSide.Credit;
import org.harvestxero.reconciliation.LedgerSide.Matter;
import org.harvestxero.reconciliation.LedgerSide.Payment;
import org.harvestxero.reconciliation.LedgerSide.Read;
import org.harvestxero.reconciliation.LedgerSide.Standing;
import org.harvestxero.reconciliation.LedgerSide.Twin;
import org.harvestxero.reconciliation.Twins.Tie;
import org.harvestxero.reconciliation.XeroSide.Money;
import org.junit.jupiter.api.Test;

/** Why the sides of one document differ, with literal amounts. */
class ReconcilerTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);
    private static final Terms TERMS = new Terms(LocalDate.of(2026, 10, 1), true, false, true, false);

    private String state = "open";
    private String total = "100.00";
    private String due = "100.00";
    private String status = "AUTHORISED";
    private String xeroTotal = "100.00";
    private String xeroCurrency = "EUR";
    private boolean inHarvest = true;
    private boolean inXero = true;
    private boolean moved;
    private Tie tie = Tie.LINKED;
    private Read read = new Read(amount("100.00"), amount("100.00"), false, true, "", true);
    private Twin twin = new Twin("x-1", "INV-1", "c-1", "AUTHORISED", amount("100.00"), amount("100.00"));
    private boolean billedHere;
    private final List<Payment> payments = new ArrayList<>();
    private final List<Credit> credits = new ArrayList<>();
    private final List<Matter> matters = new ArrayList<>();
    private final List<Money> money = new ArrayList<>();
    private Terms terms = TERMS;

    static BigDecimal amount(String text) {
        return new BigDecimal(text);
    }

    private static Head head(String currency, String client) {
        return new Head("INV-1", client, "Sample Bakery", currency, DAY);
    }

    private Twins twins() {
        BigDecimal paid = sum(true);
        BigDecimal credited = sum(false);
        return new Twins(
                inHarvest ? new HarvestSide(7, head("EUR", "70"), state, amount(total), amount(due), null) : null,
                new LedgerSide(read, twin, billedHere, payments, credits, matters),
                inXero
                        ? new XeroSide(
                                "x-1",
                                false,
                                head(xeroCurrency, "c-1"),
                                status,
                                new Figures(amount(xeroTotal), paid, credited),
                                money)
                        : null,
                tie,
                moved);
    }

    private BigDecimal sum(boolean paid) {
        return money.stream()
                .filter(each -> each.isPayment() == paid)
                .map(Money::amount)
                .reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    private List<String> told() {
        Twins twins = twins();
        List<Difference> found = Reconciler.differences(twins, terms);
        SumsTest.addUp(twins, found);
        return found.stream()
                .map(each -> each.subject().kind() + " " + each.measure().word() + " " + each.amount() + " "
                        + each.reason().key() + " " + each.cause().command())
                .map(String::strip)
                .toList();
    }

    private void failed(About about, String of, String code) {
        matters.add(new Matter(about, Standing.FAILED, "F7", of, code, "Why."));
    }

    private void inHarvest(long id, String amount, String twinId) {
        payments.add(new Payment(id, amount(amount), DAY, false, twinId));
    }

    private void inXero(Money.Kind kind, String id, String amount) {
        money.add(new Money(kind, id, amount(amount), DAY, ""));
    }

    @Test
    void equalSidesDifferInNothing() {
        inHarvest(1, "40.00", "p-1");
        inXero(Money.Kind.PAYMENT, "p-1", "40.00");
        due = "60.00";

        assertThat(told()).isEmpty();
    }

    @Test
    void aCentIsADifference() {
        total = "100.01";
        due = "100.01";

        assertThat(told()).containsExactly("invoice total 0.01 edited-in-harvest copy --invoice INV-1");
    }

    @Test
    void anEditOfWhatAnAgreementBilledIsToldAndDoesNotTravel() {
        billedHere = true;
        total = "130.00";
        due = "130.00";
        read = new Read(amount("130.00"), amount("130.00"), false, true, "", true);
        xeroTotal = "95.00";

        assertThat(told()).containsExactly("invoice total 30.00 mirror-edited", "invoice total 5.00 edited-in-xero");
    }

    @Test
    void editsOnBothSidesAreToldApart() {
        total = "130.00";
        due = "130.00";
        xeroTotal = "95.00";

        assertThat(told())
                .containsExactly(
                        "invoice total 30.00 edited-in-harvest copy --invoice INV-1",
                        "invoice total 5.00 edited-in-xero");
    }

    @Test
    void anEditThatXeroRefusedNamesItsFailedCopy() {
        total = "130.00";
        due = "130.00";
        read = new Read(amount("130.00"), amount("130.00"), false, true, "", true);
        failed(About.INVOICE, "", "invoice-has-payments");

        assertThat(told()).containsExactly("invoice total 30.00 failed-copy failed retry F7");
    }

    @Test
    void whatIsOnlyInHarvestHasTheReasonItWasNotCopiedFor() {
        inXero = false;
        twin = null;

        matters.add(new Matter(About.INVOICE, Standing.UNDER_WAY, "", "", "", ""));
        assertThat(told()).containsExactly("invoice total 100.00 not-copied-yet copy --invoice INV-1");
        matters.clear();
        failed(About.INVOICE, "", "number-taken");
        assertThat(told()).containsExactly("invoice total 100.00 number-taken failed retry F7");
        matters.clear();
        matters.add(new Matter(About.INVOICE, Standing.GIVEN_UP, "", "", "", "entered by hand"));
        assertThat(told()).containsExactly("invoice total 100.00 given-up copy --invoice INV-1");
        matters.clear();
        read = new Read(amount("100.00"), amount("100.00"), false, true, "retainer-funding", true);
        assertThat(told()).containsExactly("invoice total 100.00 retainer-funding copy --invoice INV-1");
        read = new Read(amount("100.00"), amount("100.00"), false, true, "", true);
        assertThat(told()).containsExactly("invoice total 100.00 unexplained");
        twin = new Twin("x-1", "INV-1", "c-1", "AUTHORISED", amount("100.00"), null);
        assertThat(told()).containsExactly("invoice total 100.00 gone-from-xero");
    }

    @Test
    void aVoidedCopyLeavesAllOfHarvestsMoneyWithoutATwin() {
        status = "VOIDED";
        due = "60.00";
        failed(About.INVOICE, "", "voided-in-xero");

        assertThat(told())
                .containsExactly(
                        "invoice total 100.00 voided-in-xero failed retry F7",
                        "invoice paid 40.00 voided-in-xero failed retry F7");
    }

    @Test
    void whatIsOnlyInXeroIsToldByWhoPutItThere() {
        inHarvest = false;

        assertThat(told()).containsExactly("invoice total -100.00 not-shown-by-harvest");
        read = new Read(amount("100.00"), amount("100.00"), true, true, "", true);
        assertThat(told()).containsExactly("invoice total -100.00 deleted-in-harvest");
        read = null;
        billedHere = true;
        assertThat(told()).containsExactly("invoice total -100.00 billed-here");
        billedHere = false;
        twin = null;
        tie = Tie.NONE;
        assertThat(told()).containsExactly("invoice total -100.00 stranger");
        tie = Tie.TWICE;
        assertThat(told()).containsExactly("invoice total -100.00 twice-in-xero");
    }

    @Test
    void twoCurrenciesAreTwoDifferences() {
        xeroCurrency = "USD";

        assertThat(told())
                .containsExactly("invoice total 100.00 currency-differs", "invoice total -100.00 currency-differs");
    }

    @Test
    void eachPaymentHasAReasonOfItsOwn() {
        due = "30.00";
        inHarvest(1, "40.00", "p-1");
        inHarvest(2, "20.00", null);
        inHarvest(3, "10.00", "p-3");
        failed(About.PAYMENT, "2", "payment-account-missing");
        inXero(Money.Kind.PAYMENT, "p-1", "40.00");
        inXero(Money.Kind.PAYMENT, "p-9", "15.00");

        assertThat(told())
                .containsExactly(
                        "payment paid 10.00 payment-deleted-in-xero",
                        "payment paid 20.00 failed-copy failed retry F7",
                        "payment paid -15.00 payment-only-in-xero");
    }

    @Test
    void theSameMoneyEnteredOnBothSidesIsOneMatter() {
        due = "80.00";
        inHarvest(1, "20.00", null);
        inXero(Money.Kind.PAYMENT, "p-9", "20.00");

        assertThat(told()).containsExactly("payment paid 0 same-money copy --invoice INV-1");
    }

    @Test
    void whatHarvestSaysIsPaidAndWasNotReadIsToldSo() {
        due = "75.00";

        assertThat(told()).containsExactly("invoice paid 25.00 payments-not-read copy --invoice INV-1");
        terms = new Terms(LocalDate.of(2026, 10, 1), false, false, true, false);
        assertThat(told()).containsExactly("invoice paid 25.00 payments-off");
    }

    @Test
    void writeOffsAndCreditsAreHeldAgainstEachOther() {
        state = "closed";
        due = "40.00";
        inHarvest(1, "60.00", "p-1");
        inXero(Money.Kind.PAYMENT, "p-1", "60.00");
        failed(About.WRITE_OFF, "", "written-off-in-harvest");

        assertThat(told()).containsExactly("credit-note credited 40.00 written-off-in-harvest failed retry F7");
        credits.add(new Credit("n-1", null));
        inXero(Money.Kind.CREDIT_NOTE, "n-1", "35.00");
        assertThat(told()).containsExactly("credit-note credited 5.00 write-off-differs");
        state = "open";
        assertThat(told()).containsExactly("credit-note credited -35.00 reopened-in-harvest failed retry F7");
    }

    @Test
    void creditsOfOthersAreNamedByTheirKind() {
        inXero(Money.Kind.CREDIT_NOTE, "n-9", "10.00");
        inXero(Money.Kind.OVERPAYMENT, "o-9", "20.00");
        inXero(Money.Kind.PREPAYMENT, "r-9", "5.00");

        assertThat(told())
                .containsExactly(
                        "credit-note credited -10.00 credited-in-xero",
                        "credit-note credited -20.00 overpayment-allocated",
                        "credit-note credited -5.00 prepayment-allocated");
    }

    @Test
    void whatWasChangedWhileItWasReadIsNotCalledUnexplained() {
        inXero = false;
        twin = null;
        moved = true;

        assertThat(told()).containsExactly("invoice total 100.00 changed-between-reads");
    }

    @Test
    void whatNeedsApprovalIsToldWithoutAnAmount() {
        status = "DRAFT";

        assertThat(told()).containsExactly("invoice status 0 awaits-approval");
        state = "draft";
        status = "AUTHORISED";
        assertThat(told()).containsExactly("invoice status 0 approved-in-xero");
    }

    @Test
    void ourOwnTablesAreHeldAgainstBothSides() {
        twin = new Twin("x-1", "INV-1", "c-1", "AUTHORISED", amount("90.00"), amount("100.00"));

        assertThat(told()).containsExactly("invoice ledger 0 ledger-behind");
        assertThat(Reconciler.differences(twins(), TERMS))
                .singleElement()
                .satisfies(each -> assertThat(each.cause().detail()).isEqualTo("Kept here: 90.00 EUR."));
        twin = null;
        tie = Tie.MARKED;
        assertThat(told()).containsExactly("invoice ledger 0 link-lost copy --invoice INV-1");
    }

    @Test
    void whatComesBackFromXeroIsToldByHowFarItCame() {
        inXero(Money.Kind.PAYMENT, "p-9", "15.00");
        terms = new Terms(LocalDate.of(2026, 10, 1), false, true, true, false);

        matters.add(new Matter(About.PAYMENT_BACK, Standing.UNDER_WAY, "", "p-9", "", ""));
        assertThat(told()).containsExactly("payment paid -15.00 payment-on-its-way-back");
        matters.clear();
        failed(About.PAYMENT_BACK, "p-9", "payment-back-exceeds-due");
        assertThat(told()).containsExactly("payment paid -15.00 payment-only-in-xero failed retry F7");
        matters.clear();
        matters.add(new Matter(About.PAYMENT_BACK, Standing.GIVEN_UP, "", "p-9", "", "seen"));
        assertThat(told()).containsExactly("payment paid -15.00 payment-explained");
    }

    @Test
    void aCreditRecordedInHarvestAsAPaymentIsOneMatterOfTwoMeasures() {
        due = "90.00";
        inHarvest(1, "10.00", "n-9/x-1");
        inXero(Money.Kind.CREDIT_NOTE, "n-9", "10.00");

        assertThat(told())
                .containsExactly(
                        "payment paid 10.00 recorded-as-payment", "credit-note credited -10.00 recorded-as-payment");
    }
}
