package org.harvestxero.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harvestxero.mapping.SameMoney.InHarvest;
import org.harvestxero.mapping.SameMoney.InXero;
import org.harvestxero.mapping.failure.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ruling 23: the same amount within five days is one payment when the match is unique both ways. */
class SameMoneyTest {
    @ParameterizedTest(name = "400.00 of 10 November and {0} of {1}: the same money is {2}")
    @CsvSource({
        "400.00, 2026-11-10, true",
        "400, 2026-11-10, true",
        "400.00, 2026-11-15, true",
        "400.00, 2026-11-05, true",
        "400.00, 2026-11-16, false",
        "400.00, 2026-11-04, false",
        "399.99, 2026-11-10, false",
        "400.00, , false"
    })
    void equalAmountsWithinFiveDaysAreTheSameMoney(BigDecimal amount, LocalDate date, boolean same) {
        InXero theirs = new InXero("x", date, amount, "");

        Map<Long, InXero> pairs = SameMoney.pairs(List.of(harvest(1, "2026-11-10", "400.00")), List.of(theirs));

        assertThat(pairs).isEqualTo(same ? Map.of(1L, theirs) : Map.of());
    }

    @Test
    void twoThatFitOneAreNobodysMatch() {
        List<InHarvest> one = List.of(harvest(1, "2026-11-10", "400"));
        List<InHarvest> two = List.of(harvest(1, "2026-11-10", "400"), harvest(2, "2026-11-12", "400"));
        List<InXero> first = List.of(xero("a", "2026-11-10", "400"));
        List<InXero> both = List.of(xero("a", "2026-11-10", "400"), xero("b", "2026-11-11", "400"));

        assertThat(SameMoney.pairs(one, both)).isEmpty();
        assertThat(SameMoney.pairs(two, first)).isEmpty();
        assertThat(SameMoney.pairs(two, both)).isEmpty();
    }

    @Test
    void equalAmountsFarApartInTimeEachHaveTheirOwnMatch() {
        List<InHarvest> harvest = List.of(harvest(1, "2026-11-02", "400"), harvest(2, "2026-11-20", "400"));
        List<InXero> xero = List.of(xero("b", "2026-11-21", "400"), xero("a", "2026-11-02", "400"));

        assertThat(SameMoney.pairs(harvest, xero))
                .containsExactly(Map.entry(1L, xero.get(1)), Map.entry(2L, xero.get(0)));
    }

    @Test
    void ourMarkTellsWhoseItIsWhateverTheAmount() {
        InXero marked = new InXero("a", LocalDate.of(2026, 1, 1), new BigDecimal("7.00"), "HP12 by hand");

        assertThat(SameMoney.marked(List.of(harvest(12, "2026-11-10", "400")), List.of(marked)))
                .containsExactly(Map.entry(12L, marked));
        assertThat(SameMoney.marked(List.of(harvest(13, "2026-11-10", "400")), List.of(marked)))
                .isEmpty();
    }

    @Test
    void whoGivesUpACopyMeansTheMoneyOfItsAmountNextToIt() {
        List<InXero> xero = List.of(
                xero("far", "2026-10-01", "400"), xero("near", "2026-11-20", "400"), xero("other", "2026-11-10", "90"));

        assertThat(SameMoney.meant(harvest(1, "2026-11-10", "400"), List.of(), xero))
                .extracting(InXero::id)
                .containsExactly("near");
    }

    @Test
    void withoutItsAmountTheMoneyThatFitsNoOtherPaymentIsMeant() {
        List<InXero> xero = List.of(xero("a", "2026-11-10", "398.50"), xero("b", "2026-11-10", "600"));

        assertThat(SameMoney.meant(harvest(1, "2026-11-10", "400"), List.of(harvest(2, "2026-11-11", "600")), xero))
                .extracting(InXero::id)
                .containsExactly("a");
    }

    @Test
    void theProblemShowsBothSidesAndWhatToDo() {
        Problem problem = SameMoney.problem(
                "INV-7",
                "GBP",
                new BigDecimal("400"),
                List.of(new InHarvest(1, LocalDate.of(2026, 11, 10), new BigDecimal("400"), "wire 81")),
                List.of(
                        new InXero("a", LocalDate.of(2026, 11, 16), new BigDecimal("400"), "STMT 12"),
                        new InXero("b", null, new BigDecimal("25.5"), "")));

        assertThat(problem.sentence())
                .isEqualTo("Xero has 425.50 GBP of payments on invoice INV-7 that did not come from here:"
                        + " 400.00 of 2026-11-16 (STMT 12), 25.50 of an unknown day."
                        + " Harvest has 400.00 of 2026-11-10 (wire 81)."
                        + " The payment of 400.00 GBP is not posted until it is known whether that is the same money.");
        assertThat(problem.remedy()).startsWith("If it is the same money, discard this copy");
    }

    private static InHarvest harvest(long id, String date, String amount) {
        return new InHarvest(id, LocalDate.parse(date), new BigDecimal(amount), "");
    }

    private static InXero xero(String id, String date, String amount) {
        return new InXero(id, LocalDate.parse(date), new BigDecimal(amount), "");
    }

    @Test
    void moreThanEightPaymentsAreCounted() {
        List<InXero> nine = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            nine.add(xero("x" + i, "2026-11-0" + i, "1"));
        }

        assertThat(sentence(nine.subList(0, 8))).contains("1.00 of 2026-11-08.").doesNotContain("more");
        assertThat(sentence(nine)).contains("1.00 of 2026-11-08, 1 more.").doesNotContain("2026-11-09");
    }

    private static String sentence(List<InXero> xero) {
        return SameMoney.problem("INV-7", "GBP", BigDecimal.ONE, List.of(harvest(1, "2026-11-10", "1")), xero)
                .sentence();
    }

    @Test
    void moneyWithoutADayIsNextToNothing() {
        List<InXero> xero =
                List.of(new InXero("undated", null, new BigDecimal("400"), ""), xero("far", "2020-01-01", "400"));

        assertThat(SameMoney.meant(harvest(1, "2026-11-10", "400"), List.of(), xero))
                .extracting(InXero::id)
                .containsExactly("far");
    }

    @Test
    void theFirstOfTwoThatCarryOneMarkIsIt() {
        InXero one = new InXero("a", null, BigDecimal.ONE, "HP12");
        InXero two = new InXero("b", null, BigDecimal.ONE, "HP12");
        InXero unmarked = new InXero("c", null, BigDecimal.ONE, "by hand");

        assertThat(SameMoney.marked(List.of(harvest(12, "2026-11-10", "400")), List.of(unmarked, one, two)))
                .containsExactly(Map.entry(12L, one));
    }

    @Test
    void aPaymentEnteredTwiceIsShownWithItsTwin() {
        Problem problem = SameMoney.twice(
                "INV-7",
                "GBP",
                harvest(1, "2026-11-10", "400"),
                new InXero("a", LocalDate.of(2026, 11, 12), new BigDecimal("400"), " STMT\n12 "));

        assertThat(problem.subject()).isEqualTo("INV-7");
        assertThat(problem.sentence()).contains("400.00").contains("400.00 of 2026-11-12 (STMT 12)");
    }
}
