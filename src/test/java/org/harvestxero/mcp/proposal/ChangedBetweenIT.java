package org.harvestxero.mcp.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Reviews;
import org.harvestxero.mcp.tool.Arguments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes after a proposal was found to be as it was shown, and before it is carried out, is not carried out unseen. */
class ChangedBetweenIT {
    private static final Kind.By ADA = new Kind.By("Ada", "Desk helper");
    private static final Arguments DRAFT = new Arguments(Map.of("draft", "D1", "reason", "It looks right."));
    private static final Arguments LINE =
            new Arguments(Map.of("draft", "D1", "line", 1, "text", "Design, as agreed", "reason", "Agreed by phone."));

    private CopyScenario scenario;

    @BeforeEach
    void start() {
        scenario = CopyScenario.start(TestClock.at("2026-11-02T08:00:00Z"), Map.of());
        long acme = scenario.harvest().add(aClient("Acme"));
        long design = scenario.harvest().add(aTask("Design"));
        long ann = scenario.harvest().add(aUser("Ann", "Archer"));
        long project = scenario.harvest()
                .add(aProject(acme, "Website").hourlyRate("100").task(design));
        scenario.harvest()
                .add(aTimeEntry(project, design, ann)
                        .on(LocalDate.of(2026, 10, 5))
                        .hours("12.5")
                        .approved());
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-10-01\nreview: {when: [always]}\n");
        scenario.once();
        scenario.bill(BillRequest.due());
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    private Reviews reviews() {
        return scenario.engine().people().reviews();
    }

    private Kind ofDraft(String name) {
        return DraftKinds.of(reviews()).stream()
                .filter(kind -> kind.card().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void someoneWritesTheDraftDown() {
        reviews().edit(Reviews.Ref.of(1), new Reviews.Edit(1, new BigDecimal("1000"), null, "less"), "Bea");
    }

    private Reviews.Item draft() {
        return reviews().find("D1").orElseThrow().item();
    }

    @Test
    void aDraftOfAnotherAmountIsNotApproved() {
        Kind approval = ofDraft("approve_draft");
        Plan confirmed = approval.plan(DRAFT);
        someoneWritesTheDraftDown();

        assertThatThrownBy(() -> approval.carryOut(DRAFT, confirmed, ADA))
                .isInstanceOf(DecisionException.class)
                .hasMessage("what it touches was changed at this very moment. Shown was:"
                        + " \"Approves draft D1 of Acme, period 2026-10, as it stands (version 0).\";"
                        + " \"line 1: 1250.00 GBP  Website – Design, October 2026\";"
                        + " \"Total before tax 1250.00 GBP, with tax 1500.00 GBP.\". It would be now:"
                        + " \"Approves draft D1 of Acme, period 2026-10, as it stands (version 1).\";"
                        + " \"line 1: 1000.00 GBP  Website – Design, October 2026\";"
                        + " \"Total before tax 1000.00 GBP, with tax 1200.00 GBP.\".");

        assertThat(draft().state()).isEqualTo(Reviews.State.REVIEW);
        assertThat(draft().step()).isZero();
        assertThat(draft().decidedBy()).isNotEqualTo("Ada");
    }

    @Test
    void aDraftOfAnotherAmountIsNotPutAside() {
        Kind hold = ofDraft("hold_draft");
        Plan confirmed = hold.plan(DRAFT);
        someoneWritesTheDraftDown();

        assertThatThrownBy(() -> hold.carryOut(DRAFT, confirmed, ADA))
                .isInstanceOf(DecisionException.class)
                .hasMessageContaining("1250.00 GBP before tax")
                .hasMessageContaining("1000.00 GBP before tax");

        assertThat(draft().state()).isEqualTo(Reviews.State.REVIEW);
    }

    @Test
    void aLineThatSomebodyElseChangedKeepsItsText() {
        Kind edit = ofDraft("edit_draft");
        Plan confirmed = edit.plan(LINE);
        someoneWritesTheDraftDown();

        assertThatThrownBy(() -> edit.carryOut(LINE, confirmed, ADA))
                .isInstanceOf(DecisionException.class)
                .hasMessageContaining("- line 1: 1250.00 GBP")
                .hasMessageContaining("- line 1: 1000.00 GBP");

        assertThat(reviews().find("D1").orElseThrow().draft().lines())
                .singleElement()
                .satisfies(line -> assertThat(line.description()).isNotEqualTo("Design, as agreed"));
        assertThat(draft().version()).isEqualTo(1);
    }

    @Test
    void anAgreementThatSomebodySavedIsNotOverwritten() throws IOException {
        AgreementKind kind = new AgreementKind(scenario.engine().people().agreements());
        Arguments given = new Arguments(Map.of(
                "file",
                "acme.yaml",
                "text",
                "client: Acme\nstart: 2026-10-01\nreview: {when: [{totalAbove: 2000}]}\n",
                "reason",
                "Fewer looks."));
        Plan confirmed = kind.plan(given);
        Path file = scenario.home().resolve("agreements/acme.yaml");
        String theirs = "client: Acme\nstart: 2026-10-01\nreview: {when: [{totalAbove: 50}]}\n";
        Files.writeString(file, theirs);

        assertThatThrownBy(() -> kind.carryOut(given, confirmed, ADA))
                .isInstanceOf(DecisionException.class)
                .hasMessageContaining("review: {when: [always]}")
                .hasMessageContaining("review: {when: [{totalAbove: 50}]}");

        assertThat(file).hasContent(theirs);
    }

    @Test
    void whatNobodyChangedIsCarriedOut() {
        Kind approval = ofDraft("approve_draft");

        assertThat(approval.carryOut(DRAFT, approval.plan(DRAFT), ADA)).isEqualTo("Approved; the draft is approved.");
        assertThat(List.of(draft().state())).doesNotContain(Reviews.State.REVIEW);
    }
}
