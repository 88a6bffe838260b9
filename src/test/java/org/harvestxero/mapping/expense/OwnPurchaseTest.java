package org.harvestxero.mapping.expense;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.harvestxero.mapping.document.XeroArithmetic.TaxMode;
import org.harvestxero.mapping.document.XeroInvoice;
import org.harvestxero.mapping.expense.PurchaseEdit.Now;
import org.harvestxero.mapping.expense.TargetPurchase.Coding;
import org.harvestxero.mapping.expense.TargetPurchase.Line;
import org.junit.jupiter.api.Test;

class OwnPurchaseTest {
    private static final LocalDate DAY = LocalDate.of(2026, 10, 5);

    private static Line line(long expense, String amount, String account) {
        BigDecimal cost = new BigDecimal(amount);
        return new Line(
                expense,
                "Meals #" + expense,
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
        BigDecimal cost = new BigDecimal(amount);
        return new XeroInvoice.Line(
                id, description, BigDecimal.ONE, cost, null, account, "INPUT2", BigDecimal.ZERO, null, List.of(), cost);
    }

    private static final WrittenPurchase LAST =
            new WrittenPurchase(bill(line(1, "10", "400"), line(2, "20", "400")), "contact", List.of("a", "b"));

    private static WrittenPurchase own(List<TargetPurchase> sent, XeroInvoice.Line... now) {
        return OwnPurchase.of(LAST, new Now(DAY, DAY.plusDays(30), List.of(now)), sent);
    }

    private static List<Long> expenses(WrittenPurchase own) {
        return own.purchase().lines().stream().map(Line::expenseId).toList();
    }

    @Test
    void linesAreKnownAgainByTheirExpensesWhateverElseWasDone() {
        WrittenPurchase own = own(
                List.of(),
                has("y", "Meals #2", "20", "493"),
                has("z", "a person's own", "5", "400"),
                has("x", "Meals #1", "10", "400"));

        assertThat(own.purchase()).isEqualTo(LAST.purchase());
        assertThat(own.lineIds()).containsExactly("x", "y");
    }

    @Test
    void linesWhoseIdsChangedPlacesAreToldByTheirExpenses() {
        WrittenPurchase own = own(List.of(), has("b", "Meals #1", "10", "400"), has("a", "Meals #2", "20", "400"));

        assertThat(own.purchase()).isEqualTo(LAST.purchase());
        assertThat(own.lineIds()).containsExactly("b", "a");
    }

    @Test
    void aLineThatAPersonCopiedOrRewordedKeepsItsId() {
        assertThat(own(
                                List.of(),
                                has("a", "Meals #1", "5", "400"),
                                has("c", "Meals #1", "5", "493"),
                                has("b", "Dinner with a client", "20", "400"))
                        .lineIds())
                .containsExactly("a", "b");
    }

    @Test
    void whatALostEditBroughtIsOurs() {
        TargetPurchase sent = bill(line(1, "12", "493"), line(3, "7", "400"));

        WrittenPurchase arrived =
                own(List.of(sent), has("a", "Meals #1", "12", "493"), has("c", "Meals #3", "7", "400"));

        assertThat(expenses(arrived)).containsExactly(1L, 3L);
        assertThat(arrived.purchase().lines().get(0)).isEqualTo(line(1, "12", "493"));
        assertThat(arrived.lineIds()).containsExactly("a", "c");
    }

    @Test
    void whatALostEditDidNotBringIsNot() {
        TargetPurchase sent = bill(line(1, "12", "493"), line(2, "20", "400"), line(3, "7", "400"));

        WrittenPurchase own = own(List.of(sent), has("a", "Meals #1", "10", "400"), has("b", "Meals #2", "20", "400"));

        assertThat(own).isEqualTo(LAST);
    }

    @Test
    void ofSeveralLostEditsEachPartIsKnownBySomeAndAPersonsChangeStaysTheirs() {
        TargetPurchase first = bill(line(1, "12", "400"), line(2, "20", "400"));
        TargetPurchase second = bill(line(1, "15", "400"), line(2, "20", "400"));

        Line own = own(
                        Stream.of(first, second).toList(),
                        has("a", "Meals #1", "12", "493"),
                        has("b", "Meals #2", "20", "400"))
                .purchase()
                .lines()
                .get(0);

        assertThat(own.unitAmount()).isEqualByComparingTo("12");
        assertThat(own.coding().account()).as("recoded by a person").isEqualTo("400");
    }

    @Test
    void aLineThatIsGoneWasTakenOutByAPersonUnlessALostEditDid() {
        assertThat(expenses(own(List.of(), has("a", "Meals #1", "10", "400")))).containsExactly(1L, 2L);
        assertThat(expenses(own(List.of(bill(line(1, "10", "400"))), has("a", "Meals #1", "10", "400"))))
                .containsExactly(1L);
    }

    @Test
    void daysThatALostEditSetAreOurs() {
        TargetPurchase sent = LAST.purchase().at(new TargetPurchase.Dates(DAY.plusDays(2), DAY.plusDays(32)));
        Now now = new Now(
                DAY.plusDays(2),
                DAY.plusDays(40),
                List.of(has("a", "Meals #1", "10", "400"), has("b", "Meals #2", "20", "400")));

        TargetPurchase.Dates dates =
                OwnPurchase.of(LAST, now, List.of(sent)).purchase().dates();

        assertThat(dates.date()).isEqualTo(DAY.plusDays(2));
        assertThat(dates.due()).as("a person moved it").isEqualTo(DAY.plusDays(30));
    }
}
