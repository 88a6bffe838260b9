package org.harvestxero.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.engine.Difference;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.config.Settings;
import org.harvestxero.finalize.NothingKept;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.EntryState.State;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.billing.WorkKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewServiceIT {
    private static final String ALWAYS =
            "client: Acme\nstart: 2026-01-01\nreview: {when: [always]}\nlayout: {groupBy: [project]}\n";
    private static final String TWO_STEPS =
            "client: Acme\nstart: 2026-01-01\nreview: {when: [always], steps: [project manager, strategist]}\n";

    @TempDir
    Path folder;

    private BilledLedger billed;

    private Reviews desk(String agreement) {
        return desk(agreement, Map.of());
    }

    private Reviews desk(String agreement, Map<String, String> settings) {
        billed = new BilledLedger(folder, agreement);
        return new ReviewService(
                billed.store,
                billed.stored,
                ReviewRoles.of(Settings.of(settings)),
                BilledLedger::charge,
                new NothingKept());
    }

    private static TimeEntry entry(long id, String hours) {
        return aTimeEntry().id(id).project("Website").of(hours).build();
    }

    private StoredDraft only() {
        long latest = billed.store.billing().drafts().latest(1).get(0);
        return billed.store.billing().drafts().find(latest).orElseThrow();
    }

    @Test
    void aDraftIsListedWithItsReasonsAndApproved() {
        Reviews desk = desk(ALWAYS);
        billed.bill(entry(1, "2.00"));

        Item waiting = desk.list(Reviews.Filter.waiting()).get(0);
        Item approved = desk.approve(Ref.of(waiting.id()), "as agreed by phone", "Ada");

        assertThat(waiting.reasons()).containsExactly("every invoice of this client is reviewed");
        assertThat(waiting.waitsFor()).contains("reviewer");
        assertThat(waiting.total()).isEqualByComparingTo("200.00");
        assertThat(approved.state()).isEqualTo(Reviews.State.APPROVED);
        assertThat(approved.decidedBy()).isEqualTo("Ada");
        assertThat(desk.list(Reviews.Filter.waiting())).isEmpty();
        assertThat(desk.list(new Reviews.Filter("acme", true))).hasSize(1);
        assertThat(desk.find("D" + waiting.id()).orElseThrow().history())
                .extracting(event -> event.who() + " " + event.what())
                .containsExactly("process drafted: for 2026-03", "Ada approved: as reviewer: as agreed by phone");
    }

    @Test
    void twoStepsNeedTwoPeople() {
        Reviews desk = desk(TWO_STEPS);
        Ref draft = Ref.of(billed.bill(entry(1, "2.00")).get(0).id());

        Item once = desk.approve(draft, null, "Pam");

        assertThat(once.state()).isEqualTo(Reviews.State.REVIEW);
        assertThat(once.waitsFor()).contains("strategist");
        assertThatThrownBy(() -> desk.approve(draft, null, "pam"))
                .isInstanceOf(DecisionException.class)
                .hasMessageContaining("you said yes as project manager already");
        assertThat(desk.approve(draft, null, "Sam").state()).isEqualTo(Reviews.State.APPROVED);
    }

    @Test
    void aNamedRoleIsForThoseNamed() {
        Reviews desk = desk(TWO_STEPS, Map.of("review.role.project-manager", "Pam, Peter"));
        Ref draft = Ref.of(billed.bill(entry(1, "2.00")).get(0).id());

        assertThatThrownBy(() -> desk.approve(draft, null, "Sam"))
                .hasMessageContaining("needs the yes of a project manager: Pam, Peter. You are Sam");
        assertThat(desk.approve(draft, null, "peter").step()).isEqualTo(1);
        assertThat(desk.approve(draft, null, "Anybody").state()).isEqualTo(Reviews.State.APPROVED);
    }

    @Test
    void ofTwoWhoDecideOnTheSameStateOneIsToldSo() {
        Reviews desk = desk(ALWAYS);
        Item seen = billed.bill(entry(1, "2.00")).stream()
                .map(draft -> desk.list(Reviews.Filter.waiting()).get(0))
                .findFirst()
                .orElseThrow();
        Ref asSeen = new Ref(seen.id(), seen.version());

        desk.hold(asSeen, "asks the client", "Ada");

        assertThatThrownBy(() -> desk.approve(asSeen, null, "Bob"))
                .isInstanceOf(DecisionException.class)
                .hasMessageContaining("changed meanwhile (last by Ada)");
        assertThatThrownBy(() -> desk.approve(Ref.of(seen.id()), null, "Bob"))
                .hasMessageContaining("it is put aside by Ada: release it first");
        assertThat(desk.release(Ref.of(seen.id()), null, "Ada").state()).isEqualTo(Reviews.State.REVIEW);
    }

    @Test
    void manyWhoDecideAtOnceLeaveOneDecision() throws InterruptedException {
        Reviews desk = desk(ALWAYS);
        Ref draft = Ref.of(billed.bill(entry(1, "2.00")).get(0).id());
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        ExecutorService people = Executors.newFixedThreadPool(6);

        for (int i = 0; i < 6; i++) {
            String who = "Person " + i;
            boolean approves = i % 2 == 0;
            people.execute(() -> {
                try {
                    Item done =
                            approves ? desk.approve(draft, null, who) : desk.reject(draft, "not like this", false, who);
                    accepted.add(who + " " + done.state());
                } catch (DecisionException told) {
                    assertThat(told).hasMessageContaining("Draft D" + draft.id());
                }
            });
        }
        people.shutdown();

        assertThat(people.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        Reviews.Detail detail = desk.find("D" + draft.id()).orElseThrow();
        long decisions = detail.history().stream()
                .filter(event -> !event.what().startsWith("drafted"))
                .count();
        assertThat(accepted).hasSize((int) decisions);
        assertThat(accepted)
                .contains(detail.item().decidedBy() + " " + detail.item().state());
        assertThat(decisions)
                .as("one yes or no; an approved draft may still be rejected")
                .isBetween(1L, 2L);
    }

    @Test
    void anEditedLineKeepsItsOriginAndBooksTheDifference() {
        Reviews desk = desk(TWO_STEPS);
        long id = billed.bill(entry(1, "2.00"), entry(2, "2.00")).get(0).id();
        desk.approve(Ref.of(id), null, "Pam");

        Item edited = desk.edit(
                Ref.of(id), new Reviews.Edit(1, new BigDecimal("350"), "Design, as agreed", "spec was unclear"), "Sam");

        assertThat(edited.total()).isEqualByComparingTo("350.00");
        assertThat(edited.step()).as("every yes so far is void").isZero();
        Reviews.Detail detail = desk.find("D" + id).orElseThrow();
        assertThat(detail.original().subtotal()).isEqualTo(Money.of("400.00", "USD"));
        assertThat(detail.tieOut())
                .contains("billed 400.00 USD = worth")
                .endsWith("\nsince then reviewers changed this draft by -50.00 USD, from 400.00 USD to 350.00 USD");
        assertThat(detail.draft().lines().get(0).description()).isEqualTo("Design, as agreed");
        assertThat(detail.draft().lines().get(0).sources())
                .flatExtracting(LineSource::differences)
                .extracting(Difference::kind)
                .containsOnly(Difference.Kind.WRITE_DOWN);
        assertThat(detail.history().get(2).what())
                .isEqualTo("edited: line 1: 400.00 USD → 350.00 USD; \"Website – Design, March 2026\" → "
                        + "\"Design, as agreed\"; spec was unclear");
    }

    @Test
    void aRejectedDraftOpensItsWorkAgain() {
        Reviews desk = desk(ALWAYS);
        long id = billed.bill(entry(1, "2.00")).get(0).id();

        desk.reject(Ref.of(id), "wrong project", false, "Ada");

        assertThat(stateOf(1)).isEqualTo(State.OPEN);
        assertThat(billed.store.billing().billingRuns().standing(5, "2026-03"))
                .as("the period stays billed; its work comes with the next")
                .isPresent();
        assertThatThrownBy(() -> desk.approve(Ref.of(id), null, "Bob")).hasMessageContaining("it was rejected by Ada");
    }

    @Test
    void aRejectedPeriodCanBeBilledAnew() {
        Reviews desk = desk(ALWAYS);
        long id = billed.bill(entry(1, "2.00")).get(0).id();

        desk.reject(Ref.of(id), "the agreement had the wrong rate", true, "Ada");

        assertThat(stateOf(1)).isEqualTo(State.OPEN);
        assertThat(billed.store.billing().billingRuns().standing(5, "2026-03")).isEmpty();
    }

    @Test
    void aPeriodWithAnInvoiceThatStandsIsNotBilledAnew() {
        Reviews desk =
                desk("client: Acme\nstart: 2026-01-01\nreview: {when: [always]}\nlayout: {invoicePer: project}\n");
        var drafts =
                billed.bill(entry(1, "2.00"), aTimeEntry().id(2).project("Shop").build());
        desk.approve(Ref.of(drafts.get(0).id()), null, "Ada");

        assertThatThrownBy(() -> desk.reject(Ref.of(drafts.get(1).id()), "no", true, "Ada"))
                .hasMessageContaining(
                        "has other invoices that stand: draft D" + drafts.get(0).id() + " (approved)");
        assertThat(desk.reject(Ref.of(drafts.get(1).id()), "no", false, "Ada").state())
                .isEqualTo(Reviews.State.REJECTED);
    }

    @Test
    void whatIsOnItsWayCanOnlyBeCredited() {
        Reviews desk = desk("client: Acme\nstart: 2026-01-01\nreview: {when: []}\n");
        StoredDraft draft = billed.bill(entry(1, "2.00")).get(0);
        billed.store.billing().draftWriter().reserve(draft, "INV-7");
        billed.store.billing().draftWriter().mirrored(only(), null, "no mirror wanted");
        billed.store.billing().draftWriter().move(only(), DraftState.PLANNED);
        billed.store.billing().draftWriter().move(only(), DraftState.SENT);

        assertThatThrownBy(() -> desk.hold(Ref.of(draft.id()), "too late", "Ada"))
                .hasMessageContaining("INV-7 is in Xero")
                .hasMessageContaining("bill --credit-and-rebill INV-7");
        assertThat(desk.find("INV-7")).isPresent();
    }

    @Test
    void mistakesAreToldAndChangeNothing() {
        Reviews desk = desk(ALWAYS);
        long id = billed.bill(entry(1, "2.00")).get(0).id();

        assertThatThrownBy(() -> desk.approve(Ref.of(99_999), null, "Ada"))
                .hasMessageContaining("There is no draft D99999");
        assertThatThrownBy(() -> desk.hold(Ref.of(id), " ", "Ada")).hasMessageContaining("Say why");
        assertThatThrownBy(() -> desk.edit(Ref.of(id), new Reviews.Edit(2, BigDecimal.TEN, null, "x"), "Ada"))
                .hasMessageContaining("has lines 1 to 1, no line 2");
        assertThatThrownBy(() -> desk.edit(Ref.of(id), new Reviews.Edit(1, new BigDecimal("1.005"), null, "x"), "Ada"))
                .hasMessageContaining("1.005 has more than two decimals");
        assertThatThrownBy(() -> desk.edit(Ref.of(id), new Reviews.Edit(1, new BigDecimal("200.00"), null, "x"), "Ada"))
                .isInstanceOf(DecisionException.class);
        assertThatThrownBy(() -> desk.edit(Ref.of(id), new Reviews.Edit(1, null, " ", "x"), "Ada"))
                .hasMessageContaining("A line needs a text");
        assertThat(only().version()).isZero();
    }

    @Test
    void wordsAboutWorkWaitForTheNextBill() {
        Reviews desk = desk(ALWAYS);
        billed.bill(
                entry(1, "2.00"),
                aTimeEntry().id(2).approval(Approval.SUBMITTED).build());

        String words = desk.decide(word(2, Reviews.Verdict.BILL, null, "the client agreed"), "Ada");

        assertThat(words)
                .isEqualTo("time entry 2: billed although it would be held; it goes into the client's next bill.");
        assertThat(desk.words()).singleElement().satisfies(open -> {
            assertThat(open.clientId()).isEqualTo(5);
            assertThat(open.what()).isEqualTo("time entry 2: billed although it would be held: the client agreed");
        });
        desk.forget(desk.words().get(0).id(), "Ada");
        assertThat(desk.words()).isEmpty();
        assertThatThrownBy(() -> desk.forget(99_999, "Ada")).hasMessageContaining("No decision 99999 waits for a bill");
    }

    @Test
    void billedWorkIsDecidedOnItsDraft() {
        Reviews desk = desk(ALWAYS);
        long id = billed.bill(entry(1, "2.00")).get(0).id();

        assertThatThrownBy(() -> desk.decide(word(1, Reviews.Verdict.HOLD, null, "wait"), "Ada"))
                .hasMessageContaining("time entry 1 is billed already, on draft D" + id + " (review)");
        assertThatThrownBy(() -> desk.decide(word(7, Reviews.Verdict.HOLD, null, "wait"), "Ada"))
                .hasMessageContaining("No bill has met time entry 7 yet");
        assertThatThrownBy(() -> desk.decide(word(7, Reviews.Verdict.WRITE_DOWN, null, "less"), "Ada"))
                .hasMessageContaining("how many hours");
    }

    @Test
    void overageIsApprovedByRetainer() {
        Reviews desk = desk("""
                client: Acme
                start: 2026-01-01
                rules: [{name: Plan, retainer: {fee: 600, billed: in arrears, included: {hours: 10}, overage: {withoutApproval: {hours: 0}}}}]
                """);
        billed.bill(entry(1, "12.00"));

        assertThat(desk.decide(overage("Acme", "Plan", "2.00"), "Ada"))
                .isEqualTo("overage of Plan: 2.00 h approved; it goes into the client's next bill.");
        assertThatThrownBy(() -> desk.decide(overage("Acme", "Plann", "2.00"), "Ada"))
                .hasMessageContaining("has no retainer called \"Plann\"; there is Plan.");
        assertThatThrownBy(() -> desk.decide(overage("Akme", "Plan", "2.00"), "Ada"))
                .hasMessageContaining("No bill was made for a client called \"Akme\" yet; there are: Acme.");
    }

    private static Reviews.Word word(long entry, Reviews.Verdict verdict, String hours, String reason) {
        return new Reviews.Word(
                Reviews.About.TIME_ENTRY,
                entry,
                null,
                null,
                verdict,
                hours == null ? null : new BigDecimal(hours),
                null,
                reason);
    }

    private static Reviews.Word overage(String client, String retainer, String hours) {
        return new Reviews.Word(
                Reviews.About.OVERAGE,
                0,
                retainer,
                client,
                Reviews.Verdict.APPROVE_OVERAGE,
                new BigDecimal(hours),
                null,
                "mail of 3 April");
    }

    private State stateOf(long entry) {
        return billed.store
                .billing()
                .entryStates()
                .find(new Work(WorkKind.TIME_ENTRY, entry))
                .orElseThrow()
                .state();
    }
}
