package org.harvestxero.store.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.harvestxero.billing.calendar.Close;
import org.harvestxero.billing.calendar.Cycle;
import org.harvestxero.billing.calendar.DateRule;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.calendar.Proration;
import org.harvestxero.billing.calendar.Term;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Decision;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftEdit;
import org.harvestxero.billing.engine.Movement;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.HoursBasis;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Pricing;
import org.harvestxero.billing.terms.RateCard;
import org.harvestxero.billing.terms.RateLine;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
import org.harvestxero.store.BothDatabases;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DecisionTable.About;
import org.harvestxero.store.billing.DecisionTable.NewDecision;
import org.harvestxero.store.billing.DeliveryTable.Delivery;
import org.harvestxero.store.billing.EntryState.State;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;

/** The tables of billing on both databases. Each test works a connection of its own. */
class BillingTablesIT extends BothDatabases {
    private static final Currency USD = Currency.getInstance("USD");
    private static final long CLIENT = 5;

    @ParameterizedTest
    @EnumSource
    void aPeriodIsBilledOnceAndAgainOnlyAsACorrection(Database database) {
        BillingRunTable runs = fresh(database).billing().billingRuns();

        long first = runs.add(run(BillingMode.LIVE, 0)).orElseThrow();

        assertThat(runs.add(run(BillingMode.LIVE, 0))).isEmpty();
        assertThat(runs.nextCorrection(CLIENT, "2026-03", BillingMode.LIVE)).isEqualTo(1);
        assertThat(runs.standing(CLIENT, "2026-03").orElseThrow().id()).isEqualTo(first);
        assertThat(runs.undo(first)).isTrue();
        assertThat(runs.undo(first)).isFalse();
        assertThat(runs.standing(CLIENT, "2026-03")).isEmpty();
        assertThat(runs.periods()).isEmpty();
        long second = runs.add(run(BillingMode.LIVE, 1)).orElseThrow();
        assertThat(runs.find(second).orElseThrow().run()).isEqualTo(run(BillingMode.LIVE, 1));
        assertThat(runs.ofClient(CLIENT)).hasSize(2);
        assertThat(runs.periods()).containsExactly(new BillingRunTable.Billed(CLIENT, "2026-03"));
    }

    @ParameterizedTest
    @EnumSource
    void aTrialNeverCountsAsBilled(Database database) {
        BillingRunTable runs = fresh(database).billing().billingRuns();

        runs.add(run(BillingMode.TRIAL, 0)).orElseThrow();

        assertThat(runs.standing(CLIENT, "2026-03")).isEmpty();
        assertThat(runs.periods()).isEmpty();
        assertThat(runs.ofPeriod("2026-03")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aDraftComesBackAsItWasMade(Database database) {
        ConnectionStore store = fresh(database);
        BillingResult result = bill();
        Draft draft = result.drafts().get(0);

        StoredDraft stored = add(store, draft, DraftState.REVIEW);

        assertThat(stored.content()).isEqualTo(draft);
        assertThat(stored.content().lines())
                .flatExtracting(line -> line.sources())
                .extracting(source -> source.rate())
                .contains(Rate.daily(new BigDecimal("800"), USD, Hours.of("8")));
        assertThat(stored.period()).isEqualTo("2026-03");
        assertThat(DraftJson.tieOut(DraftJson.write(result.tieOut()))).isEqualTo(result.tieOut());
        assertThat(store.billing().drafts().ofSource(WorkKind.TIME_ENTRY, 1)).containsExactly(stored);
        assertThat(store.billing().drafts().inState(DraftState.REVIEW)).containsExactly(stored.id());
        assertThat(store.billing().drafts().ofClient(CLIENT)).containsExactly(stored);
    }

    @ParameterizedTest
    @EnumSource
    void twoPeopleNeverBothDecide(Database database) {
        ConnectionStore store = fresh(database);
        DraftTable drafts = store.billing().drafts();
        StoredDraft seen = add(store, bill().drafts().get(0), DraftState.REVIEW);

        assertThat(store.billing().draftWriter().decide(seen, DraftState.APPROVED, 1, "Ann"))
                .isTrue();
        assertThat(store.billing().draftWriter().decide(seen, DraftState.REJECTED, 0, "Bob"))
                .isFalse();
        assertThat(store.billing().draftWriter().edit(seen, seen.content(), "Bob"))
                .isFalse();
        StoredDraft approved = drafts.find(seen.id()).orElseThrow();
        assertThat(approved.state()).isEqualTo(DraftState.APPROVED);
        assertThat(approved.decidedBy()).isEqualTo("Ann");
        assertThat(approved.version()).isEqualTo(1);
        assertThatThrownBy(() -> store.billing().draftWriter().move(approved, DraftState.SENT))
                .hasMessage("A draft cannot go from approved to sent");
    }

    @ParameterizedTest
    @EnumSource
    void anEditKeepsTheOriginalAndAsksEverybodyAgain(Database database) {
        ConnectionStore store = fresh(database);
        DraftTable drafts = store.billing().drafts();
        Draft made = bill().drafts().get(0);
        StoredDraft seen = add(store, made, DraftState.REVIEW);
        store.billing().draftWriter().decide(seen, DraftState.REVIEW, 1, "Ann");
        StoredDraft once = drafts.find(seen.id()).orElseThrow();
        Draft less = new DraftEdit(made).withAmount(0, Money.of("700.00", "USD"), "goodwill");

        assertThat(store.billing().draftWriter().edit(once, less, "Bob")).isTrue();

        StoredDraft edited = drafts.find(seen.id()).orElseThrow();
        assertThat(edited.content()).isEqualTo(less);
        assertThat(edited.original()).isEqualTo(made);
        assertThat(edited.step()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aNumberIsReservedOnce(Database database) {
        ConnectionStore store = fresh(database);
        DraftTable drafts = store.billing().drafts();
        StoredDraft one = add(store, bill().drafts().get(0), DraftState.APPROVED);

        assertThat(store.billing().draftWriter().reserve(one, "1042")).isTrue();
        assertThat(store.billing().draftWriter().reserve(one, "1043")).isFalse();
        StoredDraft numbered = drafts.byNumber("1042").orElseThrow();
        assertThat(store.billing().draftWriter().reserve(numbered, "1043")).isFalse();
        assertThat(drafts.isReserved("1042")).isTrue();
        assertThat(store.billing().draftWriter().mirrored(numbered, 77L, null)).isTrue();
        assertThat(drafts.byMirror(77)).isPresent();
        assertThat(drafts.numbers()).containsExactly("1042");
        assertThat(drafts.count(DraftState.MIRRORED)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void movementsKeepMinutesAndComeInOrder(Database database) {
        ConnectionStore store = fresh(database);
        long run = store.billing().billingRuns().add(run(BillingMode.LIVE, 0)).orElseThrow();
        List<Movement> movements = List.of(
                new Movement(
                        Movement.Kind.GRANTED,
                        "Plan",
                        LocalDate.of(2026, 3, 1),
                        LocalDate.of(2026, 4, 30),
                        Hours.of("10"),
                        null),
                new Movement(Movement.Kind.USED, "Plan", LocalDate.of(2026, 3, 1), null, Hours.ofMinutes(440), null),
                new Movement(Movement.Kind.CAP_USED, "PO", null, null, Hours.of("1"), Money.of("100.00", "USD")));

        store.billing().balanceMovements().add(CLIENT, run, movements);

        assertThat(store.billing().balanceMovements().ofClient(CLIENT))
                .extracting(stored -> stored.movement())
                .containsExactlyElementsOf(movements);
        store.billing().billingRuns().undo(run);
        assertThat(store.billing().balanceMovements().ofClient(CLIENT)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRejectedDraftOpensItsWorkOnce(Database database) {
        ConnectionStore store = fresh(database);
        BillingResult result = bill();
        StoredDraft draft = add(store, result.drafts().get(0), DraftState.REVIEW);
        EntryStateTable states = store.billing().entryStates();
        Work work = new Work(WorkKind.TIME_ENTRY, 1);
        states.putAll(List.of(
                state(work, draft.runId(), State.HELD, "0"),
                state(new Work(WorkKind.EXPENSE, 1), draft.runId(), State.BILLED, "0")));
        states.putAll(List.of(
                state(work, draft.runId(), State.BILLED, "8.00"),
                state(new Work(WorkKind.TIME_ENTRY, 9), draft.runId(), State.HELD, "0")));
        assertThat(states.standings(CLIENT).entries().get(1L).settled()).isEqualTo(Hours.of("8.00"));
        assertThat(states.standings(CLIENT).expenses()).containsExactly(1L);

        states.release(draft.id(), "not rejected yet");
        assertThat(states.find(work).orElseThrow().state()).isEqualTo(State.BILLED);
        store.billing().draftWriter().decide(draft, DraftState.REJECTED, 0, "Ann");
        states.release(draft.id(), "rejected by Ann");
        states.release(draft.id(), "rejected by Ann");

        EntryState open = states.find(work).orElseThrow();
        assertThat(open.state()).isEqualTo(State.OPEN);
        assertThat(open.settled()).isEqualTo(Hours.ZERO);
        assertThat(open.words()).isEqualTo("rejected by Ann");
        assertThat(states.unsettled(CLIENT)).hasSize(2);
        assertThat(states.oldestUnsettled(CLIENT)).contains(LocalDate.of(2026, 3, 2));
        assertThat(states.oldestUnsettled(99)).isEmpty();
        assertThat(states.counts(CLIENT).get(State.HELD)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void decisionsAreUsedOnceAndTheLatestWordCounts(Database database) {
        ConnectionStore store = fresh(database);
        DecisionTable decisions = store.billing().decisions();
        long run = store.billing().billingRuns().add(run(BillingMode.LIVE, 0)).orElseThrow();
        decisions.add(aboutEntry(Decision.Kind.HOLD, null));
        decisions.add(aboutEntry(Decision.Kind.WRITE_DOWN, Hours.of("2.5")));
        decisions.add(overage("2"));
        decisions.add(overage("1.5"));

        var open = decisions.open(CLIENT);

        var asked = StoredDecisions.forEngine(open);
        assertThat(asked.entries())
                .containsOnlyKeys(1L)
                .containsValue(new Decision(Decision.Kind.WRITE_DOWN, Hours.of("2.5"), "why", "Ann"));
        assertThat(asked.overage()).containsEntry("Plan", Limit.hours("3.5"));
        assertThat(decisions.use(open.get(0).id(), run)).isTrue();
        assertThat(decisions.use(open.get(0).id(), run)).isFalse();
        assertThat(decisions.forget(open.get(0).id())).isFalse();
        assertThat(decisions.forget(open.get(1).id())).isTrue();
        assertThat(decisions.open()).hasSize(2);
        decisions.reopen(run);
        assertThat(decisions.open(CLIENT)).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotBilledKeepsItsReason(Database database) {
        ConnectionStore store = fresh(database);
        BillingResult result = bill();
        long run = store.billing().billingRuns().add(run(BillingMode.LIVE, 0)).orElseThrow();

        store.billing().notBilled().add(run, result.notBilled());

        assertThat(store.billing().notBilled().ofRun(run)).hasSameSizeAs(result.notBilled());
        assertThat(store.billing().notBilled().ofRun(run).get(0).words())
                .isEqualTo(result.notBilled().get(0).words());
    }

    @ParameterizedTest
    @EnumSource
    void aDeliveryMovesOnlyFromWhereItStands(Database database) {
        ConnectionStore store = fresh(database);
        StoredDraft draft = add(store, bill().drafts().get(0), DraftState.SENT);
        DeliveryTable deliveries = store.billing().deliveries();

        deliveries.plan(draft.id(), "mail");
        deliveries.plan(draft.id(), "mail");

        Delivery waiting = deliveries.due(10).get(0);
        Instant now = clock.instant();
        assertThat(deliveries.move(waiting, DeliveryTable.State.SENDING, now, null))
                .isTrue();
        assertThat(deliveries.move(waiting, DeliveryTable.State.SENDING, now, null))
                .isFalse();
        Delivery sending = deliveries.ofDraft(draft.id()).get(0);
        assertThat(sending.attempts()).isEqualTo(1);
        assertThat(deliveries.move(sending, DeliveryTable.State.UNCLEAR, now, "no answer"))
                .isTrue();
        assertThat(deliveries.inState(DeliveryTable.State.UNCLEAR)).hasSize(1);
        assertThat(deliveries.due(10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anAgreementIsKeptByItsContent(Database database) {
        AgreementVersionTable versions = fresh(database).billing().agreementVersions();
        var version = new AgreementVersionTable.StoredAgreement("abc", "acme.yaml", "Acme", "{}");

        versions.keep(version);
        versions.keep(new AgreementVersionTable.StoredAgreement("abc", "renamed.yaml", "Acme", "{}"));

        assertThat(versions.find("abc")).contains(version);
        assertThat(versions.find("def")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noTwoDraftsOfARunShareAKey(Database database) {
        ConnectionStore store = fresh(database);
        Draft draft = bill().drafts().get(0);
        StoredDraft one = add(store, draft, DraftState.REVIEW);

        assertThatThrownBy(() ->
                        store.billing().draftWriter().add(one.runId(), CLIENT, DraftState.REVIEW, draft, "v1", null))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    /** More than either database holds in a column of bounded text. */
    @ParameterizedTest
    @EnumSource
    void aDraftOfVeryManyEntriesIsKeptWhole(Database database) {
        ConnectionStore store = fresh(database);
        List<TimeEntry> entries = IntStream.range(1, 15_000)
                .mapToObj(id -> aTimeEntry()
                        .id(id)
                        .on("2026-03-02")
                        .of("0.25")
                        .notes("Worked on what was asked for, and then on what was needed ".repeat(4) + id)
                        .build())
                .toList();
        Draft draft = bill(entries).drafts().get(0);

        StoredDraft stored = add(store, draft, DraftState.REVIEW);

        assertThat(DraftJson.write(draft)).hasSizeGreaterThan(10_500_000);
        assertThat(stored.content().subtotal()).isEqualTo(draft.subtotal());
        assertThat(stored.content().lines()).isEqualTo(draft.lines());
    }

    private static StoredDraft add(ConnectionStore store, Draft draft, DraftState state) {
        long run = store.billing().billingRuns().add(run(BillingMode.LIVE, 0)).orElseThrow();
        long id = store.billing().draftWriter().add(run, CLIENT, state, draft, "v1", null);
        return store.billing().drafts().find(id).orElseThrow();
    }

    private static NewRun run(BillingMode mode, int correction) {
        return new NewRun(
                CLIENT,
                "Acme",
                "2026-03",
                LocalDate.of(2026, 3, 1),
                LocalDate.of(2026, 3, 31),
                mode,
                correction,
                "v1",
                "USD",
                new BigDecimal("800.00"),
                "{}",
                "[]",
                "process");
    }

    private static EntryState state(Work work, long run, State state, String settled) {
        return new EntryState(
                work,
                CLIENT,
                LocalDate.of(2026, 3, 2),
                state,
                Hours.of(settled),
                null,
                null,
                null,
                run,
                Instant.parse("2026-03-02T10:00:00Z"),
                new BigDecimal("800.00"),
                "f",
                null);
    }

    private static NewDecision aboutEntry(Decision.Kind kind, Hours hours) {
        return new NewDecision(CLIENT, About.TIME_ENTRY, 1L, null, kind, hours, null, "why", "Ann");
    }

    private static NewDecision overage(String hours) {
        return new NewDecision(CLIENT, About.OVERAGE, null, "Plan", null, Hours.of(hours), null, "why", "Ann");
    }

    /** A day at 800.00, 7 h 20 min under a plan, one entry that isn't approved. */
    private static BillingResult bill() {
        TimeEntry day = aTimeEntry().id(1).on("2026-03-02").of("8.00").build();
        TimeEntry plan =
                aTimeEntry().id(2).on("2026-03-03").task("Plan").of("7.33").build();
        TimeEntry open =
                aTimeEntry().id(3).on("2026-03-04").approval(Approval.SUBMITTED).build();
        return bill(List.of(day, plan, open));
    }

    private static BillingResult bill(List<TimeEntry> entries) {
        Agreement agreement = Agreement.plain(
                        "Acme",
                        "v1",
                        new BillingCalendar(
                                Cycle.monthly(),
                                Term.from("2026-01-01"),
                                new BillingCalendar.Dates(
                                        Close.onTheFirst(),
                                        DateRule.net(0),
                                        DateRule.net(30),
                                        WorkingDays.mondayToFriday(Holidays.none()),
                                        ZoneId.of("America/New_York")),
                                Proration.ACTUAL,
                                false))
                .with(Pricing.asInHarvest().with(HoursBasis.MINUTES))
                .with(
                        Rule.of(
                                "Plan",
                                Match.kinds("Plan"),
                                Retainer.of(Retainer.When.IN_ARREARS, Money.of("500.00", "USD"), Limit.hours("5"))),
                        Rule.of("Days", Match.any(), Hourly.plain())
                                .with(RateCard.of(RateLine.of(
                                        Match.any(), Rate.daily(new BigDecimal("800"), USD, Hours.of("8"))))));
        return new BillingEngine()
                .bill(new BillingRequest(
                        agreement,
                        agreement
                                .calendar()
                                .containing(LocalDate.of(2026, 3, 1))
                                .orElseThrow(),
                        new Named(CLIENT, "Acme"),
                        USD,
                        entries,
                        List.of(),
                        BillingRequest.Known.nothing()));
    }
}
