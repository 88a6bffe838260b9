package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.APRIL;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.USD;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.onlyLine;
import static org.harvestxero.billing.engine.Bills.plain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.FixedFee;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.NoCharge;
import org.harvestxero.billing.terms.Phase;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
import org.junit.jupiter.api.Test;

class FixedFeeBillingTest {
    private static final TimeEntry[] NO_WORK = {};

    private static Agreement with(Phase... phases) {
        return plain().with(Rule.of("Relaunch", Match.projects("Website"), FixedFee.of(phases)));
    }

    @Test
    void billsAMilestoneInThePeriodOfItsDayAndCoversTheTime() {
        Agreement agreement = with(
                Phase.on("Kick-off", Money.of("3000.00", "USD"), LocalDate.of(2026, 3, 5)),
                Phase.on("Launch", Money.of("5000.00", "USD"), LocalDate.of(2026, 4, 20)));

        BillingResult march = bill(agreement, MARCH, aTimeEntry().of("30.00").build());
        BillingResult april =
                bill(agreement, APRIL, BillingRequest.Known.nothing().after(march), NO_WORK);

        assertThat(onlyLine(march).description()).isEqualTo("Relaunch: Kick-off");
        assertThat(onlyLine(march).amount()).isEqualTo(Money.of("3000.00", "USD"));
        assertThat(march.notBilled())
                .extracting(NotBilled::words)
                .containsExactly("covered by the fixed fee of Relaunch");
        assertThat(onlyLine(april).amount()).isEqualTo(Money.of("5000.00", "USD"));
    }

    @Test
    void waitsUntilAPhaseIsFlaggedAsCompleted() {
        assertThat(bill(with(Phase.open("Design", Money.of("3000.00", "USD"))), MARCH, NO_WORK)
                        .drafts())
                .isEmpty();
    }

    @Test
    void billsByPercentageWhatWasNotBilledBefore() {
        Phase phase = new Phase(
                "Build",
                Money.of("1000.01", "USD"),
                Match.any(),
                List.of(
                        new Phase.Progress(LocalDate.of(2026, 3, 20), new BigDecimal("33.3")),
                        new Phase.Progress(LocalDate.of(2026, 4, 20), new BigDecimal("100"))));

        BillingResult march = bill(with(phase), MARCH, NO_WORK);
        BillingResult april =
                bill(with(phase), APRIL, BillingRequest.Known.nothing().after(march), NO_WORK);

        assertThat(onlyLine(march).amount()).isEqualTo(Money.of("333.00", "USD"));
        assertThat(onlyLine(april).amount()).isEqualTo(Money.of("667.01", "USD"));
        assertThat(onlyLine(april).words()).isEqualTo("100 % of 1000.01 USD less 333.00 USD billed before");
    }

    @Test
    void neverBillsAPhaseTwice() {
        Agreement agreement = with(Phase.on("Kick-off", Money.of("3000.00", "USD"), LocalDate.of(2026, 3, 5)));
        BillingResult march = bill(agreement, MARCH, NO_WORK);

        BillingResult april =
                bill(agreement, APRIL, BillingRequest.Known.nothing().after(march), NO_WORK);

        assertThat(april.drafts()).isEmpty();
    }

    @Test
    void writesOffWhatIsFreeWithItsReason() {
        Agreement agreement = plain().with(
                        Rule.of("Goodwill", Match.kinds("Fixes"), new NoCharge("we broke it", false)),
                        Rule.of("Time", Match.any(), Hourly.plain()));

        BillingResult result = bill(agreement, MARCH, aTimeEntry().task("Fixes").build());

        assertThat(result.drafts()).isEmpty();
        assertThat(result.notBilled())
                .extracting(rest -> rest.bucket() + ": " + rest.words())
                .containsExactly("WRITTEN_OFF: we broke it");
    }

    @Test
    void showsFreeWorkAsALineOfNothing() {
        Agreement agreement = plain().with(Rule.of("Goodwill", Match.any(), new NoCharge("we broke it", true)));

        BillingResult result =
                bill(agreement, MARCH, aTimeEntry().of("2.00").at("90.00").build());

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("0.00", "USD"));
        assertThat(onlyLine(result).price().quantity()).isEqualByComparingTo("2");
        assertThat(result.tieOut().differences().get(Difference.Kind.WRITE_DOWN))
                .isEqualByComparingTo("-180.00");
    }

    @Test
    void chargesTheMinimumOnceThereIsWork() {
        Agreement agreement = plain().with(Rule.of("Call-outs", Match.any(), new Hourly(Money.of("250.00", "USD"))));

        BillingResult worked =
                bill(agreement, MARCH, aTimeEntry().of("1.00").at("90.00").build());
        BillingResult idle = bill(agreement, MARCH, NO_WORK);

        assertThat(onlyDraft(worked).lines())
                .extracting(line -> line.kind() + " " + line.amount())
                .containsExactly("HOURS 90.00 USD", "MINIMUM 160.00 USD");
        assertThat(idle.drafts()).isEmpty();
    }

    private static TimeEntry atAFixedFee(long id) {
        TimeEntry entry =
                aTimeEntry().id(id).project("Alpha").of("3.00").at("100.00").build();
        Origin origin = entry.origin();
        Project project = origin.project();
        return new TimeEntry(
                entry.id(),
                entry.updatedAt(),
                entry.spentDate(),
                new Origin(
                        origin.client(),
                        new Project(project.id(), project.name(), project.code(), true),
                        origin.kind(),
                        origin.person(),
                        origin.roles()),
                entry.hours(),
                entry.tracked(),
                entry.status(),
                entry.notes(),
                entry.billableRate(),
                entry.currency());
    }

    @Test
    void aProjectAtAFixedFeeInHarvestIsHeldUnlessARuleNamesIt() {
        TimeEntry fixed = atAFixedFee(1);
        TimeEntry other =
                aTimeEntry().id(2).project("Beta").of("2.00").at("100.00").build();

        BillingResult held = bill(plain(), MARCH, fixed, other);
        BillingResult named = bill(
                plain().with(
                                Rule.of("Alpha", Match.projects("Alpha"), Hourly.plain()),
                                Rule.of("Time", Match.any(), Hourly.plain())),
                MARCH,
                fixed,
                other);

        assertThat(held.total(USD)).isEqualTo(Money.of("200.00", "USD"));
        assertThat(held.notBilled()).singleElement().satisfies(rest -> {
            assertThat(rest.bucket()).isEqualTo(Bucket.HELD);
            assertThat(rest.reason()).isEqualTo(Reason.FIXED_FEE_PROJECT);
            assertThat(rest.words())
                    .isEqualTo("Alpha has a fixed fee in Harvest, and no rule of the agreement names it");
        });
        assertThat(named.total(USD)).isEqualTo(Money.of("500.00", "USD"));
    }

    @Test
    void aPlanForEverythingDoesNotEatTheHoursOfAFixedFee() {
        Agreement plan = plain().with(Rule.of(
                "Plan",
                Match.any(),
                Retainer.of(Retainer.When.IN_ARREARS, Money.of("600.00", "USD"), Limit.hours("10"))));

        BillingResult result = bill(plan, MARCH, atAFixedFee(1));

        assertThat(result.notBilled())
                .singleElement()
                .satisfies(rest -> assertThat(rest.reason()).isEqualTo(Reason.FIXED_FEE_PROJECT));
    }

    @Test
    void aPersonMayStillHaveItBilled() {
        BillingRequest.Known decided = BillingRequest.Known.nothing()
                .with(new Decisions(
                        Map.of(1L, new Decision(Decision.Kind.BILL, null, "agreed on the phone", "Ann")),
                        Map.of(),
                        Map.of()));

        BillingResult result = bill(plain(), MARCH, decided, atAFixedFee(1));

        assertThat(result.total(USD)).isEqualTo(Money.of("300.00", "USD"));
    }

    @Test
    void tellsWhereMoreIsBilledThanIsDue() {
        Agreement agreement = with(Phase.on("Kick-off", Money.of("3000.00", "USD"), LocalDate.of(2026, 3, 5)));
        BillingRequest.Known known = new BillingRequest.Known(
                new Balances(List.of(), Map.of(), Map.of("Relaunch/Kick-off", Money.of("3500.00", "USD")), Map.of()),
                Standings.none(),
                Decisions.none(),
                History.none());

        BillingResult result = bill(agreement, MARCH, known, NO_WORK);

        assertThat(result.drafts()).isEmpty();
        assertThat(result.notices())
                .containsExactly(
                        new Notice("Relaunch/Kick-off", "3500.00 USD are billed, but only 3000.00 USD are due"));
    }

    @Test
    void whatIsBilledInFullIsNothingToTell() {
        Agreement agreement = with(Phase.on("Kick-off", Money.of("3000.00", "USD"), LocalDate.of(2026, 3, 5)));

        BillingResult april =
                bill(agreement, APRIL, BillingRequest.Known.nothing().after(bill(agreement, MARCH, NO_WORK)), NO_WORK);

        assertThat(april.notices()).isEmpty();
    }

    @Test
    void namesThePhaseThatCoversTheWork() {
        Agreement agreement = plain().with(Rule.of(
                "Relaunch",
                Match.any(),
                FixedFee.of(
                        new Phase("All", Money.of("1.00", "USD"), Match.any(), List.of()),
                        new Phase("Design", Money.of("1.00", "USD"), Match.kinds("Design"), List.of()))));

        BillingResult result = bill(
                agreement,
                MARCH,
                aTimeEntry().id(1).task("Design").build(),
                aTimeEntry().id(2).task("Build").build());

        assertThat(result.notBilled())
                .extracting(NotBilled::words)
                .containsExactly(
                        "covered by the fixed fee of Relaunch, phase Design", "covered by the fixed fee of Relaunch");
    }

    @Test
    void showsFreeWorkWithoutARateAsNothing() {
        Agreement agreement = plain().with(Rule.of("Goodwill", Match.any(), new NoCharge("we broke it", true)));

        DraftLine line =
                onlyLine(bill(agreement, MARCH, aTimeEntry().of("2.00").at(null).build()));

        assertThat(line.amount()).isEqualTo(Money.of("0.00", "USD"));
        assertThat(line.words()).isEqualTo("less 100 % write-down: we broke it");
    }

    @Test
    void chargesNoMinimumOnceWorkComesToIt() {
        Agreement agreement = plain().with(
                        Rule.of("Calls", Match.kinds("Calls"), new Hourly(Money.of("250.00", "USD"))),
                        Rule.of("Time", Match.any(), Hourly.plain()));

        BillingResult result = bill(
                agreement,
                MARCH,
                aTimeEntry().id(1).task("Calls").of("2.50").at("100.00").build(),
                aTimeEntry().id(2).of("1.00").at("100.00").build());
        BillingResult other = bill(
                agreement, MARCH, aTimeEntry().id(2).of("1.00").at("100.00").build());

        assertThat(onlyDraft(result).lines()).extracting(DraftLine::kind).containsOnly(LineKind.HOURS);
        assertThat(onlyLine(other).amount()).isEqualTo(Money.of("100.00", "USD"));
    }
}
