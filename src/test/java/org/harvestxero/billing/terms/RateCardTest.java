package org.harvestxero.billing.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.RateCard.By;
import org.harvestxero.billing.terms.RateLine.DayCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateCardTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 10);
    private static final Origin DESIGN = aTimeEntry().as("Senior").build().origin();

    private static RateLine line(Match match, String rate) {
        return RateLine.of(match, Rate.hourly(rate, "USD"));
    }

    private static String price(RateCard card, LocalDate day) {
        RateLine found = card.find(DESIGN, day);
        return found == null ? "none" : found.rate().amount().toPlainString();
    }

    private static final RateLine PERSON = line(Match.people("Ann"), "130.00");
    private static final RateLine TASK = line(Match.kinds("Design"), "120.00");
    private static final RateLine ROLE = line(Match.roles("Senior"), "110.00");
    private static final RateLine PROJECT = line(Match.projects("Website"), "100.00");

    @Test
    void aPersonComesBeforeATaskBeforeARoleBeforeAProject() {
        assertThat(price(RateCard.of(PROJECT, ROLE, TASK, PERSON), DAY)).isEqualTo("130.00");
        assertThat(price(RateCard.of(PROJECT, ROLE, TASK), DAY)).isEqualTo("120.00");
        assertThat(price(RateCard.of(PROJECT, ROLE), DAY)).isEqualTo("110.00");
        assertThat(price(RateCard.of(line(Match.any(), "90.00"), PROJECT), DAY)).isEqualTo("100.00");
        assertThat(price(RateCard.empty(), DAY)).isEqualTo("none");
    }

    /** Person alone outranks task, role and project together; of two that name the task, the one that names more wins. */
    @Test
    void theStrongestNameDecidesAndTheNextAmongEquals() {
        RateLine three = line(new Match(Set.of("Website"), Set.of("Design"), Set.of("Senior"), Set.of()), "95.00");
        RateLine two = line(new Match(Set.of(), Set.of("Design"), Set.of("Senior"), Set.of()), "96.00");

        assertThat(price(RateCard.of(three, PERSON), DAY)).isEqualTo("130.00");
        assertThat(price(RateCard.of(TASK, two, three), DAY)).isEqualTo("95.00");
        assertThat(price(RateCard.of(TASK, two), DAY)).isEqualTo("96.00");
    }

    @Test
    void theOrderOfPrecedenceMayBeAgreed() {
        RateCard card =
                RateCard.of(List.of(PERSON, TASK, ROLE, PROJECT), List.of(By.PROJECT, By.ROLE, By.TASK, By.PERSON));

        assertThat(price(card, DAY)).isEqualTo("100.00");
        for (List<By> wrong : List.of(
                List.of(By.PERSON, By.TASK, By.ROLE), List.of(By.PERSON, By.TASK, By.ROLE, By.PROJECT, By.PROJECT))) {
            assertThatThrownBy(() -> RateCard.of(List.of(), wrong))
                    .hasMessage("Precedence names person, task, role and project once each: " + wrong);
        }
    }

    @Test
    void amongEqualsTheOneInEffectMostRecentlyHolds() {
        RateLine always = line(Match.kinds("Design"), "100.00");
        RateLine fromMarch = line(Match.kinds("Design"), "120.00").from(LocalDate.of(2026, 3, 10));
        RateLine fromApril = line(Match.kinds("Design"), "130.00").from(LocalDate.of(2026, 4, 1));
        RateCard card = RateCard.of(always, fromMarch, fromApril);

        assertThat(price(card, DAY.minusDays(1))).isEqualTo("100.00");
        assertThat(price(card, DAY)).isEqualTo("120.00");
        assertThat(price(card, LocalDate.of(2026, 4, 1))).isEqualTo("130.00");
    }

    @Test
    void aPriceHoldsOnItsLastDay() {
        RateLine untilMarch = new RateLine(Match.any(), null, DAY, Rate.hourly("100.00", "USD"), DayCount.EXACT);

        assertThat(untilMarch.holds(DESIGN, DAY)).isTrue();
        assertThat(untilMarch.holds(DESIGN, DAY.plusDays(1))).isFalse();
        assertThat(untilMarch.inWords()).isEqualTo("the agreement's rate to 2026-03-10");
    }

    @Test
    void aPriceSaysWhatItIsFor() {
        Match match = new Match(Set.of("Website", "App"), Set.of("Design"), Set.of("Senior"), Set.of("Ann"));

        assertThat(line(match, "100.00").from(DAY).inWords())
                .isEqualTo("the agreement's rate for person Ann, task Design, role Senior, project App or Website"
                        + " from 2026-03-10");
        assertThat(line(Match.any(), "100.00").inWords()).isEqualTo("the agreement's rate");
    }

    @ParameterizedTest(name = "{1} h count {2} h by {0}")
    @CsvSource({
        "EXACT, 3.00, 3.00",
        "HALF,  0.00, 0.00",
        "HALF,  0.25, 4.00",
        "HALF,  4.00, 4.00",
        "HALF,  4.01, 8.00",
        "HALF,  9.00, 8.00",
        "WHOLE, 0.00, 0.00",
        "WHOLE, 0.25, 8.00",
    })
    void aDayOfEightHoursIsCountedAsAgreed(DayCount days, String worked, String counted) {
        Rate daily = Rate.daily(new BigDecimal("800.00"), Currency.getInstance("USD"), Hours.of("8"));
        RateLine line = new RateLine(Match.any(), null, null, daily, days);

        assertThat(line.count(Hours.of(worked))).isEqualTo(Hours.of(counted));
    }

    @Test
    void hoursAtAnHourlyPriceAreCountedAsTheyAre() {
        RateLine line = new RateLine(Match.any(), null, null, Rate.hourly("100.00", "USD"), DayCount.WHOLE);

        assertThat(line.count(Hours.of("0.25"))).isEqualTo(Hours.of("0.25"));
    }
}
