package org.harvestxero.billing.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.terms.Adjustment.Kind;
import org.harvestxero.billing.terms.Adjustment.Level;
import org.harvestxero.billing.terms.Adjustment.Span;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdjustmentTest {
    static Adjustment off(String percent, Match match) {
        return Adjustment.percent(Kind.DISCOUNT, Level.LINE, match, percent, "loyalty");
    }

    private static Adjustment adjustment(
            Kind kind, Level level, Match match, Set<String> rules, @Nullable String percent, @Nullable String amount) {
        return new Adjustment(
                kind,
                level,
                match,
                rules,
                percent == null ? null : new BigDecimal(percent),
                amount == null ? null : Money.of(amount, "USD"),
                "loyalty",
                Span.always());
    }

    @ParameterizedTest(name = "{0} percent")
    @CsvSource({"0", "-1", "100.01"})
    void aPercentageIsAboveNothingUpToAll(String percent) {
        assertThatThrownBy(() -> off(percent, Match.any()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A reduction is above 0 to 100 percent, not " + percent);
    }

    @Test
    void allMayBeTakenOff() {
        assertThat(off("100", Match.any()).percent()).isEqualTo("100");
        assertThat(off("0.01", Match.any()).percent()).isEqualTo("0.01");
    }

    @Test
    void aReductionIsEitherAPercentageOrAnAmount() {
        assertThatThrownBy(() -> adjustment(Kind.DISCOUNT, Level.INVOICE, Match.any(), Set.of(), null, null))
                .hasMessage("A reduction is either a percentage or an amount: loyalty");
        assertThatThrownBy(() -> adjustment(Kind.DISCOUNT, Level.INVOICE, Match.any(), Set.of(), "5", "5.00"))
                .hasMessage("A reduction is either a percentage or an amount: loyalty");
    }

    @Test
    void anAmountAboveZeroIsTakenFromTheInvoice() {
        assertThat(Adjustment.amount(Kind.DISCOUNT, Money.of("0.01", "USD"), "loyalty")
                        .level())
                .isEqualTo(Level.INVOICE);
        assertThatThrownBy(() -> adjustment(Kind.DISCOUNT, Level.LINE, Match.any(), Set.of(), null, "5.00"))
                .hasMessage("An amount is taken from the invoice only: loyalty");
        assertThatThrownBy(() -> Adjustment.amount(Kind.DISCOUNT, Money.of("0.00", "USD"), "loyalty"))
                .hasMessage("A reduction is above zero, not 0.00 USD");
    }

    @Test
    void onlyEntriesAreWrittenOff() {
        assertThat(Adjustment.percent(Kind.WRITE_OFF, Level.ENTRY, Match.any(), "100", "training")
                        .kind())
                .isEqualTo(Kind.WRITE_OFF);
        assertThatThrownBy(() -> Adjustment.percent(Kind.WRITE_OFF, Level.LINE, Match.any(), "100", "training"))
                .hasMessage("Only entries can be written off: training");
    }

    @Test
    void aReductionOfTheInvoiceIsTakenFromAllOfIt() {
        assertThat(adjustment(Kind.DISCOUNT, Level.INVOICE, Match.any(), Set.of(), "5", null)
                        .rules())
                .isEmpty();
        assertThatThrownBy(
                        () -> adjustment(Kind.DISCOUNT, Level.INVOICE, Match.projects("Website"), Set.of(), "5", null))
                .hasMessage("A reduction of the invoice takes no match: loyalty");
        assertThatThrownBy(() -> adjustment(Kind.DISCOUNT, Level.INVOICE, Match.any(), Set.of("Time"), "5", null))
                .hasMessage("A reduction of the invoice takes no match: loyalty");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"2026-02-28, false", "2026-03-01, true", "2026-03-31, true", "2026-04-01, false"})
    void aSpanHoldsOnItsFirstAndLastDay(LocalDate day, boolean inside) {
        assertThat(new Span(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31)).contains(day))
                .isEqualTo(inside);
        assertThat(Span.always().contains(day)).isTrue();
    }

    @Test
    void aReductionHoldsForItsRulesAlone() {
        Adjustment forTime = adjustment(Kind.DISCOUNT, Level.LINE, Match.any(), Set.of("Time"), "5", null);
        Origin origin = aTimeEntry().build().origin();

        assertThat(forTime.holds("Time", origin, LocalDate.of(2026, 3, 10))).isTrue();
        assertThat(forTime.holds("Fee", origin, LocalDate.of(2026, 3, 10))).isFalse();
    }

    @Test
    void aReductionHoldsWithinItsDaysAlone() {
        Adjustment march = new Adjustment(
                Kind.DISCOUNT,
                Level.LINE,
                Match.any(),
                Set.of(),
                BigDecimal.TEN,
                null,
                "loyalty",
                new Span(LocalDate.of(2026, 3, 1), null));
        Origin origin = aTimeEntry().build().origin();

        assertThat(march.holds("Time", origin, LocalDate.of(2026, 2, 28))).isFalse();
        assertThat(march.holds("Time", origin, LocalDate.of(2026, 3, 1))).isTrue();
    }
}
