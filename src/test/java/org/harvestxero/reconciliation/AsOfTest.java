package org.harvestxero.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.reconciliation.LedgerSide.Payment;
import org.harvestxero.reconciliation.LedgerSide.Read;
import org.harvestxero.reconciliation.LedgerSide.Twin;
import org.harvestxero.reconciliation.Twins.Tie;
import org.harvestxero.reconciliation.XeroSide.Money;
import org.junit.jupiter.api.Test;

/** What stood on a day. */
class AsOfTest {
    private static final LocalDate DAY = LocalDate.of(2026, 10, 31);
    private static final Terms PAST = new Terms(LocalDate.of(2026, 10, 1), true, false, true, true);

    private static BigDecimal amount(String text) {
        return new BigDecimal(text);
    }

    private static Head head(LocalDate date) {
        return new Head("INV-1", "70", "Sample Bakery", "EUR", date);
    }

    /** 100.00, of which 40.00 were paid in October and 60.00 in November. */
    private static Twins twins(List<Payment> payments, LocalDate xeroDate) {
        return new Twins(
                new HarvestSide(7, head(LocalDate.of(2026, 10, 5)), "paid", amount("100.00"), amount("0.00"), null),
                new LedgerSide(
                        new Read(amount("100.00"), amount("0.00"), false, true, "", true),
                        new Twin("x-1", "INV-1", "", "PAID", amount("100.00"), amount("100.00")),
                        false,
                        payments,
                        List.of(),
                        List.of()),
                new XeroSide(
                        "x-1",
                        false,
                        head(xeroDate),
                        "PAID",
                        new Figures(amount("100.00"), amount("100.00"), amount("0.00")),
                        List.of(
                                new Money(Money.Kind.PAYMENT, "p-1", amount("40.00"), DAY, ""),
                                new Money(Money.Kind.PAYMENT, "p-2", amount("60.00"), DAY.plusDays(1), ""))),
                Tie.LINKED,
                false);
    }

    private static Payment paid(long id, String amount, LocalDate day, String twin) {
        return new Payment(id, amount(amount), day, false, twin);
    }

    @Test
    void paymentsOfLaterDaysDoNotCount() {
        Twins then = AsOf.of(
                twins(
                        List.of(paid(1, "40.00", DAY, "p-1"), paid(2, "60.00", DAY.plusDays(1), "p-2")),
                        LocalDate.of(2026, 10, 5)),
                DAY);

        assertThat(then.harvestFigures().paid()).isEqualByComparingTo("40.00");
        assertThat(then.xeroFigures().paid()).isEqualByComparingTo("40.00");
        assertThat(then.xeroFigures().due()).isEqualByComparingTo("60.00");
        assertThat(Reconciler.differences(then, PAST)).isEmpty();
    }

    @Test
    void whatWasPaidOnADayIsNotGuessedWherePaymentsWereNeverRead() {
        Twins then = AsOf.of(twins(List.of(), LocalDate.of(2026, 10, 5)), DAY);

        assertThat(Reconciler.differences(then, PAST))
                .extracting(each -> each.measure() + " " + each.reason())
                .contains("PAID AS_OF_UNKNOWN");
        SumsTest.addUp(then, Reconciler.differences(then, PAST));
    }

    @Test
    void aDocumentOfALaterDayWasNotThere() {
        Twins then = AsOf.of(
                twins(List.of(paid(1, "40.00", DAY, "p-1"), paid(2, "60.00", DAY.plusDays(1), "p-2")), DAY.plusDays(3)),
                DAY);

        assertThat(then.xero()).isNull();
        assertThat(then.harvest()).isNotNull();
        assertThat(Reconciler.differences(then, PAST))
                .extracting(each -> each.measure() + " " + each.amount() + " " + each.reason())
                .containsExactly("TOTAL 100.00 DATE_DIFFERS", "PAID 40.00 DATE_DIFFERS");
    }

    @Test
    void whatWasWrittenOffLaterWasOpen() {
        HarvestSide closed = new HarvestSide(
                7, head(LocalDate.of(2026, 10, 5)), "closed", amount("100.00"), amount("100.00"), DAY.plusDays(2));
        Twins now = new Twins(closed, LedgerSide.NOTHING, null, Tie.LINKED, false);

        assertThat(AsOf.of(now, DAY).harvestFigures().credited()).isEqualByComparingTo("0");
        assertThat(AsOf.of(now, DAY.plusDays(2)).harvestFigures().credited()).isEqualByComparingTo("100");
    }
}
