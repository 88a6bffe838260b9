package org.harvestxero.billing.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.Project;
import org.junit.jupiter.api.Test;

class MatchTest {
    private static final Origin DESIGN = new Origin(
            new Named(5, "Acme"),
            new Project(10, "Website", "WEB"),
            new Named(20, "Design"),
            new Named(30, "Ann"),
            List.of("Senior", "Designer"));

    @Test
    void anEmptyMatchMeansAllWork() {
        assertThat(Match.any().isAny()).isTrue();
        assertThat(Match.any().matches(DESIGN)).isTrue();
        assertThat(Match.projects("Website").isAny()).isFalse();
        assertThat(Match.kinds("Design").isAny()).isFalse();
        assertThat(Match.roles("Senior").isAny()).isFalse();
        assertThat(Match.people("Ann").isAny()).isFalse();
    }

    @Test
    void aProjectIsMeantByNameCodeOrId() {
        assertThat(Match.projects("Website").matches(DESIGN)).isTrue();
        assertThat(Match.projects("WEB").matches(DESIGN)).isTrue();
        assertThat(Match.projects("10").matches(DESIGN)).isTrue();
        assertThat(Match.projects("website", "App").matches(DESIGN)).isFalse();
    }

    @Test
    void tasksAndPeopleAreMeantByNameOrId() {
        assertThat(Match.kinds("Design").matches(DESIGN)).isTrue();
        assertThat(Match.kinds("20").matches(DESIGN)).isTrue();
        assertThat(Match.kinds("Build").matches(DESIGN)).isFalse();
        assertThat(Match.people("Ann").matches(DESIGN)).isTrue();
        assertThat(Match.people("30").matches(DESIGN)).isTrue();
        assertThat(Match.people("Bob", "20").matches(DESIGN)).isFalse();
    }

    @Test
    void oneOfAPersonsRolesIsEnough() {
        assertThat(Match.roles("Designer").matches(DESIGN)).isTrue();
        assertThat(Match.roles("Junior").matches(DESIGN)).isFalse();
    }

    @Test
    void whateverIsNamedMustMatch() {
        Match ours = new Match(Set.of("Website"), Set.of("Design"), Set.of("Senior"), Set.of("Ann"));

        assertThat(ours.matches(DESIGN)).isTrue();
        assertThat(new Match(Set.of("Website"), Set.of("Design"), Set.of("Senior"), Set.of("Bob")).matches(DESIGN))
                .isFalse();
        assertThat(new Match(Set.of("App"), Set.of("Design"), Set.of("Senior"), Set.of("Ann")).matches(DESIGN))
                .isFalse();
    }

    /** Billed by the hour or out of a plan, work of a project at a fixed fee would be paid twice. */
    @Test
    void hourlyRulesTakeWorkOfAFixedFeeProjectOnlyWhereTheyNameIt() {
        Origin fixed = new Origin(
                DESIGN.client(), new Project(10, "Website", "WEB", true), DESIGN.kind(), DESIGN.person(), List.of());
        Terms fee = FixedFee.of();

        assertThat(Rule.of("Time", Match.any(), Hourly.plain()).takes(DESIGN)).isTrue();
        assertThat(Rule.of("Time", Match.any(), Hourly.plain()).takes(fixed)).isFalse();
        assertThat(Rule.of("Time", Match.kinds("Design"), Hourly.plain()).takes(fixed))
                .isFalse();
        assertThat(Rule.of("Time", Match.projects("WEB"), Hourly.plain()).takes(fixed))
                .isTrue();
        assertThat(Rule.of("Site", Match.any(), fee).takes(fixed)).isTrue();
        assertThat(Rule.of("Site", Match.projects("App"), fee).takes(fixed)).isFalse();
        assertThat(Rule.of("Gift", Match.any(), new NoCharge("a favour", true)).takes(fixed))
                .isTrue();
    }

    @Test
    void capsAdjustmentsAndCodingsHoldForTheirRulesAndTheirWork() {
        Match site = Match.projects("Website");
        LocalDate day = LocalDate.of(2026, 3, 10);
        Cap cap = new Cap(
                "cap", site, Set.of("Time"), Limit.hours("10"), Cap.Scope.TOTAL, Cap.AtCap.FIT, List.of(), false);
        CodingRule coding = new CodingRule(site, Set.of("Time"), Coding.account("200"));
        Origin other = aTimeEntry().project("App").build().origin();

        assertThat(cap.holds("Time", DESIGN)).isTrue();
        assertThat(cap.holds("Fee", DESIGN)).isFalse();
        assertThat(cap.holds("Time", other)).isFalse();
        assertThat(Cap.of("cap", Match.any(), Limit.hours("10"), Cap.AtCap.FIT).holds("Fee", other))
                .isTrue();
        assertThat(coding.holds("Time", DESIGN)).isTrue();
        assertThat(coding.holds("Fee", DESIGN)).isFalse();
        assertThat(coding.holds("Time", other)).isFalse();
        assertThat(AdjustmentTest.off("10", Match.any()).holds("Fee", other, day))
                .isTrue();
        assertThat(AdjustmentTest.off("10", site).holds("Time", DESIGN, day)).isTrue();
        assertThat(AdjustmentTest.off("10", site).holds("Time", other, day)).isFalse();
    }

    /** A fee belongs to a rule but to no project, so a coding that names one says nothing of it. */
    @Test
    void feesAreCodedByRulesWithoutAMatch() {
        CodingRule forTime = new CodingRule(Match.any(), Set.of("Time"), Coding.account("200"));

        assertThat(forTime.holds("Time")).isTrue();
        assertThat(forTime.holds("Fee")).isFalse();
        assertThat(new CodingRule(Match.any(), Set.of(), Coding.account("200")).holds("Fee"))
                .isTrue();
        assertThat(new CodingRule(Match.projects("Website"), Set.of(), Coding.account("200")).holds("Fee"))
                .isFalse();
    }

    @Test
    void anApprovalReachesItselfAndWhatComesBefore() {
        assertThat(Approval.APPROVED.reaches(Approval.SUBMITTED)).isTrue();
        assertThat(Approval.SUBMITTED.reaches(Approval.SUBMITTED)).isTrue();
        assertThat(Approval.UNSUBMITTED.reaches(Approval.SUBMITTED)).isFalse();
        assertThat(Approval.parse("unsubmitted")).isEqualTo(Approval.UNSUBMITTED);
        assertThat(Approval.parse("submitted")).isEqualTo(Approval.SUBMITTED);
        assertThat(Approval.parse("approved")).isEqualTo(Approval.APPROVED);
        assertThatThrownBy(() -> Approval.parse("Approved")).hasMessage("Unknown approval status Approved");
    }
}
