package org.harvestxero.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void alignsNumbersRightAndWrapsTheLastColumnWithinAHundredColumns() {
        Table table = new Table("NUMBER", ">TOTAL", "WHY")
                .row("INV-1", "5.00", "short")
                .row("INV-1042", "12,345.00", "a reason ".repeat(20).strip());

        assertThat(table.toString()).startsWith("""
                        NUMBER        TOTAL  WHY
                        INV-1          5.00  short
                        INV-1042  12,345.00  a reason""").doesNotContain(" \n");
        assertThat(table.toString().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Table.WIDTH));
    }

    @Test
    void keepsLinksWhole() {
        String link = "https://go.xero.com/" + "x".repeat(150);

        assertThat(new Table("A", "B").row("1", "2").note(link).toString()).contains("\n    " + link + "\n");
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThatThrownBy(() -> new Table("A", "B").row("1")).hasMessage("1 cells for 2 columns");
    }

    @Test
    void writesAmountsWithTwoDecimalsAndRoundsNothingAway() {
        assertThat(Texts.amount(new BigDecimal("-1234567.5"))).isEqualTo("-1,234,567.50");
        assertThatThrownBy(() -> Texts.amount(new BigDecimal("0.005"))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void peopleSeeTheDecimalsOfTheCurrencyAndScriptsTwoAtLeast() {
        assertThat(Texts.amount(new BigDecimal("77973.00"), "JPY")).isEqualTo("77,973");
        assertThat(Texts.amount(new BigDecimal("12.3450"), "KWD")).isEqualTo("12.345");
        assertThat(Texts.amount(new BigDecimal("1234.5"), "KWD")).isEqualTo("1,234.500");
        assertThat(Texts.amount(new BigDecimal("0.50"), "JPY")).isEqualTo("0.5");
        assertThat(Texts.amount(new BigDecimal("1234.5"), "USD")).isEqualTo("1,234.50");
        assertThat(Json.money(new BigDecimal("77973"))).hasToString("77973.00");
        assertThat(Json.money(new BigDecimal("12.3450"))).hasToString("12.345");
        assertThat(Json.money(new BigDecimal("12.5000"))).hasToString("12.50");
    }
}
