package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.ExpenseBuilder.anExpense;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.plain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.Balances.HeldFee;
import org.harvestxero.billing.engine.Movement.Kind;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Overage;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BalancesTest {
    private static final LocalDate FEBRUARY = LocalDate.of(2026, 2, 1);
    private static final LocalDate FIRST_OF_MARCH = LocalDate.of(2026, 3, 1);

    private static Movement hours(Kind kind, String rule, LocalDate granted, String hours) {
        return new Movement(kind, rule, granted, null, Hours.of(hours), null);
    }

    private static Movement money(Kind kind, String rule, @Nullable LocalDate granted, String amount) {
        return new Movement(kind, rule, granted, null, null, Money.of(amount, "USD"));
    }

    private static List<String> lots(Movement... movements) {
        return Balances.none().after(List.of(movements)).lots().stream()
                .map(lot -> lot.rule() + " " + lot.granted() + " " + lot.left())
                .toList();
    }

    @Test
    void whatIsUsedLapsesOrIsCreditedComesOffItsOwnLot() {
        assertThat(lots(
                        hours(Kind.GRANTED, "Care", FEBRUARY, "10"),
                        hours(Kind.GRANTED, "Care", FIRST_OF_MARCH, "10"),
                        hours(Kind.GRANTED, "Hosting", FEBRUARY, "10"),
                        hours(Kind.USED, "Care", FEBRUARY, "4"),
                        hours(Kind.LAPSED, "Care", FEBRUARY, "3"),
                        hours(Kind.CREDITED, "Care", FEBRUARY, "1")))
                .containsExactly("Care 2026-02-01 2.00 h", "Care 2026-03-01 10.00 h", "Hosting 2026-02-01 10.00 h");
        assertThat(lots(money(Kind.GRANTED, "Care", FEBRUARY, "500.00"), money(Kind.USED, "Care", FEBRUARY, "120.50")))
                .containsExactly("Care 2026-02-01 379.50 USD");
    }

    @Test
    void anEmptyLotIsGone() {
        assertThat(lots(
                        hours(Kind.GRANTED, "Care", FEBRUARY, "10"),
                        hours(Kind.USED, "Care", FEBRUARY, "10"),
                        money(Kind.GRANTED, "Hosting", FEBRUARY, "5.00"),
                        money(Kind.LAPSED, "Hosting", FEBRUARY, "5.00")))
                .isEmpty();
    }

    @Test
    void capsAndPhasesAddUp() {
        Movement cap = new Movement(Kind.CAP_USED, "Build", null, null, Hours.of("2"), Money.of("200.00", "USD"));
        Balances balances = Balances.none()
                .after(List.of(cap, cap, money(Kind.PHASE_BILLED, "Site/Launch", null, "40.00")))
                .after(List.of(money(Kind.PHASE_BILLED, "Site/Launch", null, "60.00")));

        assertThat(balances.caps()).isEqualTo(Map.of("Build", new CapUse(Hours.of("4"), Money.of("400.00", "USD"))));
        assertThat(balances.phases()).isEqualTo(Map.of("Site/Launch", Money.of("100.00", "USD")));
    }

    @Test
    void aHeldFeeStaysUntilAllOfItIsReleased() {
        HeldFee february = new HeldFee("Care", FEBRUARY);
        Balances held = Balances.none()
                .after(List.of(
                        money(Kind.FEE_HELD, "Care", FEBRUARY, "200.00"),
                        money(Kind.FEE_HELD, "Care", FEBRUARY, "100.00"),
                        money(Kind.FEE_BILLED, "Care", FEBRUARY, "400.00")));
        Balances some = held.after(List.of(money(Kind.FEE_RELEASED, "Care", FEBRUARY, "120.00")));
        Balances none = some.after(List.of(money(Kind.FEE_RELEASED, "Care", FEBRUARY, "180.00")));

        assertThat(held.fees()).isEqualTo(Map.of(february, Money.of("300.00", "USD")));
        assertThat(some.fees()).isEqualTo(Map.of(february, Money.of("180.00", "USD")));
        assertThat(none.fees()).isEmpty();
        assertThat(Balances.none()
                        .after(List.of(money(Kind.FEE_RELEASED, "Care", FEBRUARY, "1.00")))
                        .fees())
                .isEmpty();
    }

    /** Ten hours are covered and two billed; the three that wait for a word stay open, and stay overage. */
    @Test
    void onlyWhatIsSettledIsNotBilledAgain() {
        Retainer care = Retainer.of(Retainer.When.IN_ARREARS, Money.of("500.00", "USD"), Limit.hours("10"))
                .with(Overage.atOwnRate().approvedAbove(Limit.hours("2")));
        BillingResult result = bill(
                plain().with(Rule.of("Care", Match.any(), care)),
                MARCH,
                BillingRequest.Known.nothing(),
                List.of(
                        aTimeEntry().id(1).on("2026-03-01").of("15.00").build(),
                        aTimeEntry().id(2).notBillable().build()),
                List.of(
                        anExpense().id(1).build(),
                        anExpense().id(2).notBillable().build()));

        Standings standings = Standings.none().after(result);

        assertThat(standings.entries()).isEqualTo(Map.of(1L, new Standing(Hours.of("12"), "Care")));
        assertThat(standings.expenses()).containsExactly(1L);
        assertThat(standings.after(result).of(1).settled()).isEqualTo(Hours.of("24"));
        assertThat(standings.of(9)).isEqualTo(new Standing(Hours.ZERO, null));
    }

    @Test
    void decisionsAreUsedUpByTheRun() {
        Decisions decisions = new Decisions(Map.of(), Map.of(), Map.of("Care", Limit.hours("1")));
        BillingRequest.Known known = BillingRequest.Known.nothing().with(decisions);

        assertThat(known.decisions()).isEqualTo(decisions);
        assertThat(known.after(bill(plain(), MARCH, known, aTimeEntry().build()))
                        .decisions())
                .isEqualTo(Decisions.none());
    }
}
