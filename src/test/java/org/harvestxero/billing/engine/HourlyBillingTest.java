package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.USD;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.onlyLine;
import static org.harvestxero.billing.engine.Bills.plain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Books;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.billing.terms.CodingRule;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.HoursBasis;
import org.harvestxero.billing.terms.Included;
import org.harvestxero.billing.terms.Layout;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Pricing;
import org.harvestxero.billing.terms.RateCard;
import org.harvestxero.billing.terms.RateLine;
import org.harvestxero.billing.terms.Rounding;
import org.harvestxero.billing.terms.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HourlyBillingTest {
    @Test
    void billsApprovedHoursAtHarvestsOwnRate() {
        BillingResult result =
                bill(plain(), MARCH, aTimeEntry().of("7.25").at("120.00").build());

        DraftLine line = onlyLine(result);
        assertThat(line.description()).isEqualTo("Website – Design, March 2026");
        assertThat(line.price().quantity()).isEqualByComparingTo("7.25");
        assertThat(line.price().unitAmount()).isEqualByComparingTo("120.00");
        assertThat(line.amount()).isEqualTo(Money.of("870.00", "USD"));
        assertThat(onlyDraft(result).needsReview()).isFalse();
    }

    @Test
    void billsYenInWholeYenAndDinarsInThousandths() {
        DraftLine yen = onlyLine(bill(
                plain(),
                plain().calendar().containing(MARCH).orElseThrow(),
                Currency.getInstance("JPY"),
                BillingRequest.Known.nothing(),
                List.of(aTimeEntry().of("7.33").at("9999").in("JPY").build()),
                List.of()));
        DraftLine dinar = onlyLine(bill(
                plain(),
                plain().calendar().containing(MARCH).orElseThrow(),
                Currency.getInstance("KWD"),
                BillingRequest.Known.nothing(),
                List.of(aTimeEntry().of("8.23").at("1.5").in("KWD").build()),
                List.of()));

        assertThat(yen.amount()).hasToString("73293 JPY");
        assertThat(yen.description()).isEqualTo("Website – Design, March 2026 (7.33 h at 9999)");
        assertThat(yen.price().unitAmount()).isEqualTo("73293");
        assertThat(Explainer.headline(yen)).contains("1 × 73293 = 73293 JPY");
        assertThat(dinar.amount()).hasToString("12.345 KWD");
        assertThat(dinar.price().quantity()).isEqualTo("8.23");
        assertThat(dinar.price().unitAmount()).isEqualTo("1.500");
    }

    @Test
    void neverMixesRatesOnOneLine() {
        BillingResult result = bill(
                plain(),
                MARCH,
                aTimeEntry().id(1).of("1.00").at("100.00").build(),
                aTimeEntry().id(2).of("1.00").at("130.00").build());

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.amount().toString())
                .containsExactly("100.00 USD", "130.00 USD");
    }

    @Test
    void ruling19SevenHoursTwentyAtFifteenIsHarvestsFigureByDefault() {
        BillingResult result =
                bill(plain(), MARCH, aTimeEntry().of("7.33").at("15.00").build());

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("109.95", "USD"));
        assertThat(onlyLine(result).price().quantity()).isEqualByComparingTo("7.33");
    }

    @Test
    void ruling19SevenHoursTwentyAtFifteenIsExactInMinutes() {
        Agreement inMinutes = plain().with(Pricing.asInHarvest().with(HoursBasis.MINUTES));

        BillingResult result =
                bill(inMinutes, MARCH, aTimeEntry().of("7.33").at("15.00").build());

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("110.00", "USD"));
        assertThat(result.tieOut().differences().get(Difference.Kind.MINUTES)).isEqualByComparingTo("0.05");
    }

    @Test
    void ruling19SendsOnePieceWhereFourDecimalsMissTheAmount() {
        Agreement inMinutes = plain().with(Pricing.asInHarvest().with(HoursBasis.MINUTES));

        BillingResult result =
                bill(inMinutes, MARCH, aTimeEntry().of("0.67").at("300.00").build());

        DraftLine line = onlyLine(result);
        assertThat(line.amount()).isEqualTo(Money.of("200.00", "USD"));
        assertThat(line.price().quantity()).isEqualByComparingTo("1");
        assertThat(line.price().unitAmount()).isEqualByComparingTo("200.00");
        assertThat(line.description()).isEqualTo("Website – Design, March 2026 (0 h 40 min at 300.00)");
    }

    @Test
    void sharesALinesRoundingBetweenItsEntriesToTheCent() {
        BillingResult result = bill(
                plain(),
                MARCH,
                aTimeEntry().id(1).of("0.33").at("101.01").build(),
                aTimeEntry().id(2).of("0.33").at("101.01").build(),
                aTimeEntry().id(3).of("0.34").at("101.01").build());

        DraftLine line = onlyLine(result);
        assertThat(line.amount()).isEqualTo(Money.of("101.01", "USD"));
        assertThat(line.sources())
                .extracting(source -> source.amount().amount().toPlainString())
                .containsExactly("33.33", "33.34", "34.34");
    }

    @Test
    void saysWhyEachEntryIsNotBilled() {
        BillingResult result = bill(
                plain(),
                MARCH,
                aTimeEntry().id(1).approval(Approval.SUBMITTED).build(),
                aTimeEntry().id(2).running().build(),
                aTimeEntry().id(3).notBillable().build(),
                aTimeEntry().id(4).in("EUR").build(),
                aTimeEntry().id(5).at(null).build(),
                aTimeEntry().id(6).billedInHarvest().build(),
                aTimeEntry().id(7).on("2025-12-31").build(),
                aTimeEntry().id(8).on("2026-04-01").build());

        assertThat(result.drafts()).isEmpty();
        assertThat(result.notBilled())
                .extracting(rest -> rest.source().id() + " " + rest.bucket() + " " + rest.reason())
                .containsExactlyInAnyOrder(
                        "1 HELD NOT_APPROVED",
                        "2 HELD TIMER_RUNNING",
                        "3 NOT_BILLABLE NON_BILLABLE",
                        "4 HELD OTHER_CURRENCY",
                        "5 HELD NO_RATE",
                        "6 OUTSIDE BILLED_IN_HARVEST",
                        "7 OUTSIDE OUTSIDE_AGREEMENT",
                        "8 OUTSIDE AFTER_PERIOD");
    }

    @Test
    void billsSubmittedTimeWhereTheAgreementAllowsIt() {
        Agreement submitted =
                plain().with(Pricing.asInHarvest().with(Included.approvedOnly().with(Approval.SUBMITTED)));

        BillingResult result = bill(
                submitted,
                MARCH,
                aTimeEntry().id(1).approval(Approval.SUBMITTED).build(),
                aTimeEntry().id(2).approval(Approval.UNSUBMITTED).build());

        assertThat(onlyLine(result).sources())
                .extracting(source -> source.source().id())
                .containsExactly(1L);
    }

    @Test
    void marksLateEntriesWithTheDayWorked() {
        BillingResult result = bill(
                plain(),
                MARCH,
                aTimeEntry().id(1).on("2026-02-27").build(),
                aTimeEntry().id(2).on("2026-03-02").build());

        assertThat(onlyDraft(result).lines())
                .extracting(DraftLine::description)
                .containsExactly(
                        "Website – Design, March 2026", "Website – Design, March 2026 (worked on 27 February 2026)");
    }

    @Test
    void takesTheStrongestMatchingRateInEffectOnTheDay() {
        Agreement carded = plain().with(Pricing.asInHarvest()
                .with(RateCard.of(
                        RateLine.of(Match.projects("Website"), Rate.hourly("90.00", "USD")),
                        RateLine.of(Match.people("Ann"), Rate.hourly("110.00", "USD")),
                        RateLine.of(Match.people("Ann"), Rate.hourly("125.00", "USD"))
                                .from(LocalDate.of(2026, 3, 16)))));

        BillingResult result = bill(
                carded,
                MARCH,
                aTimeEntry().id(1).on("2026-03-15").build(),
                aTimeEntry().id(2).on("2026-03-16").build(),
                aTimeEntry().id(3).by("Bob").build());

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.price().unitAmount().toPlainString())
                .containsExactly("90.00", "110.00", "125.00");
        assertThat(result.tieOut().differences().get(Difference.Kind.RATE)).isEqualByComparingTo("25.00");
    }

    @ParameterizedTest(name = "{0} {1} minutes per {2}: {3}")
    @CsvSource({
        "UP, 15, ENTRY, 1.25",
        "NEAREST, 15, ENTRY, 0.75",
        "DOWN, 15, ENTRY, 0.75",
        "UP, 6, ENTRY, 0.90",
        "UP, 15, DAY, 1.00",
        "UP, 30, TASK, 1.00",
        "DOWN, 30, LINE, 0.50",
        "UP, 30, LINE, 1.00",
    })
    void roundsWhatTheAgreementRoundsAsOne(Rounding.Direction direction, int minutes, Rounding.Per per, String hours) {
        Agreement rounded = plain().with(Pricing.asInHarvest().with(Rounding.to(direction, minutes, per)));

        BillingResult result = bill(
                rounded,
                MARCH,
                aTimeEntry().id(1).on("2026-03-02").of("0.30").build(),
                aTimeEntry().id(2).on("2026-03-02").of("0.28").build(),
                aTimeEntry().id(3).on("2026-03-03").of("0.25").build());

        assertThat(onlyLine(result).price()).isEqualTo(new LinePrice(new BigDecimal(hours), new BigDecimal("100.00")));
        assertThat(result.tieOut().of(Bucket.BILLED, USD).hours()).isEqualTo(Hours.of("0.83"));
    }

    @Test
    void countsAnyWorkOnADayAsOneDayAtADayRate() {
        RateLine day = new RateLine(
                Match.any(),
                null,
                null,
                Rate.daily(new BigDecimal("800.00"), USD, Hours.of("8")),
                RateLine.DayCount.WHOLE);
        Agreement byDay = plain().with(Pricing.asInHarvest().with(RateCard.of(day)));

        BillingResult result = bill(
                byDay,
                MARCH,
                aTimeEntry().id(1).on("2026-03-02").of("2.00").build(),
                aTimeEntry().id(2).on("2026-03-02").of("7.50").build(),
                aTimeEntry().id(3).on("2026-03-03").of("1.00").build());

        DraftLine line = onlyLine(result);
        assertThat(line.price().quantity()).isEqualByComparingTo("2");
        assertThat(line.amount()).isEqualTo(Money.of("1600.00", "USD"));
    }

    @Test
    void workPricedByTheDayIsToldInDays() {
        RateLine day = new RateLine(
                Match.any(),
                null,
                null,
                Rate.daily(new BigDecimal("800.00"), USD, Hours.of("8")),
                RateLine.DayCount.EXACT);
        Agreement byDay = plain().with(Pricing.asInHarvest().with(RateCard.of(day)));

        DraftLine line =
                onlyLine(bill(byDay, MARCH, aTimeEntry().id(1).of("10.64").build()));
        DraftLine third =
                onlyLine(bill(byDay, MARCH, aTimeEntry().id(1).of("10.67").build()));

        assertThat(line.quantity()).isEqualTo("1.33 days");
        assertThat(Explainer.inWords(line))
                .contains("Website – Design, March 2026: 1.33 days × 800.00 = 1064.00 USD (hours, rule Time)")
                .anySatisfy(words -> assertThat(words)
                        .contains(": 10.64 h (counted in days), 1.33 days at 800.00 USD a day of 8.00 h ("));
        assertThat(third.description()).isEqualTo("Website – Design, March 2026 (1.3338 days at 800.00)");
        assertThat(third.quantity()).isEqualTo("1");
    }

    @Test
    void hidesHoursWhereTheAgreementSaysSo() {
        BillingResult result = bill(
                plain().with(Layout.plain().withoutHours()),
                MARCH,
                aTimeEntry().of("2.50").build());

        DraftLine line = onlyLine(result);
        assertThat(line.price().quantity()).isEqualByComparingTo("1");
        assertThat(line.amount()).isEqualTo(Money.of("250.00", "USD"));
        assertThat(line.description()).isEqualTo("Website – Design, March 2026");
    }

    @ParameterizedTest(name = "by {0}: {1}")
    @CsvSource({"NAME, Code;Design;Talk", "DATE, Talk;Code;Design", "AMOUNT, Design;Talk;Code"})
    void ordersLinesAsTheAgreementSays(Layout.Order order, String tasks) {
        Layout layout = Layout.plain().by(Layout.Group.TASK).orderedBy(order);

        BillingResult result = bill(
                plain().with(layout),
                MARCH,
                aTimeEntry().id(1).on("2026-03-03").task("Design").of("3.00").build(),
                aTimeEntry().id(2).on("2026-03-01").task("Talk").of("2.00").build(),
                aTimeEntry().id(3).on("2026-03-02").task("Code").of("1.00").build());

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.description().split(",")[0])
                .containsExactly(tasks.split(";"));
    }

    @Test
    void refusesAnEntryThatComesInTwice() {
        assertThatThrownBy(() -> bill(
                        plain(),
                        MARCH,
                        aTimeEntry().id(7).build(),
                        aTimeEntry().id(7).build()))
                .isInstanceOf(DoesNotTieException.class)
                .hasMessage("Time entry 7 came in twice");
    }

    @Test
    void billsNothingTwiceWhenItRunsAgain() {
        BillingResult first = bill(plain(), MARCH, aTimeEntry().build());

        BillingResult again = bill(
                plain(),
                MARCH,
                BillingRequest.Known.nothing().after(first),
                aTimeEntry().build());

        assertThat(again.drafts()).isEmpty();
        assertThat(again.notBilled()).isEmpty();
    }

    /** 0.40 h up to half an hour, twice: the first entry is half an hour, both are a full one, so the second is half an hour. */
    @Test
    void roundsADayAsARunningTotal() {
        Agreement byDay =
                plain().with(Pricing.asInHarvest().with(Rounding.to(Rounding.Direction.UP, 30, Rounding.Per.DAY)));

        BillingResult result = bill(
                byDay,
                MARCH,
                aTimeEntry().id(1).on("2026-03-02").of("0.40").build(),
                aTimeEntry().id(2).on("2026-03-02").of("0.40").build(),
                aTimeEntry().id(3).on("2026-03-02").by("Bob").of("0.40").build(),
                aTimeEntry().id(4).on("2026-03-03").of("0.40").build());

        assertThat(onlyLine(result).sources())
                .extracting(source -> source.source().id() + " " + source.billed() + " " + source.counting())
                .containsExactly(
                        "1 0.50 h rounded up to 30 minutes per day",
                        "2 0.50 h rounded up to 30 minutes per day",
                        "3 0.50 h rounded up to 30 minutes per day",
                        "4 0.50 h rounded up to 30 minutes per day");
    }

    @Test
    void roundsATaskAcrossDaysAndPeople() {
        Agreement byTask =
                plain().with(Pricing.asInHarvest().with(Rounding.to(Rounding.Direction.UP, 30, Rounding.Per.TASK)));

        BillingResult result = bill(
                byTask,
                MARCH,
                aTimeEntry().id(1).on("2026-03-02").of("0.20").build(),
                aTimeEntry().id(2).on("2026-03-03").by("Bob").of("0.20").build(),
                aTimeEntry().id(3).on("2026-03-04").task("Build").of("0.20").build(),
                aTimeEntry().id(4).on("2026-03-05").project("App").of("0.20").build());

        assertThat(onlyDraft(result).lines().stream()
                        .flatMap(line -> line.sources().stream())
                        .map(source -> source.source().id() + " " + source.billed()))
                .containsExactlyInAnyOrder("1 0.50 h", "2 0.00 h", "3 0.50 h", "4 0.50 h");
    }

    @Test
    void roundsTheHoursAsTrackedWhereTheAgreementSaysSo() {
        Rounding tracked = new Rounding(Rounding.Direction.UP, 15, Rounding.Per.ENTRY, Rounding.Of.TRACKED, 0);

        BillingResult result = bill(
                plain().with(Pricing.asInHarvest().with(tracked)),
                MARCH,
                aTimeEntry().of("0.50").tracked("0.51").build());

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("75.00", "USD"));
    }

    @Test
    void aRulesOwnRoundingComesBeforeTheAgreements() {
        Agreement agreement = plain().with(Rule.of("Time", Match.any(), Hourly.plain())
                        .with(Rounding.to(Rounding.Direction.UP, 30, Rounding.Per.ENTRY)))
                .with(Pricing.asInHarvest().with(Rounding.to(Rounding.Direction.DOWN, 30, Rounding.Per.ENTRY)));

        assertThat(onlyLine(bill(agreement, MARCH, aTimeEntry().of("0.40").build()))
                        .amount())
                .isEqualTo(Money.of("50.00", "USD"));
    }

    /** Of two hours counted as four half hours up, one is settled; its share of what was counted stays for the other. */
    @Test
    void whatIsLeftOfARoundedEntryIsItsShareOfTheRoundedHours() {
        Agreement agreement =
                plain().with(Pricing.asInHarvest().with(Rounding.to(Rounding.Direction.UP, 30, Rounding.Per.ENTRY)));
        BillingRequest.Known known = new BillingRequest.Known(
                Balances.none(),
                new Standings(Map.of(1L, new Standing(Hours.of("0.60"), null)), Set.of()),
                Decisions.none(),
                History.none());

        BillingResult result =
                bill(agreement, MARCH, known, aTimeEntry().of("1.20").build());

        assertThat(onlyLine(result).amount())
                .as("1.20 h count 1.50 h; half of the entry is left, so 0.75 h")
                .isEqualTo(Money.of("75.00", "USD"));
    }

    @Test
    void groupsWhatTheAgreementKeepsApart() {
        TimeEntry ann = aTimeEntry()
                .id(1)
                .on("2026-03-02")
                .as("Senior", "Lead")
                .notes("Logo")
                .build();
        TimeEntry bob =
                aTimeEntry().id(2).on("2026-03-03").by("Bob").notes(null).build();

        assertThat(descriptions(Layout.Group.PERSON, ann, bob)).containsExactly("Ann, March 2026", "Bob, March 2026");
        assertThat(descriptions(Layout.Group.ROLE, ann, bob)).containsExactly("Time, March 2026", "Senior, March 2026");
        assertThat(descriptions(Layout.Group.DAY, ann, bob))
                .containsExactly("2 March 2026, March 2026", "3 March 2026, March 2026");
        assertThat(descriptions(Layout.Group.ENTRY, ann, bob))
                .containsExactly("Logo, March 2026", "Design, March 2026");
        assertThat(descriptions(Layout.Group.PHASE, ann, bob)).containsExactly("Time, March 2026");
    }

    private static List<String> descriptions(Layout.Group group, TimeEntry... entries) {
        return onlyDraft(bill(plain().with(Layout.plain().by(group)), MARCH, entries)).lines().stream()
                .map(DraftLine::description)
                .toList();
    }

    /** The rate of leads prices the work, so it stands under leads though the person is a senior first. */
    @Test
    void theRoleIsTheOneThatChoseTheRate() {
        Agreement agreement = plain().with(Layout.plain().by(Layout.Group.ROLE))
                .with(Pricing.asInHarvest()
                        .with(RateCard.of(RateLine.of(Match.roles("Lead"), Rate.hourly("150.00", "USD")))));

        BillingResult result =
                bill(agreement, MARCH, aTimeEntry().as("Senior", "Lead").build());

        assertThat(onlyLine(result).description()).isEqualTo("Lead, March 2026");
    }

    @Test
    void theAgreementsCurrencyComesBeforeHarvests() {
        Agreement plain = plain();
        Agreement inEuro = new Agreement(
                plain.client(),
                plain.version(),
                Currency.getInstance("EUR"),
                plain.calendar(),
                plain.pricing(),
                plain.rules(),
                plain.limits(),
                plain.expenses(),
                plain.layout(),
                plain.books(),
                plain.review(),
                plain.sending());

        BillingResult result = bill(
                inEuro,
                MARCH,
                aTimeEntry().id(1).in("EUR").build(),
                aTimeEntry().id(2).build());

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("100.00", "EUR"));
        assertThat(result.notBilled())
                .extracting(NotBilled::words)
                .containsExactly("kept in USD, but the client is billed in EUR");
    }

    @Test
    void workIsBilledByDayAndThenByNumber() {
        BillingResult result = bill(
                plain().with(Layout.plain().by()),
                MARCH,
                aTimeEntry().id(3).on("2026-03-02").build(),
                aTimeEntry().id(2).on("2026-03-02").build(),
                aTimeEntry().id(4).on("2026-03-01").build());

        assertThat(onlyLine(result).sources())
                .extracting(source -> source.source().id())
                .containsExactly(4L, 2L, 3L);
    }

    @Test
    void workNoRuleTakesIsHeld() {
        Agreement agreement = plain().with(Rule.of("Time", Match.projects("App"), Hourly.plain()));

        assertThat(bill(agreement, MARCH, aTimeEntry().build()).notBilled())
                .extracting(rest -> rest.bucket() + " " + rest.reason() + " " + rest.words())
                .containsExactly("HELD NO_RULE no rule of the agreement takes it");
    }

    /** 40 minutes at 100.00 are 66.666…: 66.67 is a third of a cent more; counted in minutes and then rounded, it is rounding. */
    @Test
    void whyAnAmountIsNotItsWorthIsNamed() {
        Agreement inMinutes = plain().with(Pricing.asInHarvest().with(HoursBasis.MINUTES));
        Agreement rounded = plain().with(Pricing.asInHarvest()
                .with(HoursBasis.MINUTES)
                .with(Rounding.to(Rounding.Direction.UP, 30, Rounding.Per.ENTRY)));
        TimeEntry entry = aTimeEntry().of("0.67").at("100.00").build();

        assertThat(bill(inMinutes, MARCH, entry).tieOut().differences().keySet())
                .containsExactly(Difference.Kind.MINUTES, Difference.Kind.CENTS);
        assertThat(bill(rounded, MARCH, entry).tieOut().differences().keySet())
                .containsExactly(Difference.Kind.ROUNDING);
        assertThat(bill(plain(), MARCH, entry).tieOut().differences()).isEmpty();
    }

    @Test
    void linesOfOneRuleAreSortedByRateUnitAndDay() {
        BillingResult result = bill(
                plain(),
                MARCH,
                aTimeEntry().id(1).on("2026-02-27").at("50.00").build(),
                aTimeEntry().id(2).on("2026-02-26").at("90.00").build(),
                aTimeEntry().id(3).on("2026-03-02").at("120.00").build(),
                aTimeEntry().id(4).on("2026-03-03").at("80.00").build());

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.price().unitAmount().toPlainString())
                .containsExactly("80.00", "120.00", "90.00", "50.00");
    }

    @Test
    void workCodedApartStandsOnLinesOfItsOwn() {
        Agreement agreement = plain().with(Layout.plain().by())
                .with(new Books(
                        List.of(
                                new CodingRule(Match.kinds("Build"), Set.of(), Coding.account("200")),
                                new CodingRule(Match.any(), Set.of(), Coding.account("210"))),
                        List.of()));

        BillingResult result = bill(
                agreement,
                MARCH,
                aTimeEntry().id(1).task("Design").build(),
                aTimeEntry().id(2).task("Build").build());

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.coding().account())
                .containsExactly("200", "210");
    }

    @Test
    void aRulesRatesComeBeforeTheAgreements() {
        Agreement agreement = plain().with(Rule.of("Time", Match.any(), Hourly.plain())
                        .with(RateCard.of(RateLine.of(Match.kinds("Design"), Rate.hourly("150.00", "USD")))))
                .with(Pricing.asInHarvest().with(RateCard.of(RateLine.of(Match.any(), Rate.hourly("120.00", "USD")))));

        assertThat(onlyLine(bill(agreement, MARCH, aTimeEntry().build())).amount())
                .isEqualTo(Money.of("150.00", "USD"));
        assertThat(onlyLine(bill(agreement, MARCH, aTimeEntry().task("Build").build()))
                        .amount())
                .isEqualTo(Money.of("120.00", "USD"));
    }
}
