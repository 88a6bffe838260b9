package org.harvestxero.store.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.harvestxero.store.BothDatabases;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.SourceDocumentTable.Shown;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whole documents stand beside the rows they belong to, and no longer than these name them. */
class DocumentTextTableIT extends BothDatabases {
    private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");

    @ParameterizedTest
    @EnumSource
    void aDocumentShownAnewGivesUpItsFormerText(Database database) {
        ConnectionStore store = fresh(database);
        LongSupplier texts = texts(store);
        store.documents().recordAll(List.of(shown(1, "a"), shown(2, "b")), NOW);

        assertThat(store.documents().recordAll(List.of(shown(1, "a"), shown(2, "c"), shown(3, "d")), NOW))
                .isEqualTo(2);

        assertThat(store.documents().inState(Kind.INVOICE, DocumentState.CHANGED, 0, 10))
                .extracting(SourceDocument::content)
                .containsExactly("shown a", "shown c", "shown d");
        assertThat(texts.getAsLong()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aPageIsMovedOnButForWhatWasShownAnewMeanwhile(Database database) {
        ConnectionStore store = fresh(database);
        store.documents().recordAll(List.of(shown(1, "a"), shown(2, "b"), shown(3, "c")), NOW);
        List<SourceDocument> page = store.documents().inState(Kind.INVOICE, DocumentState.CHANGED, 0, 2);
        store.documents().record(shown(2, "d"), NOW);

        store.documents().moveAll(page, DocumentState.PLANNED);
        store.documents().moveAll(List.of(), DocumentState.PLANNED);

        assertThat(store.documents().inState(Kind.INVOICE, DocumentState.PLANNED, 0, 10))
                .extracting(SourceDocument::sourceId)
                .containsExactly(1L);
        assertThat(store.documents().inState(Kind.INVOICE, DocumentState.CHANGED, 0, 10))
                .extracting(SourceDocument::content)
                .containsExactly("shown d", "shown c");
    }

    @ParameterizedTest
    @EnumSource
    void anIntentPlannedAnewGivesUpItsFormerTextsAndOneThatIsSentKeepsThem(Database database) {
        ConnectionStore store = fresh(database);
        LongSupplier texts = texts(store);
        store.outboxPlanner().plan(invoice(1, "create:a", "first"));
        store.outboxPlanner().plan(invoice(1, "create:a", "second"));
        List<Row> rows = store.outbox().openOf(Kind.INVOICE, 1);
        assertThat(rows).extracting(Row::content, Row::written).containsExactly(tuple("second", "after second"));
        assertThat(store.outboxClaims().claimAll(rows, "batch-1")).isTrue();

        assertThat(store.outboxPlanner().plan(invoice(1, "create:a", "third"))).isFalse();

        assertThat(store.outboxClaims().ofBatch("batch-1"))
                .extracting(Row::content, Row::written)
                .containsExactly(tuple("second", "after second"));
        assertThat(texts.getAsLong()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aPageOfIntentsReplacesWhatWasNotSentOfItsDocuments(Database database) {
        ConnectionStore store = fresh(database);
        store.outboxPlanner().plan(invoice(1, "create:a", "old"));
        store.outboxPlanner().plan(invoice(2, "create:a", "same revision"));
        store.outboxPlanner().plan(invoice(4, "create:a", "another's"));

        store.outboxPlanner()
                .planAll(List.of(
                        invoice(1, "create:b", "new"),
                        invoice(2, "create:a", "again"),
                        invoice(3, "create:a", "first")));

        assertThat(store.outboxClaims().claimable(Kind.INVOICE, Action.CREATE, 10))
                .extracting(Row::sourceId, Row::content)
                .containsExactlyInAnyOrder(
                        tuple(1L, "new"), tuple(2L, "again"), tuple(3L, "first"), tuple(4L, "another's"));
    }

    @ParameterizedTest
    @EnumSource
    void rowsAreClaimedInTheirOrderOrNotAtAll(Database database) {
        ConnectionStore store = fresh(database);
        for (long id = 1; id <= 3; id++) {
            store.outboxPlanner().plan(invoice(id, "create:a", "text " + id));
        }
        List<Row> rows = store.outboxClaims().claimable(Kind.INVOICE, Action.CREATE, 10);
        List<Row> turned = List.of(rows.get(2), rows.get(0));

        assertThat(store.outboxClaims().claimAll(turned, "batch-1")).isTrue();
        assertThat(store.outboxClaims().claimAll(rows, "batch-2")).isFalse();

        assertThat(store.outboxClaims().ofBatch("batch-1"))
                .extracting(Row::sourceId, Row::position, Row::attempts)
                .containsExactly(tuple(3L, 0, 1), tuple(1L, 1, 1));
    }

    @ParameterizedTest
    @EnumSource
    void whatFailedOfADocumentGivesWayToTheRowThatWasTaken(Database database) {
        ConnectionStore store = fresh(database);
        store.outboxPlanner().plan(invoice(1, "create:a", "old"));
        store.outboxPlanner().plan(invoice(2, "create:a", "other"));
        List<Row> rows = store.outboxClaims().claimable(Kind.INVOICE, Action.CREATE, 10);
        store.outboxClaims().claimAll(rows, "batch-1");
        store.outboxPlanner().plan(invoice(1, "create:b", "newer"));

        assertThat(store.outboxPlanner().supersedeAll(rows))
                .containsExactly(rows.get(0).id());

        assertThat(store.outbox().openOf(Kind.INVOICE, 1))
                .extracting(Row::content)
                .containsExactly("old");
    }

    @ParameterizedTest
    @EnumSource
    void aLinkHasTheTextThatWasWrittenLast(Database database) {
        ConnectionStore store = fresh(database);
        LongSupplier texts = texts(store);
        store.links().put(link(1, "x-1", "first"));
        store.invoiceMoney().paid(Map.of("x-1", BigDecimal.ONE));
        Link again = link(1, "x-1", "second");

        assertThat(store.links().putAll(List.of(again, link(2, "x-2", null)), Map.of("x-2", BigDecimal.TEN)))
                .containsExactly(again);

        assertThat(store.links().find(Kind.INVOICE, List.of(1L, 2L)).values())
                .extracting(Link::written)
                .containsExactlyInAnyOrder("second", null);
        assertThat(store.invoiceMoney().money(List.of(1L, 2L)))
                .hasEntrySatisfying(1L, money -> assertThat(money.paid()).isEqualByComparingTo("1"))
                .hasEntrySatisfying(2L, money -> assertThat(money.paid()).isEqualByComparingTo("10"));
        store.links().forget(Kind.INVOICE, 1);
        assertThat(texts.getAsLong()).isZero();
    }

    /** How many texts were added since, less those that were forgotten. */
    private static LongSupplier texts(ConnectionStore store) {
        JdbcTemplate jdbc = new JdbcTemplate(store.dataSource());
        String count = "select count(*) from document_text";
        Long before = jdbc.queryForObject(count, Long.class);
        return () -> jdbc.queryForObject(count, Long.class) - before;
    }

    private static Shown shown(long id, String version) {
        return new Shown(Kind.INVOICE, id, 5L, "INV-" + id, "open", null, null, NOW, id + version, "shown " + version);
    }

    static Intent invoice(long id, String revision, String content) {
        return new Intent(
                Kind.INVOICE,
                id,
                Revision.parse(revision),
                Action.CREATE,
                id,
                "0",
                null,
                content,
                "after " + content,
                "INV-" + id,
                "GBP",
                null,
                null);
    }

    private static Link link(long id, String target, @Nullable String written) {
        return new Link(
                Kind.INVOICE,
                id,
                target,
                null,
                "AUTHORISED",
                "GBP",
                null,
                null,
                true,
                "created",
                written,
                null,
                null,
                null,
                NOW);
    }
}
