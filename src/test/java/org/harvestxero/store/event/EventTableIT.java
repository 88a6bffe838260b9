package org.harvestxero.store.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.harvestxero.PostgresServer;
import org.harvestxero.event.Amount;
import org.harvestxero.event.ClientRef;
import org.harvestxero.event.ConnectionEvent;
import org.harvestxero.event.DraftEvent;
import org.harvestxero.event.InvoiceEvent;
import org.harvestxero.event.InvoiceRef;
import org.harvestxero.store.BothDatabases;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class EventTableIT extends BothDatabases {

    @ParameterizedTest
    @EnumSource
    void nothingIsWrittenWhileNobodyWantsToBeTold(Database database) {
        ConnectionStore store = fresh(database);

        store.events().add(copied(7));

        assertThat(store.events().isKept()).isFalse();
        assertThat(rows(store)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anEventIsThereWithWhatItTellsOrNeitherIs(Database database) {
        ConnectionStore store = fresh(database);
        store.events().keep();

        store.inTransaction(() -> {
            store.watermarks().move("a", "1");
            store.events().add(copied(7));
        });
        assertThatThrownBy(() -> store.inTransaction(() -> {
                    store.watermarks().move("a", "2");
                    store.events().add(copied(8));
                    throw new IllegalStateException("lost");
                }))
                .hasMessage("lost");
        store.rehearse(() -> store.events().add(copied(9)));

        assertThat(store.watermarks().find("a")).contains("1");
        assertThat(rows(store)).containsExactly("invoice.copied 1 invoice 7");
    }

    @ParameterizedTest
    @EnumSource
    void anEventSaysWhatItsRecordHolds(Database database) {
        ConnectionStore store = fresh(database);
        store.events().keep();

        store.events()
                .addAll(List.of(
                        copied(7),
                        new DraftEvent.PeriodBilled(
                                new ClientRef(5, "O'Brien \"& Söhne\"\n<b>"),
                                "2026-10",
                                LocalDate.of(2026, 10, 1),
                                LocalDate.of(2026, 10, 31),
                                new Amount(new BigDecimal("1E+3"), "JPY"),
                                2)));

        assertThat(look(store)
                        .queryForList(
                                "select data from event where connection = ? order by id",
                                String.class,
                                store.connection()))
                .containsExactly(
                        "{\"invoice\":{\"harvestId\":7,\"number\":\"INV-7\",\"client\":{\"id\":5,\"name\":\"Acme\"}},"
                                + "\"total\":{\"amount\":108.00,\"currency\":\"USD\"},\"status\":\"AUTHORISED\",\"outcome\":\"created\"}",
                        "{\"client\":{\"id\":5,\"name\":\"O'Brien \\\"& Söhne\\\"\\n<b>\"},\"period\":\"2026-10\",\"from\":\"2026-10-01\","
                                + "\"to\":\"2026-10-31\",\"total\":{\"amount\":1000.00,\"currency\":\"JPY\"},\"drafts\":2}");
        assertThat(rows(store)).last().isEqualTo("period.billed 1 period 5/2026-10");
    }

    @ParameterizedTest
    @EnumSource
    void eventsGetTheirPositionsInTheOrderTheyWereAdded(Database database) {
        ConnectionStore store = fresh(database);
        store.events().keep();
        List<InvoiceEvent.Copied> many =
                IntStream.rangeClosed(1, 1_500).mapToObj(EventTableIT::copied).toList();
        store.events().addAll(many);

        assertThat(store.events().place()).isEqualTo(1_000);
        store.events().add(copied(1_501));
        assertThat(store.events().place()).isEqualTo(501);
        assertThat(store.events().place()).isZero();

        assertThat(look(store)
                        .queryForList(
                                "select subject_id from event where connection = ? order by position",
                                Integer.class,
                                store.connection()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 1_501).boxed().toList());
    }

    /** The id of a row is given before it is seen: one that is committed later may have a lower one. */
    @Test
    void whatIsCommittedLateComesLateAndIsNotPassedOver() {
        try (Store late = Store.open(PostgresServer.newDatabase(), "postgres", "", clock)) {
            ConnectionStore store = late.forConnection("main");
            store.events().keep();
            TransactionTemplate aside = new TransactionTemplate(new DataSourceTransactionManager(late.dataSource()));
            aside.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);

            store.inTransaction(() -> {
                store.events().add(copied(1));
                aside.executeWithoutResult(other -> store.events().add(copied(2)));
                aside.executeWithoutResult(
                        other -> assertThat(store.events().place()).isEqualTo(1));
            });
            store.events().place();

            assertThat(look(store).queryForList("select subject_id from event order by id", String.class))
                    .containsExactly("1", "2");
            assertThat(look(store).queryForList("select subject_id from event order by position", String.class))
                    .containsExactly("2", "1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void eventsAreFoundByKindAndTime(Database database) {
        ConnectionStore store = fresh(database);
        store.events().keep();
        store.events().addAll(List.of(copied(7), new ConnectionEvent.Paused(null, "day limit"), copied(8)));
        Instant now = clock.instant().minusSeconds(1);

        assertThat(found(store, now, List.of("invoice.copied", "invoice.paid"))).containsExactly("7", "8");
        assertThat(found(store, now, List.of())).hasSize(3);
        assertThat(found(store, now.plusSeconds(2), List.of())).isEmpty();
        assertThat(found(store, null, List.of("connection.paused"))).containsExactly("connection");
    }

    private static List<String> found(ConnectionStore store, Instant since, List<String> kinds) {
        return store.hooks().events().oldest(new StoredEvents.Selection(since, kinds, null, false), 0, 10).stream()
                .map(StoredEvents.StoredEvent::subjectId)
                .toList();
    }

    private static InvoiceEvent.Copied copied(long invoice) {
        return new InvoiceEvent.Copied(
                InvoiceRef.of(invoice, "INV-" + invoice, null, new ClientRef(5, "Acme")),
                new Amount(new BigDecimal("108.00"), "USD"),
                "AUTHORISED",
                "created");
    }

    private static List<String> rows(ConnectionStore store) {
        return look(store)
                .queryForList(
                        "select kind || ' ' || version || ' ' || subject_type || ' ' || subject_id from event"
                                + " where connection = ? order by id",
                        String.class,
                        store.connection());
    }

    private static JdbcTemplate look(ConnectionStore store) {
        return new JdbcTemplate(store.dataSource());
    }
}
