package org.harvestxero.copy.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.harvestxero.TestClock;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.BatchTable.Batch;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LostBatchRepeaterIT {
    private static final long INVOICE = 7;
    private static final Work PAYMENTS = Work.of("payment create");

    private final TestClock clock = TestClock.at("2026-12-01T08:00:00Z");
    private final Store store = Store.open("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", clock);
    private final ConnectionStore main = store.forConnection("main");
    private final AwaitedLists lists = new AwaitedLists(System::nanoTime);
    private final LostBatchRepeater repeater =
            new LostBatchRepeater(main, new OpenBatches(main, clock), new BatchesUnderWay(), lists, clock);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aBatchOfTheCycleBeforeIsRepeatedOnceTheListsOfItsInvoicesAreRead() {
        main.connections().add();
        main.outboxPlanner().plan(payment());
        Batch batch =
                new Batch("b-1", Kind.PAYMENT, "PUT", "/Payments", "", "tenant:b-1", "{}", 1, null, 0, null, null);
        main.batches().addLeaving(List.of(batch), clock.instant());
        main.outboxClaims().claimAll(main.outboxClaims().claimable(Kind.PAYMENT, Action.CREATE, 1), batch.id());

        lists.begin(List.of(INVOICE), List.of());
        assertThat(repeater.next(PAYMENTS)).isNull();

        lists.arrived(INVOICE);
        assertThat(repeater.next(PAYMENTS)).isNotNull().returns("b-1", Batch::id);
    }

    private static Intent payment() {
        return new Intent(
                Kind.PAYMENT,
                71,
                Revision.of(RevisionKind.CREATE, "1"),
                Action.CREATE,
                INVOICE,
                "0",
                null,
                "{}",
                null,
                "INV-7",
                "GBP",
                BigDecimal.TEN,
                null);
    }
}
