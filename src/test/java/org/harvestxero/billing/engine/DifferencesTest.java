package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyLine;
import static org.harvestxero.billing.engine.Bills.plain;

import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Limits;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Pricing;
import org.harvestxero.billing.terms.RateCard;
import org.harvestxero.billing.terms.RateLine;
import org.harvestxero.billing.terms.Rounding;
import org.junit.jupiter.api.Test;

/** Steps that make up for each other are told all the same. */
class DifferencesTest {
    /** 54 minutes are rounded up to an hour for 100.00, and the cap of 90.00 takes the ten off again. */
    @Test
    void whatRoundingAddsAndACapTakesOffIsToldTwice() {
        Agreement agreement = plain().with(
                        Pricing.asInHarvest().with(Rounding.to(Rounding.Direction.UP, 30, Rounding.Per.LINE)))
                .with(Limits.of(Cap.of("Cap", Match.any(), Limit.money("90.00", "USD"), Cap.AtCap.HOLD)));

        LineSource source =
                source(agreement, aTimeEntry().of("0.90").at("100.00").build());

        assertThat(source.amount()).isEqualTo(Money.of("90.00", "USD"));
        assertThat(source.differences()).extracting(DifferencesTest::inWords).containsExactly("ROUNDING 10", "CAP -10");
    }

    /** 54 minutes at 50.00 are 45.00 in Harvest; here it is half an hour at 90.00. */
    @Test
    void anotherRateAndRoundingThatComeToTheSameAreTold() {
        Agreement agreement = plain().with(Pricing.asInHarvest()
                .with(Rounding.to(Rounding.Direction.DOWN, 30, Rounding.Per.ENTRY))
                .with(RateCard.of(RateLine.of(Match.any(), Rate.hourly("90.00", "USD")))));

        LineSource source =
                source(agreement, aTimeEntry().of("0.90").at("50.00").build());

        assertThat(source.amount()).isEqualTo(Money.of("45.00", "USD"));
        assertThat(source.differences())
                .extracting(DifferencesTest::inWords)
                .containsExactly("RATE 36", "ROUNDING -36");
    }

    private static LineSource source(Agreement agreement, TimeEntry entry) {
        return onlyLine(bill(agreement, MARCH, entry)).sources().get(0);
    }

    private static String inWords(Difference difference) {
        return difference.kind() + " "
                + difference.amount().stripTrailingZeros().toPlainString();
    }
}
