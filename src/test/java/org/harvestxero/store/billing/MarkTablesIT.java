package org.harvestxero.store.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.store.BothDatabases;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DeliveryTable.Delivery;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.MarkTable.Unmarked;
import org.harvestxero.store.billing.ReadyMarkTable.Kept;
import org.harvestxero.store.billing.ReadyMarkTable.ReadyMark;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is marked in Harvest, as invoiced and as ready, on both databases. */
class MarkTablesIT extends BothDatabases {
    private static final long CLIENT = 5;
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Work BILLED = new Work(WorkKind.TIME_ENTRY, 1);
    private static final Work HELD = new Work(WorkKind.TIME_ENTRY, 2);

    private static long run(ConnectionStore store) {
        return store.billing()
                .billingRuns()
                .add(new NewRun(
                        CLIENT,
                        "Acme",
                        "2026-03",
                        LocalDate.of(2026, 3, 1),
                        LocalDate.of(2026, 3, 31),
                        BillingMode.LIVE,
                        0,
                        "v1",
                        "USD",
                        new BigDecimal("800.00"),
                        "{}",
                        "[]",
                        "process"))
                .orElseThrow();
    }

    private static EntryState state(Work work, long run, EntryState.State state) {
        return new EntryState(
                work,
                CLIENT,
                DAY,
                state,
                Hours.of("2.00"),
                null,
                null,
                null,
                run,
                Instant.parse("2026-03-02T10:00:00Z"),
                new BigDecimal("800.00"),
                "f",
                null);
    }

    private static long draft(ConnectionStore store, long run, DraftState state) {
        Draft draft = new Draft(
                "", DAY, DAY, new Draft.Words("", "", "", ""), List.of(), Money.of("800.00", "USD"), List.of());
        return store.billing().draftWriter().add(run, CLIENT, state, draft, "v1", null);
    }

    private static void freeForm(ConnectionStore store, long draft) {
        DeliveryTable deliveries = store.billing().deliveries();
        deliveries.plan(draft, "free-form-mirror");
        Delivery planned = deliveries.find(draft, "free-form-mirror").orElseThrow();
        deliveries.move(planned, DeliveryTable.State.DONE, Instant.parse("2026-03-03T00:00:00Z"), null);
    }

    @ParameterizedTest
    @EnumSource
    void whatABillSettledIsToBeMarkedUntilHarvestShowsIt(Database database) {
        ConnectionStore store = fresh(database);
        MarkTable marks = store.billing().marks();
        long run = run(store);
        long draft = draft(store, run, DraftState.SENT);
        store.billing()
                .entryStates()
                .putAll(List.of(state(BILLED, run, EntryState.State.BILLED), state(HELD, run, EntryState.State.HELD)));
        assertThat(marks.open(DAY)).extracting(Unmarked::freeForm).containsExactly(false);
        freeForm(store, draft);

        List<Unmarked> open = marks.open(DAY);

        assertThat(open).extracting(Unmarked::work).containsExactly(BILLED);
        assertThat(open.get(0).freeForm()).isTrue();
        assertThat(open.get(0).clientName()).isEqualTo("Acme");
        assertThat(open.get(0).worth()).isEqualByComparingTo("800");
        assertThat(marks.open(DAY.plusDays(1))).isEmpty();

        marks.see(open);
        marks.see(open);
        assertThat(marks.open(DAY)).isEmpty();
        assertThat(marks.seen()).containsExactly(BILLED);
        assertThat(marks.byHand(CLIENT)).containsExactly(BILLED);
        assertThat(marks.byHand(CLIENT + 1)).isEmpty();
        assertThat(marks.openAgain()).isEmpty();

        store.billing().entryStates().putAll(List.of(state(BILLED, run, EntryState.State.OPEN)));
        assertThat(marks.openAgain()).containsExactly(BILLED);
        marks.forget(List.of(BILLED, HELD));
        assertThat(marks.seen()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void workOnADraftThatWaitsIsNotToBeMarked(Database database) {
        ConnectionStore store = fresh(database);
        long run = run(store);
        draft(store, run, DraftState.REVIEW);
        store.billing().entryStates().putAll(List.of(state(BILLED, run, EntryState.State.BILLED)));

        assertThat(store.billing().marks().open(DAY)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aReadyMarkIsKeptOnceWithWhatBecameOfIt(Database database) {
        ConnectionStore store = fresh(database);
        ReadyMarkTable marks = store.billing().readyMarks();
        long run = run(store);
        marks.put(List.of(
                mark(BILLED, ReadyMarkTable.State.WAITING, "not approved", null),
                mark(HELD, ReadyMarkTable.State.REFUSED, "x".repeat(3000), null)));
        assertThat(marks.countOpen()).isEqualTo(2);
        assertThat(marks.open(1)).extracting(ReadyMark::work).containsExactly(BILLED);

        marks.put(List.of(mark(BILLED, ReadyMarkTable.State.BILLED, "", run)));

        assertThat(marks.countOpen()).isOne();
        assertThat(marks.all().get(BILLED))
                .isEqualTo(new Kept(mark(BILLED, ReadyMarkTable.State.BILLED, "", run), false));
        store.billing().billingRuns().undo(run);
        assertThat(marks.all().get(BILLED).undone()).isTrue();
        assertThat(marks.all().get(HELD).mark().words()).hasSize(2000);

        marks.forget(List.of(BILLED, HELD));
        assertThat(marks.all()).isEmpty();
    }

    private static ReadyMark mark(Work work, ReadyMarkTable.State state, String words, Long run) {
        return new ReadyMark(work, CLIENT, "sign", state, "Acme: time entry " + work.id(), words, run);
    }
}
