package org.harvestxero.store.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.BothDatabases;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentPages.Finished;
import org.harvestxero.store.copy.DocumentPages.Span;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of documents on both databases: each document once, whatever happens between two pages. */
class DocumentPagesIT extends BothDatabases {
    private static final int ROWS = 2 * DocumentPages.PAGE + 1;

    @ParameterizedTest
    @EnumSource
    void whatWasDoneComesInPagesEachDocumentOnce(Database database) {
        ConnectionStore store = fresh(database);
        Instant begin = clock.instant();
        // Verdicts of many documents are recorded at the same instant.
        IntStream.rangeClosed(1, ROWS).forEach(id -> done(store, Kind.INVOICE, id, "create", "created"));
        clock.jump(Duration.ofSeconds(1));
        done(store, Kind.INVOICE, 7, "approve", "updated");
        done(store, Kind.CREDIT_NOTE, 7, "create", "created");
        Span span = new Span(begin, clock.instant());
        clock.jump(Duration.ofSeconds(1));
        done(store, Kind.INVOICE, 8, "update:later", "updated");

        List<List<Finished>> pages = pages(store.lists().known().finished(span));

        assertThat(pages).extracting(List::size).containsExactly(1, DocumentPages.PAGE, DocumentPages.PAGE, 1);
        assertThat(pages.stream().flatMap(List::stream).skip(1))
                .extracting(Finished::sourceId)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ROWS).asLongStream().boxed().toList());
        assertThat(store.lists().known().countFinished(span)).isEqualTo(ROWS + 1);
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentOfSeveralStepsIsTheOneThatMadeItElseTheLast(Database database) {
        ConnectionStore store = fresh(database);
        Instant begin = clock.instant();
        done(store, Kind.INVOICE, 1, "number:1", "updated");
        done(store, Kind.INVOICE, 1, "create", "adopted");
        done(store, Kind.INVOICE, 1, "approve", "updated");
        done(store, Kind.INVOICE, 2, "update:1", "updated");
        done(store, Kind.INVOICE, 2, "update:2", "updated");
        done(store, Kind.INVOICE, 2, "void", "deleted");

        Span span = new Span(begin, clock.instant());

        assertThat(pages(store.lists().known().finished(span)).get(0))
                .extracting(row -> row.sourceId() + " " + row.outcome().code())
                .containsExactly("1 adopted", "2 deleted");
        assertThat(store.lists().known().countFinished(span)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void whatStandsOpenIsReadPageByPageAndNothingIsHeldBetween(Database database) {
        ConnectionStore store = fresh(database);
        CauseTable.Reason cause =
                store.causes().reason(Problem.of(FailureCode.ACCOUNT_ARCHIVED, "250"), clock.instant());
        IntStream.rangeClosed(1, ROWS)
                .forEach(id -> store.outboxVerdicts()
                        .refuse(intent(Kind.INVOICE, id, "create"), cause, "archived", OutboxTable.NEVER));
        IntStream.rangeClosed(1, ROWS).forEach(id -> store.outboxPlanner().plan(intent(Kind.PAYMENT, id, "create")));
        Iterator<List<FailedRow>> failed = store.lists().failed().failed();
        Iterator<List<WaitingDocumentPages.Waiting>> waiting =
                store.lists().waiting().waiting();

        assertThat(failed.next()).hasSize(DocumentPages.PAGE);
        assertThat(waiting.next()).hasSize(DocumentPages.PAGE);
        store.outboxPlanner().supersede(Kind.INVOICE, ROWS);
        store.outboxPlanner().supersede(Kind.PAYMENT, ROWS);

        assertThat(pages(failed)).extracting(List::size).containsExactly(DocumentPages.PAGE);
        assertThat(pages(waiting)).extracting(List::size).containsExactly(DocumentPages.PAGE);
        assertThat(store.lists().failed().countFailed()).isEqualTo(ROWS - 1);
        assertThat(store.lists().waiting().countWaiting()).isEqualTo(ROWS - 1);
    }

    @ParameterizedTest
    @EnumSource
    void givenUpAndSkippedDocumentsAreListedApart(Database database) {
        ConnectionStore store = fresh(database);
        CauseTable.Reason cause =
                store.causes().reason(Problem.of(FailureCode.ACCOUNT_ARCHIVED, "250"), clock.instant());
        store.outboxVerdicts().refuse(intent(Kind.INVOICE, 1, "create"), cause, "archived", OutboxTable.NEVER);
        long id = pages(store.lists().failed().failed()).get(0).get(0).id();
        store.failedRows().discard(id, "an old one");

        assertThat(store.lists().failed().countFailed()).isZero();
        assertThat(store.lists().failed().countDiscarded()).isEqualTo(1);
        assertThat(pages(store.lists().failed().discarded()).get(0))
                .extracting(FailedRow::id)
                .containsExactly(id);
        assertThat(store.lists().failed().problem(id)).isPresent();
        assertThat(store.lists().failed().problem(id + 1)).isEmpty();
        assertThat(store.lists().known().skipped().hasNext()).isFalse();
        assertThat(store.lists().known().countSkipped()).isZero();
    }

    private static <T> List<List<T>> pages(Iterator<List<T>> pages) {
        List<List<T>> all = new ArrayList<>();
        pages.forEachRemaining(all::add);
        return all;
    }

    private static void done(ConnectionStore store, Kind kind, long sourceId, String revision, String outcome) {
        store.outboxPlanner().plan(intent(kind, sourceId, revision));
        long id = store.outbox().openOf(kind, sourceId).get(0).id();
        store.outboxClaims().claimAll(List.of(store.outbox().find(id).orElseThrow()), "b");
        store.outboxVerdicts().done(id, outcome, null);
    }

    private static Intent intent(Kind kind, long sourceId, String revision) {
        Dependency on =
                kind == Kind.PAYMENT ? new Dependency(Kind.INVOICE, sourceId, XeroStatus.AUTHORISED.name()) : null;
        return new Intent(
                kind,
                sourceId,
                Revision.parse(revision),
                Action.CREATE,
                sourceId,
                "0",
                on,
                "",
                null,
                "INV-" + sourceId,
                "GBP",
                new BigDecimal("10.00"),
                null);
    }
}
