package org.harvestxero.copy.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.harvestxero.TestClock;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceRecorderIT {
    private static final int ON_A_PAGE = 1_101;
    private static final long BAD = 700;

    private final TestClock clock = TestClock.at("2026-12-01T08:00:00Z");
    private final Store store = Store.open("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", clock);
    private final ConnectionStore main = store.forConnection("main");
    private final SourceRecorder recorder = new SourceRecorder(main, new OwnRefusalRecorder(main, clock), clock, null);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void allOfALongPageIsKeptAndOneThatCannotBeStopsNoOther() {
        main.connections().add();

        assertThat(recorder.invoices(page("open"))).isEqualTo(ON_A_PAGE - 1);

        assertThat(main.documents().countInState(Kind.INVOICE, DocumentState.CHANGED))
                .isEqualTo(ON_A_PAGE - 1);
        assertThat(main.documents().find(Kind.INVOICE, BAD)).isEmpty();
        assertThat(main.documents().find(Kind.INVOICE, BAD - 1)).isPresent();
        assertThat(main.documents().find(Kind.INVOICE, ON_A_PAGE)).isPresent();
        assertThat(main.outbox().count(OutboxState.FAILED)).isEqualTo(1);
    }

    @Test
    void aPageReadAgainIsNothingNewButForWhatChanged() {
        main.connections().add();
        recorder.invoices(page("open"));

        assertThat(recorder.invoices(page("open"))).isZero();
        assertThat(recorder.invoices(page("paid"))).isEqualTo(ON_A_PAGE - 1);
    }

    private static HarvestPage page(String state) {
        List<HarvestElement> elements = LongStream.rangeClosed(1, ON_A_PAGE)
                .mapToObj(id -> invoice(id, id == BAD ? "a state that is longer than any" : state))
                .toList();
        return new HarvestPage("invoices", elements, true, true, Instant.parse("2026-12-01T08:00:00Z"));
    }

    private static HarvestElement invoice(long id, String state) {
        return HarvestElement.parse("""
                {"id": %d, "number": "R-%d", "state": "%s", "client": {"id": 5, "name": "ABC Corp"}, "amount": 10.0,
                 "due_amount": 10.0, "issue_date": "2026-11-30", "currency": "EUR", "created_at": "2026-11-30T10:00:00Z",
                 "updated_at": "2026-11-30T10:00:00Z"}""".formatted(id, id, state));
    }
}
