package org.harvestxero.copy.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.junit.jupiter.api.Test;

class AwaitedListsTest {
    private static final int BATCH = 50;
    private static final int MOST = 500;
    private static final long CREDITED = 7_000;
    private static final Work INVOICES = Work.of("invoice create");
    private static final Work PAYMENTS = Work.of("payment create");
    private static final Runnable NOTHING = () -> {};

    private final AtomicLong nanos = new AtomicLong();
    private final AwaitedLists lists = new AwaitedLists(nanos::get);

    private static Row row(Kind kind, long invoice) {
        return new Row(
                invoice,
                kind,
                invoice,
                Revision.of(RevisionKind.CREATE, "1"),
                Action.CREATE,
                OutboxState.WAITING,
                invoice,
                "0",
                null,
                "{}",
                null,
                "INV-" + invoice,
                "GBP",
                BigDecimal.ONE,
                BigDecimal.ZERO,
                null,
                0,
                0,
                null,
                null);
    }

    private static List<Row> invoices(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(id -> row(Kind.INVOICE, id))
                .toList();
    }

    private void reads(long invoices) {
        lists.begin(LongStream.rangeClosed(1, invoices).boxed().toList(), List.of(CREDITED));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void whatBelongsToAnInvoiceWaitsForItsListAndForNoOther() {
        reads(2);
        lists.arrived(1);

        assertThat(lists.holds(row(Kind.INVOICE, 1))).isFalse();
        assertThat(lists.holds(row(Kind.INVOICE, 2))).isTrue();
        assertThat(lists.holds(row(Kind.PAYMENT, 2))).isTrue();
        assertThat(lists.holds(row(Kind.CREDIT_NOTE, 2))).isTrue();
        assertThat(lists.holds(row(Kind.CONTACT, 2)))
                .as("a client of that number")
                .isFalse();
        assertThat(lists.holds(row(Kind.INVOICE, 3))).isFalse();

        lists.end();

        assertThat(lists.holds(row(Kind.INVOICE, 2))).isFalse();
    }

    @Test
    void whatBelongsToACreditedInvoiceWaitsForAllListsAndTheRoundUnderWay() throws InterruptedException {
        reads(2);
        pass(RoundPace.LONGEST_WAIT);
        lists.arrived(1);
        lists.arrived(2);

        assertThat(lists.holds(row(Kind.PAYMENT, CREDITED))).isTrue();
        assertThat(lists.holds(row(Kind.CREDIT_NOTE, CREDITED))).isTrue();
        assertThat(lists.held(Kind.INVOICE)).accepts(CREDITED);
        assertThat(lists.held(Kind.CONTACT)).rejects(CREDITED);

        assertThat(lists.isRoundDue(() -> false, NOTHING)).isTrue();
        lists.end();
        lists.newRound();
        assertThat(lists.holds(row(Kind.PAYMENT, CREDITED)))
                .as("in the round that is under way")
                .isTrue();
        assertThat(lists.isRoundDue(() -> false, NOTHING)).isFalse();
        lists.newRound();

        assertThat(lists.holds(row(Kind.PAYMENT, CREDITED))).isFalse();
        assertThat(lists.held(Kind.INVOICE)).rejects(CREDITED);
    }

    @Test
    void whatArrivesAfterRowsWereReadTravelsWithTheNextSearch() {
        reads(2);
        lists.arrived(1);

        LongPredicate held = lists.held(Kind.PAYMENT);
        lists.arrived(2);

        assertThat(held).rejects(1).accepts(2);
        assertThat(lists.held(Kind.PAYMENT)).rejects(2);
    }

    @Test
    void whatComesBeforeTheInvoicesOfARoundDoesNotTakeTheirTurn() {
        reads(200);
        pass(FullBatches.INVOICES_TURN);

        assertThat(lists.leaving(INVOICES, invoices(1, 100), BATCH)).hasSize(100);
        pass(FullBatches.INVOICES_TURN);
        assertThat(lists.leaving(INVOICES, invoices(101, 200), BATCH)).isEmpty();
    }

    @Test
    void whileListsComeBatchesLeaveFull() {
        reads(200);

        assertThat(lists.leaving(INVOICES, invoices(1, 49), BATCH)).isEmpty();
        assertThat(lists.leaving(INVOICES, invoices(1, 50), BATCH)).hasSize(50);
        assertThat(lists.leaving(INVOICES, invoices(51, 173), BATCH)).hasSize(100);
        assertThat(lists.leaving(PAYMENTS, invoices(1, 49), BATCH)).isEmpty();
        assertThat(lists.leaving(Work.of("invoice update"), invoices(1, 3), BATCH))
                .hasSize(3);

        lists.end();

        assertThat(lists.leaving(INVOICES, invoices(151, 173), BATCH)).hasSize(23);
    }

    @Test
    void nothingWaitsLongForOthersToTravelWith() {
        reads(200);
        assertThat(lists.leaving(PAYMENTS, invoices(1, 30), BATCH)).isEmpty();
        pass(RoundPace.LONGEST_WAIT.minusNanos(1));
        assertThat(lists.leaving(PAYMENTS, invoices(1, 31), BATCH)).isEmpty();
        pass(Duration.ofNanos(1));

        assertThat(lists.leaving(PAYMENTS, invoices(1, 31), BATCH)).hasSize(31);
        assertThat(lists.leaving(PAYMENTS, invoices(32, 40), BATCH)).isEmpty();
    }

    @Test
    void whatWaitsForNoListLeavesAtOnceAndFirst() {
        reads(100);

        List<Row> leaving = lists.leaving(INVOICES, invoices(41, 120), BATCH);

        assertThat(leaving).hasSize(50).startsWith(invoices(101, 120).toArray(Row[]::new));
        assertThat(lists.leaving(INVOICES, invoices(91, 103), BATCH)).hasSize(13);
    }

    @Test
    void whatARoundLeavesBehindIsNotSearchedForAgainInIt() throws InterruptedException {
        reads(200);
        assertThat(lists.leaving(INVOICES, invoices(1, 50), BATCH)).hasSize(50);
        assertThat(lists.isExhausted(INVOICES)).isFalse();
        assertThat(lists.leaving(INVOICES, invoices(51, 110), BATCH)).hasSize(50);
        assertThat(lists.isExhausted(INVOICES)).isTrue();
        assertThat(lists.isExhausted(PAYMENTS)).isFalse();
        pass(RoundPace.LONGEST_WAIT);

        assertThat(lists.isRoundDue(() -> false, NOTHING)).isTrue();

        assertThat(lists.isExhausted(INVOICES)).isFalse();
        assertThat(lists.leaving(INVOICES, List.of(), BATCH)).isEmpty();
        assertThat(lists.isExhausted(INVOICES)).isTrue();
        lists.end();
        assertThat(lists.isExhausted(INVOICES)).isFalse();
    }

    @Test
    void newInvoicesLeavePaymentsTheirTurn() throws InterruptedException {
        reads(200);
        assertThat(lists.leaving(INVOICES, invoices(101, 150), BATCH)).hasSize(50);
        pass(FullBatches.INVOICES_TURN);

        assertThat(lists.leaving(INVOICES, invoices(1, 100), BATCH)).isEmpty();
        assertThat(lists.leaving(PAYMENTS, invoices(1, 100), BATCH)).hasSize(100);
        assertThat(lists.isRoundDue(() -> false, NOTHING)).isTrue();
        assertThat(lists.leaving(INVOICES, invoices(1, 100), BATCH)).hasSize(100);
    }

    @Test
    void aRoundIsDueWithABatchOfListsOrAfterAWaitAsLongAsListsAreRead() throws InterruptedException {
        assertThat(lists.isRoundDue(() -> false, NOTHING))
                .as("no lists are read")
                .isFalse();
        reads(200);
        LongStream.rangeClosed(1, RoundPace.WORTH_A_ROUND).forEach(lists::arrived);
        assertThat(lists.isRoundDue(() -> true, NOTHING)).as("all is halted").isFalse();
        assertThat(lists.isRoundDue(() -> false, NOTHING)).isTrue();
        lists.arrived(60);
        pass(RoundPace.LONGEST_WAIT);
        assertThat(lists.isRoundDue(() -> false, NOTHING)).isTrue();
        lists.end();
        assertThat(lists.isRoundDue(() -> false, NOTHING)).isFalse();
    }

    @Test
    void whatIsToBeDoneMeanwhileIsDoneAgainAndAgainUntilARoundIsDue() throws InterruptedException {
        reads(200);
        AtomicLong done = new AtomicLong();

        boolean due = lists.isRoundDue(() -> false, () -> {
            done.incrementAndGet();
            pass(RoundPace.LONGEST_WAIT.dividedBy(4));
        });

        assertThat(due).isTrue();
        assertThat(done).hasValue(4);
    }

    @Test
    void afterTroubleTheNextRoundWaitsTwiceAsLongUntilOneGoesWell() throws InterruptedException {
        reads(10_000);
        for (int times : List.of(2, 4, 8, 16, 16)) {
            beginRound();
            lists.roundFailed();
            LongStream.rangeClosed(1, RoundPace.WORTH_A_ROUND).forEach(lists::arrived);
            pass(RoundPace.LONGEST_WAIT.multipliedBy(times).minusMillis(1));
            assertThat(isDueAtOnce()).as("after %d times as long", times).isFalse();
            pass(Duration.ofMillis(1));
        }
        beginRound();
        LongStream.rangeClosed(1, RoundPace.WORTH_A_ROUND).forEach(lists::arrived);

        assertThat(isDueAtOnce()).isTrue();
        assertThat(isDueAtOnce()).isFalse();
        pass(RoundPace.LONGEST_WAIT);
        assertThat(isDueAtOnce()).isTrue();
    }

    private void beginRound() throws InterruptedException {
        pass(RoundPace.LONGEST_WAIT);
        assertThat(lists.isRoundDue(() -> false, NOTHING)).isTrue();
    }

    /** Without waiting for it: whoever asks a second time is told to stop. */
    private boolean isDueAtOnce() throws InterruptedException {
        AtomicLong asked = new AtomicLong();
        return lists.isRoundDue(() -> asked.incrementAndGet() > 2, NOTHING);
    }

    @Test
    void rowsThatAllWaitAreLookedThroughOnlyNowAndThen() {
        assertThat(lists.enough(INVOICES, BATCH, MOST)).as("no lists are read").isEqualTo(1);
        reads(1_000);
        assertThat(lists.enough(INVOICES, BATCH, MOST)).isEqualTo(MOST);
        assertThat(lists.endsSearch(INVOICES, groups(1, 500))).isFalse();

        lists.searched(INVOICES);

        assertThat(lists.enough(INVOICES, BATCH, MOST)).isEqualTo(BATCH);
        assertThat(lists.endsSearch(INVOICES, groups(1, 500))).isTrue();
        lists.arrived(500);
        assertThat(lists.endsSearch(INVOICES, groups(1, 500))).isFalse();
        pass(RoundPace.LONGEST_WAIT);
        assertThat(lists.endsSearch(INVOICES, groups(501, 999))).isFalse();
        assertThat(lists.enough(PAYMENTS, BATCH, MOST)).isEqualTo(MOST);
    }

    @Test
    void workOfWhichNothingWaitsIsLookedForAMinuteLaterUnlessTheListsEnd() {
        Work edits = Work.of("invoice update");
        lists.foundNothing(edits);
        assertThat(lists.isExhausted(edits)).as("no lists are read").isFalse();

        reads(2);
        lists.foundNothing(edits);
        lists.foundNothing(INVOICES);
        assertThat(lists.isExhausted(edits)).isTrue();
        assertThat(lists.isExhausted(INVOICES)).as("the lists bring more of it").isFalse();

        pass(Duration.ofSeconds(59));
        assertThat(lists.isExhausted(edits)).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(lists.isExhausted(edits)).isFalse();

        lists.foundNothing(edits);
        lists.end();
        assertThat(lists.isExhausted(edits)).isFalse();
    }

    private static List<Long> groups(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
