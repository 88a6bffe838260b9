package org.harvestxero.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Supplier;
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
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
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
        assertThat(TextOutput.amount(new BigDecimal("-1234567.5"))).isEqualTo("-1,234,567.50");
        assertThatThrownBy(() -> TextOutput.amount(new BigDecimal("0.005"))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void peopleSeeTheDecimalsOfTheCurrencyAndScriptsTwoAtLeast() {
        assertThat(TextOutput.amount(new BigDecimal("77973.00"), "JPY")).isEqualTo("77,973");
        assertThat(TextOutput.amount(new BigDecimal("12.3450"), "KWD")).isEqualTo("12.345");
        assertThat(TextOutput.amount(new BigDecimal("1234.5"), "KWD")).isEqualTo("1,234.500");
        assertThat(TextOutput.amount(new BigDecimal("0.50"), "JPY")).isEqualTo("0.5");
        assertThat(TextOutput.amount(new BigDecimal("1234.5"), "USD")).isEqualTo("1,234.50");
        assertThat(JsonOutput.money(new BigDecimal("77973"))).hasToString("77973.00");
        assertThat(JsonOutput.money(new BigDecimal("12.3450"))).hasToString("12.345");
        assertThat(JsonOutput.money(new BigDecimal("12.5000"))).hasToString("12.50");
    }

    @Test
    void fitsAnyWidthWithoutBreakingWordsOrFigures() {
        String wide = at(120, TableTest::clients);
        String narrow = at(60, TableTest::clients);

        assertThat(wide.lines()).hasSize(2);
        assertThat(narrow).isEqualTo("""
                CLIENT                      AMOUNT  WHY
                Bakery of the Three       1,200.00  The account is archived
                Sisters and Daughter                in Xero: restore it.
                """);
        assertThat(narrow.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    }

    @Test
    void headingsAreBoldOnlyWhereColoursShow() {
        new Screen(100, true).bind();
        try {
            assertThat(new Table("ID", "WHAT").row("1", "two").toString())
                    .isEqualTo("\u001b[1mID  WHAT\u001b[0m\n1   two\n");
        } finally {
            Screen.unbind();
        }
        assertThat(new Table("ID").toString()).isEqualTo("ID\n");
    }

    @Test
    void theScreenIsAsWideAsColumnsSayAndColouredOnlyOnATerminalThatWantsIt() {
        assertThat(Screen.of(Map.of("COLUMNS", "80"), false)).isEqualTo(new Screen(80, false));
        assertThat(Screen.of(Map.of("COLUMNS", "120", "TERM", "xterm"), true)).isEqualTo(new Screen(120, true));
        assertThat(Screen.of(Map.of("COLUMNS", "5", "NO_COLOR", "1"), true)).isEqualTo(new Screen(40, false));
        assertThat(Screen.of(Map.of("COLUMNS", "80", "TERM", "dumb"), true).colour())
                .isFalse();
        assertThat(Screen.of(Map.of("COLUMNS", "wide"), false)).isEqualTo(Screen.PLAIN);
    }

    private static String clients() {
        return new Table("CLIENT", ">AMOUNT", "WHY")
                .row(
                        "Bakery of the Three Sisters and Daughter",
                        "1,200.00",
                        "The account is archived in Xero: restore it.")
                .toString();
    }

    private static String at(int width, Supplier<String> printed) {
        new Screen(width, false).bind();
        try {
            return printed.get();
        } finally {
            Screen.unbind();
        }
    }
}
