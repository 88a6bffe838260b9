package org.harvestxero.copy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.harvestxero.copy.plan.PaymentPlanner.ReadList;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.junit.jupiter.api.Test;

class GatheredListsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final GatheredLists lists = new GatheredLists(nanos::get);

    private static SourceDocument invoice(long id) {
        return new SourceDocument(
                Kind.INVOICE, id, null, null, null, null, null, null, "f", "{}", DocumentState.PLANNED, null, null);
    }

    private static HarvestPage page(long payment) {
        return new HarvestPage(
                "invoice_payments",
                List.of(HarvestElement.parse("{\"id\":" + payment + "}")),
                true,
                true,
                Instant.EPOCH);
    }

    @Test
    void areTakenOnceEnoughAreThere() {
        for (long invoice = 1; invoice < GatheredLists.TOGETHER; invoice++) {
            lists.add(invoice(invoice));
            assertThat(lists.takeDue()).isEmpty();
        }
        lists.add(invoice(GatheredLists.TOGETHER));

        assertThat(lists.takeDue())
                .extracting(list -> list.invoice().sourceId())
                .hasSize(GatheredLists.TOGETHER)
                .startsWith(1L, 2L)
                .endsWith((long) GatheredLists.TOGETHER);
        assertThat(lists.takeAll()).isEmpty();
    }

    @Test
    void areTakenOnceOneHasWaitedLongEnough() {
        lists.add(invoice(1));
        nanos.addAndGet(GatheredLists.LONGEST_WAIT.toNanos());
        lists.add(invoice(2));

        assertThat(lists.takeDue()).hasSize(2);
        lists.add(invoice(3));
        assertThat(lists.takeDue()).isEmpty();
    }

    @Test
    void holdAllPagesOfAListInTheirOrderAndNoneOfOthers() {
        lists.keep(page(11), invoice(1));
        lists.keep(page(21), invoice(2));
        lists.keep(page(12), invoice(1));
        lists.add(invoice(1));

        assertThat(lists.holds(invoice(1))).isTrue();
        assertThat(lists.holds(invoice(2))).as("it is being read").isFalse();
        assertThat(lists.takeAll())
                .singleElement()
                .extracting(ReadList::payments)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(HarvestElement.class))
                .extracting(HarvestElement::id)
                .containsExactly(11L, 12L);
    }

    @Test
    void holdAListUntilItIsPlannedWhoeverTookIt() {
        lists.add(invoice(1));
        List<ReadList> taken = lists.takeAll();

        assertThat(lists.takeAll()).isEmpty();
        assertThat(lists.holds(invoice(1))).as("it is being planned").isTrue();
        lists.planned(taken);
        assertThat(lists.holds(invoice(1))).isFalse();
    }

    @Test
    void aListThatWasGivenUpHalfWayLeavesNothing() {
        lists.keep(page(11), invoice(1));
        lists.drop(invoice(1));
        lists.add(invoice(1));

        assertThat(lists.takeAll())
                .singleElement()
                .extracting(ReadList::payments)
                .isEqualTo(List.of());
    }

    @Test
    void aListThatWasNotReadToItsEndIsForgottenWithTheCycle() {
        lists.keep(page(11), invoice(1));
        lists.forget();
        lists.add(invoice(1));

        assertThat(lists.takeAll())
                .singleElement()
                .extracting(ReadList::payments)
                .isEqualTo(List.of());
    }
}
