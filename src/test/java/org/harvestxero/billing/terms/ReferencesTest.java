package org.harvestxero.billing.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private static Match match(String sign) {
        return new Match(Set.of("P-" + sign), Set.of("K-" + sign), Set.of("R-" + sign), Set.of("N-" + sign));
    }

    private static RateCard card(String sign) {
        return RateCard.of(RateLine.of(match(sign), Rate.hourly("100.00", "USD")));
    }

    private static Coding coding(String sign) {
        return new Coding("A-" + sign, "T-" + sign, "I-" + sign, Map.of("C-" + sign, "{project}"));
    }

    private static Agreement everythingNamed() {
        Phase phase = new Phase("Design", Money.of("1.00", "USD"), match("phase"), List.of());
        return AgreementTest.plain(false)
                .with(
                        Rule.of("Time", match("rule"), Hourly.plain())
                                .with(card("rule-rate"))
                                .with(coding("rule")),
                        Rule.of("Site", Match.any(), FixedFee.of(phase)))
                .with(Pricing.asInHarvest().with(card("rate")))
                .with(new Limits(
                        List.of(Cap.of("Cap", match("cap"), Limit.hours("10"), Cap.AtCap.FIT)),
                        List.of(AdjustmentTest.off("10", match("off"))),
                        null))
                .with(new Books(
                        List.of(new CodingRule(match("coding"), Set.of(), coding("coding"))),
                        List.of(new PurchaseOrder("PO-7", match("order")))))
                .with(ExpenseTerms.of(ExpenseRule.billed(match("expense")).with(coding("expense"))));
    }

    /** A rule's kinds are tasks, an expense's categories; under a cap, an order or a coding either may be meant. */
    @Test
    void everyNameOfAnAgreementIsLookedUpAsWhatItMeans() {
        References all = References.of(everythingNamed());

        assertThat(all.projects())
                .containsExactly(
                        "P-cap",
                        "P-coding",
                        "P-expense",
                        "P-off",
                        "P-order",
                        "P-phase",
                        "P-rate",
                        "P-rule",
                        "P-rule-rate");
        assertThat(all.roles())
                .containsExactly(
                        "R-cap",
                        "R-coding",
                        "R-expense",
                        "R-off",
                        "R-order",
                        "R-phase",
                        "R-rate",
                        "R-rule",
                        "R-rule-rate");
        assertThat(all.people())
                .containsExactly(
                        "N-cap",
                        "N-coding",
                        "N-expense",
                        "N-off",
                        "N-order",
                        "N-phase",
                        "N-rate",
                        "N-rule",
                        "N-rule-rate");
        assertThat(all.tasks()).containsExactly("K-off", "K-phase", "K-rate", "K-rule", "K-rule-rate");
        assertThat(all.categories()).containsExactly("K-expense");
        assertThat(all.tasksOrCategories()).containsExactly("K-cap", "K-coding", "K-order");
    }

    @Test
    void everyCodeOfAnAgreementIsLookedUpInTheBooks() {
        References all = References.of(everythingNamed());

        assertThat(all.accounts()).containsExactly("A-coding", "A-expense", "A-rule");
        assertThat(all.taxTypes()).containsExactly("T-coding", "T-expense", "T-rule");
        assertThat(all.items()).containsExactly("I-coding", "I-expense", "I-rule");
        assertThat(all.tracking()).containsExactly("C-coding", "C-expense", "C-rule");
    }

    @Test
    void aPlainAgreementNamesNothing() {
        References none = References.of(AgreementTest.plain(false));

        assertThat(none.projects()).isEmpty();
        assertThat(none.accounts()).isEmpty();
        assertThat(none.taxTypes()).isEmpty();
        assertThat(none.items()).isEmpty();
        assertThat(none.tracking()).isEmpty();
    }
}
