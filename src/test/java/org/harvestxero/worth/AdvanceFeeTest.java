package org.harvestxero.worth;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.worth.AdvanceFee.Use;
import org.harvestxero.worth.AdvanceFee.Used;
import org.junit.jupiter.api.Test;

/** What of a fee is earned, day by day and by what was used. */
class AdvanceFeeTest {
    private static final LocalDate NEVER = LocalDate.of(2026, 1, 1);

    private static AdvanceFee fee(String amount, Use use) {
        return new AdvanceFee(
                new AdvanceFee.Bill(7, "INV-1", LocalDate.of(2026, 10, 1), null),
                new Named(1, "Acme"),
                "Plan",
                BillingPeriod.of("2026-10-01", "2026-12-31"),
                Money.of(amount, "GBP"),
                use);
    }

    private static Use use(String granted, String knownUntil, Used... used) {
        return new Use(new BigDecimal(granted), List.of(used), LocalDate.parse(knownUntil));
    }

    private static Used used(String day, String hours) {
        return new Used(LocalDate.parse(day), new BigDecimal(hours));
    }

    @Test
    void aQuarterIsEarnedByItsNinetyTwoDays() {
        AdvanceFee fee = fee("1000.00", use("0", "2026-01-01"));

        assertThat(fee.earnedByDays(LocalDate.of(2026, 9, 30))).hasToString("0.00 GBP");
        assertThat(fee.earnedByDays(LocalDate.of(2026, 10, 31))).hasToString("336.96 GBP"); // 31 / 92
        assertThat(fee.earnedByDays(LocalDate.of(2026, 11, 30))).hasToString("663.04 GBP"); // 61 / 92
        assertThat(fee.earnedByDays(LocalDate.of(2026, 12, 31))).hasToString("1000.00 GBP");
        assertThat(fee.earnedByDays(LocalDate.of(2027, 3, 31))).hasToString("1000.00 GBP");
    }

    @Test
    void whatIsBilledLateIsEarnedForItsDaysFromTheBillOn() {
        AdvanceFee late = new AdvanceFee(
                new AdvanceFee.Bill(7, "INV-1", LocalDate.of(2026, 11, 15), null),
                new Named(1, "Acme"),
                "Plan",
                BillingPeriod.of("2026-10-01", "2026-12-31"),
                Money.of("920.00", "GBP"),
                use("0", "2026-01-01"));

        assertThat(late.earnedByDays(LocalDate.of(2026, 10, 31))).hasToString("0.00 GBP");
        assertThat(late.earnedByDays(LocalDate.of(2026, 11, 30))).hasToString("610.00 GBP");
    }

    @Test
    void whatIsTakenBackIsDeferredNoLonger() {
        AdvanceFee credited = new AdvanceFee(
                new AdvanceFee.Bill(7, "INV-1", LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 10)),
                new Named(1, "Acme"),
                "Plan",
                BillingPeriod.of("2026-10-01", "2026-12-31"),
                Money.of("920.00", "GBP"),
                use("9", "2026-10-31"));

        assertThat(credited.earnedByDays(LocalDate.of(2026, 10, 31))).hasToString("310.00 GBP");
        assertThat(credited.earnedByDays(LocalDate.of(2026, 11, 30))).hasToString("920.00 GBP");
        assertThat(credited.earnedByUse(LocalDate.of(2026, 11, 30)).orElseThrow())
                .hasToString("920.00 GBP");
    }

    @Test
    void byUseItIsEarnedByTheHoursThatAreKnown() {
        AdvanceFee fee = fee("900.00", use("30", "2026-11-30", used("2026-10-31", "10"), used("2026-11-30", "5")));

        assertThat(fee.earnedByUse(LocalDate.of(2026, 10, 31)).orElseThrow()).hasToString("300.00 GBP");
        assertThat(fee.earnedByUse(LocalDate.of(2026, 11, 30)).orElseThrow()).hasToString("450.00 GBP");
        assertThat(fee.earnedByUse(LocalDate.of(2026, 12, 31))).isEmpty();
        assertThat(fee.earnedByUse(LocalDate.of(2026, 9, 30)).orElseThrow()).hasToString("0.00 GBP");
    }

    @Test
    void whatIsUsedUpIsEarnedWhateverIsKnownSince() {
        AdvanceFee fee = fee("900.00", use("30", "2026-10-31", used("2026-10-31", "30")));

        assertThat(fee.earnedByUse(LocalDate.of(2026, 12, 31)).orElseThrow()).hasToString("900.00 GBP");
    }

    @Test
    void aFeeThatIncludesNothingCountedIsEarnedDayByDay() {
        AdvanceFee fee = fee("920.00", use("0", "2026-12-31"));

        assertThat(fee.earnedByUse(LocalDate.of(2026, 10, 31)).orElseThrow()).hasToString("310.00 GBP");
        assertThat(fee("920.00", use("0", NEVER.toString())).earnedByUse(LocalDate.of(2026, 10, 31)))
                .isEmpty();
    }
}
