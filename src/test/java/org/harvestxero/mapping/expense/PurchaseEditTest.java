package org.harvestxero.mapping.expense;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.mapping.document.XeroArithmetic.TaxMode;
import org.harvestxero.mapping.document.XeroInvoice;
import org.harvestxero.mapping.expense.PurchaseEdit.Now;
import org.harvestxero.mapping.expense.TargetPurchase.Coding;
import org.harvestxero.mapping.expense.TargetPurchase.Line;
import org.junit.jupiter.api.Test;

class PurchaseEditTest {
    private static final LocalDate DAY = LocalDate.of(2026, 10, 5);

    private static Line line(long expense, String amount, String account) {
        BigDecimal cost = new BigDecimal(amount);
        return new Line(
                expense,
                "expense " + expense,
                BigDecimal.ONE,
                cost,
                new Coding(account, "INPUT2", List.of()),
                cost,
                BigDecimal.ZERO);
    }

    private static TargetPurchase bill(Line... lines) {
        return new TargetPurchase(
                ExpenseWay.BILL,
                "HX-1-2026-10",
                TargetPurchase.Status.DRAFT,
                new TargetPurchase.Supplier(1, "Ann", null),
                new TargetPurchase.Dates(DAY, DAY.plusDays(30)),
                new TargetPurchase.Terms("GBP", TaxMode.INCLUSIVE),
                "https://example.com/expenses?hx=HX-1-2026-10",
                null,
                List.of(lines),
                PurchaseMapper.totals(List.of(lines), TaxMode.INCLUSIVE));
    }

    private static XeroInvoice.Line has(String id, String description, String amount, String account) {
        return new XeroInvoice.Line(
                id,
                description,
                BigDecimal.ONE,
                new BigDecimal(amount),
                null,
                account,
                "INPUT2",
                BigDecimal.ZERO,
                null,
                List.of(),
                new BigDecimal(amount));
    }

    private static PurchaseEdit edit(List<XeroInvoice.Line> now, TargetPurchase wanted) {
        WrittenPurchase last = new WrittenPurchase(
                bill(line(1, "10.00", "400"), line(2, "20.00", "400")), "contact", List.of("a", "b"));
        return PurchaseEdit.plan(last, new Now(DAY, DAY.plusDays(30), now), wanted, taxType -> new BigDecimal("20"));
    }

    private static final List<XeroInvoice.Line> AS_WRITTEN =
            List.of(has("a", "expense 1", "10.00", "400"), has("b", "expense 2", "20.00", "400"));

    @Test
    void changesWhatStandsAsWritten() {
        PurchaseEdit edit = edit(AS_WRITTEN, bill(line(1, "12.00", "400"), line(2, "20.00", "400")));

        assertThat(edit.needed()).isTrue();
        assertThat(edit.differences()).isEmpty();
        assertThat(edit.totals().total()).isEqualByComparingTo("32");
        assertThat(edit.lines().stream().map(PurchaseEdit.Line::lineItemId)).containsExactly("a", "b");
    }

    @Test
    void ruling6KeepsARecodedAccountAndAnAddedLine() {
        PurchaseEdit edit = edit(
                List.of(
                        has("a", "expense 1", "10.00", "493"),
                        has("b", "expense 2", "20.00", "400"),
                        has("c", "a person's own", "5.00", "400")),
                bill(line(1, "12.00", "400"), line(2, "20.00", "400")));

        assertThat(edit.lines().get(0).line().coding().account()).isEqualTo("493");
        assertThat(edit.lines().get(0).line().unitAmount()).isEqualByComparingTo("12");
        assertThat(edit.lines().get(2).lineItemId()).isEqualTo("c");
        assertThat(edit.totals().total()).isEqualByComparingTo("37");
    }

    @Test
    void whatBothSidesChangedStaysAndIsTold() {
        PurchaseEdit edit = edit(
                List.of(has("a", "expense 1", "11.00", "400"), has("b", "expense 2", "20.00", "400")),
                bill(line(1, "12.00", "400"), line(2, "20.00", "400")));

        assertThat(edit.needed()).isFalse();
        assertThat(edit.differences()).containsExactly("the amount of expense 1");
        assertThat(edit.totals().total()).isEqualByComparingTo("31");
    }

    @Test
    void takesALineOffAndAddsAnother() {
        PurchaseEdit edit = edit(AS_WRITTEN, bill(line(2, "20.00", "400"), line(3, "7.00", "400")));

        assertThat(edit.lines().stream().map(PurchaseEdit.Line::lineItemId)).containsExactly("b", null);
        assertThat(edit.totals().total()).isEqualByComparingTo("27");
        assertThat(edit.needed()).isTrue();
    }

    @Test
    void aLineTakenOutInXeroIsNotPutBack() {
        PurchaseEdit edit = edit(
                List.of(has("b", "expense 2", "20.00", "400")), bill(line(1, "12.00", "400"), line(2, "20.00", "400")));

        assertThat(edit.lines()).hasSize(1);
        assertThat(edit.differences()).containsExactly("the line of expense 1 was taken out in Xero");
    }

    @Test
    void movesTheDayWhereNobodyElseDid() {
        TargetPurchase wanted = bill(line(1, "10.00", "400"), line(2, "20.00", "400"));
        TargetPurchase later = new TargetPurchase(
                wanted.way(),
                wanted.number(),
                wanted.status(),
                wanted.supplier(),
                new TargetPurchase.Dates(DAY.plusDays(1), DAY.plusDays(31)),
                wanted.terms(),
                wanted.url(),
                null,
                wanted.lines(),
                wanted.totals());

        PurchaseEdit edit = edit(AS_WRITTEN, later);

        assertThat(edit.date()).isEqualTo(DAY.plusDays(1));
        assertThat(edit.due()).isEqualTo(DAY.plusDays(31));
        assertThat(edit.needed()).isTrue();
    }
}
