package org.harvestxero.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.connection.ConnectionTable;
import org.harvestxero.store.connection.CounterTable;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.BatchTable;
import org.harvestxero.store.copy.BatchTable.Batch;
import org.harvestxero.store.copy.CachedAnswerTable;
import org.harvestxero.store.copy.CauseTable;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.FailedRow;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.Overview;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.SourceDocumentTable;
import org.harvestxero.store.copy.SourceDocumentTable.Shown;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;

/** The tables on both databases: uniqueness by constraint, moves by compare-and-set. Each test works a connection of its own. */
class StoreIT extends BothDatabases {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456Z");
    private static final String NASTY = "Grüße 👩‍🚀 'quoted' \\ %_ \n tab\t";

    @ParameterizedTest
    @EnumSource
    void anIntentIsUniqueAndReplacedOnlyWhileUnsent(Database database) {
        ConnectionStore store = fresh(database);
        ConnectionStore bound = store;

        assertThat(bound.outboxPlanner().plan(intent(1, "create:a", "first"))).isTrue();
        assertThat(bound.outboxPlanner().plan(intent(1, "create:a", "second"))).isTrue();
        Row row = only(bound.outbox().openOf(Kind.INVOICE, 1));
        assertThat(row.content()).isEqualTo("second");
        assertThat(bound.outboxClaims().claimAll(List.of(row), "b")).isTrue();
        assertThat(bound.outboxPlanner().plan(intent(1, "create:a", "third"))).isFalse();
        assertThat(bound.outboxVerdicts().done(row.id(), "created", null)).isTrue();
        assertThat(bound.outboxPlanner().plan(intent(1, "create:a", "fourth"))).isFalse();
        assertThat(bound.outboxPlanner().plan(intent(1, "create:b", "fifth"))).isTrue();
        assertThat(fresh(database).outboxPlanner().plan(intent(1, "create:a", "of another connection")))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aRowMovesOnlyFromWhereItStands(Database database) {
        ConnectionStore store = fresh(database);
        ConnectionStore bound = store;
        bound.outboxPlanner().plan(intent(1, "create", ""));
        Row row = only(bound.outbox().openOf(Kind.INVOICE, 1));
        long id = row.id();
        CauseTable.Reason cause = store.causes().reason(Problem.of(FailureCode.UNEXPECTED, "x"), NOW);

        assertThat(bound.outboxVerdicts().done(id, "created", null)).isFalse();
        assertThat(bound.outboxClaims().release(id, NOW, null)).isFalse();
        assertThat(bound.failedRows().discard(id, "no")).isFalse();
        assertThat(bound.failedRows().retry(id)).isFalse();
        assertThat(bound.outboxVerdicts().reopen(id)).isFalse();
        assertThat(bound.outboxClaims().claimAll(List.of(row), "b1")).isTrue();
        assertThat(bound.outboxClaims().claimAll(List.of(row), "b2")).isFalse();
        assertThat(bound.outboxClaims().rebatch(id, "b2", "b3", 0)).isFalse();
        assertThat(bound.outboxClaims().rebatch(id, "b1", "b2", 7)).isTrue();
        assertThat(only(bound.outboxClaims().ofBatch("b2")).position()).isEqualTo(7);
        assertThat(bound.outboxVerdicts().fail(id, cause, "words", OutboxTable.NEVER))
                .isTrue();
        assertThat(bound.outboxClaims().claimAll(List.of(row), "b4")).isFalse();
        assertThat(bound.failedRows().isRetryDue()).isFalse();
        assertThat(bound.failedRows().retry(id)).isTrue();
        assertThat(bound.failedRows().isRetryDue()).isTrue();
        assertThat(bound.failedRows().retryDue().next()).extracting(Row::id).containsExactly(id);
        assertThat(bound.outboxVerdicts().reopen(id)).isTrue();
        assertThat(bound.outboxVerdicts().done(id, "adopted", null)).isTrue();
        assertThat(bound.failedRows().discard(id, "no")).isFalse();
        assertThat(bound.outboxVerdicts().fail(id, cause, "words", OutboxTable.NEVER))
                .isFalse();
        assertThat(bound.outbox().find(id).orElseThrow().state()).isEqualTo(OutboxState.DONE);
        assertThat(bound.outbox().find(id).orElseThrow().attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aRowWaitsForWhatItDependsOnAndForItsGroup(Database database) {
        ConnectionStore store = fresh(database);
        Dependency approved = new Dependency(Kind.INVOICE, 1, XeroStatus.AUTHORISED.name());
        store.outboxPlanner().plan(payment(11, "2026-11-02", approved));
        store.outboxPlanner().plan(payment(10, "2026-11-01", approved));

        assertThat(payments(store)).isEmpty();
        store.links().put(link(Kind.INVOICE, 1, "x-1", "DRAFT", true));
        assertThat(payments(store)).isEmpty();
        store.links().put(link(Kind.INVOICE, 1, "x-1", "AUTHORISED", false));
        assertThat(payments(store)).isEmpty();
        store.links().put(link(Kind.INVOICE, 1, "x-1", "AUTHORISED", true));

        Row first = only(payments(store));
        assertThat(first.sourceId()).isEqualTo(10);
        assertThat(first.dependsTarget()).isEqualTo("x-1");
        store.outboxClaims().claimAll(List.of(first), "b");
        assertThat(payments(store)).isEmpty();
        store.outboxVerdicts().done(first.id(), "created", null);
        assertThat(only(payments(store)).sourceId()).isEqualTo(11);
        store.links().put(link(Kind.PAYMENT, 11, "p-11", null, true));
        assertThat(payments(store)).as("its twin is there already").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachRowIsClaimedOnceByManyAtOnce(Database database) throws Exception {
        ConnectionStore store = fresh(database);
        ConnectionStore bound = store;
        IntStream.range(0, 40).forEach(i -> bound.outboxPlanner().plan(intent(i, "create", "")));

        List<Integer> claimed = atOnce(4, () -> {
            int mine = 0;
            for (Row row : bound.outboxClaims().claimable(Kind.INVOICE, Action.CREATE, 100)) {
                mine += bound.outboxClaims()
                                .claimAll(List.of(row), Thread.currentThread().getName())
                        ? 1
                        : 0;
            }
            return mine;
        });

        assertThat(claimed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
        assertThat(bound.outbox().count(OutboxState.SENDING)).isEqualTo(40);
    }

    @ParameterizedTest
    @EnumSource
    void unsentVersionsGiveWayAndRefusalsAreCountedAndWoken(Database database) {
        ConnectionStore store = fresh(database);
        ConnectionStore bound = store;
        Problem problem = Problem.of(FailureCode.ACCOUNT_ARCHIVED, "250");
        CauseTable.Reason cause = store.causes().reason(problem, NOW);
        bound.outboxPlanner().plan(intent(1, "create:a", ""));
        bound.outboxVerdicts().refuse(intent(1, "create:b", ""), cause, problem.sentence(), OutboxTable.NEVER);
        bound.outboxVerdicts().refuse(intent(1, "create:b", ""), cause, problem.sentence(), OutboxTable.NEVER);

        assertThat(bound.outboxPlanner().supersede(Kind.INVOICE, 1, Revision.parse("create:b")))
                .isEqualTo(1);

        FailedRow failed = only(failed(store));
        assertThat(failed.attempts()).isEqualTo(2);
        assertThat(failed.sentence()).isEqualTo("The account 250 is archived in Xero.");
        assertThat(bound.failedRows().countHealing("BY_SETTINGS")).isEqualTo(1);
        assertThat(bound.failedRows().retryDue().hasNext()).isFalse();
        assertThat(bound.failedRows().wake("BY_SETTINGS")).isEqualTo(1);
        assertThat(bound.failedRows().retryDue().next()).hasSize(1);
        assertThat(bound.outboxPlanner().plan(intent(1, "create:b", "again"))).isTrue();
        assertThat(failed(store)).isEmpty();
        assertThat(store.overview().counts().waiting()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDueAgainIsReadPageByPageContactsFirst(Database database) {
        ConnectionStore store = fresh(database);
        ConnectionStore bound = store;
        CauseTable.Reason cause = store.causes().reason(Problem.of(FailureCode.ACCOUNT_ARCHIVED, "250"), NOW);
        for (int id = 1; id <= 1100; id++) {
            Kind kind = id == 700 ? Kind.CONTACT : Kind.INVOICE;
            Intent one = intent(id, "create:a", "");
            bound.outboxVerdicts().refuse(of(kind, one), cause, "words", id == 3 ? OutboxTable.NEVER : NOW);
        }

        List<Row> due = new ArrayList<>();
        bound.failedRows().retryDue().forEachRemaining(page -> {
            due.addAll(page);
            page.forEach(row -> bound.failedRows().postpone(row.id(), OutboxTable.NEVER));
        });

        assertThat(due).hasSize(1099).first().extracting(Row::kind).isEqualTo(Kind.CONTACT);
        assertThat(due).extracting(Row::sourceId).doesNotHaveDuplicates().doesNotContain(3L);
        assertThat(bound.failedRows().isRetryDue()).isFalse();
    }

    private static Intent of(Kind kind, Intent one) {
        return new Intent(
                kind,
                one.sourceId(),
                one.revision(),
                one.action(),
                one.groupId(),
                one.orderKey(),
                one.dependsOn(),
                one.content(),
                one.written(),
                one.number(),
                one.currency(),
                one.total(),
                one.totalTax());
    }

    @ParameterizedTest
    @EnumSource
    void documentsWithOneCauseKeepTheirOwnWords(Database database) {
        ConnectionStore store = fresh(database);
        Problem receipts = Problem.of(FailureCode.ATTACHMENT_REFUSED, "2041").with("words", "no more than 10 files");
        refuse(store, 1, receipts.with("file", "Receipt 1 taxi.png"));
        refuse(store, 2, receipts.with("file", "Receipt 2 hotel.png"));

        List<FailedRow> failed = failed(store);

        assertThat(failed)
                .extracting(FailedRow::sentence)
                .containsExactly(
                        "Xero doesn't take the file Receipt 1 taxi.png for invoice 2041, saying: no more than 10 files",
                        "Xero doesn't take the file Receipt 2 hotel.png for invoice 2041, saying: no more than 10 files");
        assertThat(failed.get(0).causeId()).isEqualTo(failed.get(1).causeId());
    }

    @ParameterizedTest
    @EnumSource
    void documentsWithOneCauseKeepTheirOwnRemedies(Database database) {
        ConnectionStore store = fresh(database);
        Problem receipts = Problem.of(FailureCode.RECEIPT_NOT_READABLE, "2041").with("words", "no access");
        refuse(store, 1, receipts.with("url", "https://example.test/expenses/1/receipt"));
        refuse(store, 2, receipts.with("url", "https://example.test/expenses/2/receipt"));

        assertThat(failed(store).get(0).remedy()).startsWith("Open https://example.test/expenses/1/receipt,");
        assertThat(failed(store).get(1).remedy()).startsWith("Open https://example.test/expenses/2/receipt,");
    }

    private static void refuse(ConnectionStore store, long id, Problem problem) {
        CauseTable.Reason reason = store.causes().reason(problem, NOW);
        store.outboxVerdicts().refuse(intent(id, "create", ""), reason, problem.sentence(), OutboxTable.NEVER);
    }

    @ParameterizedTest
    @EnumSource
    void documentsBlockedByAContactShowItsCause(Database database) {
        ConnectionStore store = fresh(database);
        Problem problem = Problem.of(FailureCode.EMAIL_INVALID, "Acme");
        CauseTable.Reason cause = store.causes().reason(problem, NOW);
        store.outboxVerdicts().refuse(contact(5), cause, problem.sentence(), OutboxTable.NEVER);
        for (long id : List.of(1L, 2L)) {
            Intent intent = intent(id, "create", "");
            store.outboxPlanner()
                    .plan(new Intent(
                            Kind.INVOICE,
                            id,
                            Revision.parse("create"),
                            Action.CREATE,
                            id,
                            "0",
                            new Dependency(Kind.CONTACT, 5, null),
                            intent.content(),
                            null,
                            "INV-" + id,
                            "GBP",
                            new BigDecimal("10.00"),
                            null));
        }

        assertThat(failed(store))
                .extracting(failed -> failed.number() + " " + failed.code())
                .containsExactlyInAnyOrder("INV-1 EMAIL_INVALID", "INV-2 EMAIL_INVALID");
        assertThat(store.overview().counts().failed()).isEqualTo(2);
        long blocked = failed(store).get(0).id();
        assertThat(store.failedRows().retry(blocked)).isFalse();
        assertThat(store.failedRows().hasContactsDue()).isFalse();
        assertThat(store.failedRows().retryContactOf(blocked)).isTrue();
        assertThat(store.failedRows().hasContactsDue()).isTrue();
        assertThat(store.lists().waiting().waiting().hasNext()).isFalse();
        assertThat(store.lists().waiting().countWaiting()).isZero();
        assertThat(store.overview().failedSince(clock.instant().minusSeconds(60), 10))
                .extracting(failed -> failed.number() + " " + failed.code())
                .containsExactly("INV-1 EMAIL_INVALID", "INV-2 EMAIL_INVALID");
        assertThat(store.overview().failedSince(clock.instant().plusSeconds(60), 10))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatFailsAgainHasNotFailedAnew(Database database) {
        ConnectionStore store = fresh(database);
        Problem problem = Problem.of(FailureCode.ACCOUNT_ARCHIVED, "250");
        refuse(store, 1, problem);
        clock.jump(Duration.ofHours(1));
        Instant later = clock.instant();
        refuse(store, 1, problem);
        refuse(store, 2, problem);
        refuse(store, 3, problem);

        assertThat(store.overview().failedSince(later.minusSeconds(1), 10))
                .extracting(Overview.NewlyFailed::number)
                .containsExactly("INV-2", "INV-3");
        assertThat(store.overview().failedSince(later.minusSeconds(7200), 2))
                .extracting(failed -> failed.number() + " " + failed.sentence())
                .containsExactly(
                        "INV-1 The account 250 is archived in Xero.", "INV-2 The account 250 is archived in Xero.");
    }

    @ParameterizedTest
    @EnumSource
    void aBatchKeepsItsBodyAndItsFirstSending(Database database) {
        ConnectionStore store = fresh(database);
        BatchTable batches = store.batches();
        Batch batch = batch("k-" + store.connection(), NASTY + "x".repeat(100_000));
        batches.add(batch, NOW);

        assertThatThrownBy(() -> batches.add(batch(batch.idempotencyKey(), ""), NOW))
                .isInstanceOf(DuplicateKeyException.class);
        batches.sent(batch.id(), NOW);
        batches.sent(batch.id(), NOW.plusSeconds(60));
        batches.retryAt(batch.id(), NOW.plusSeconds(90), "no answer");
        Batch open = only(batches.open());
        assertThat(open.body()).isEqualTo(batch.body());
        assertThat(open.firstSentAt()).isEqualTo(NOW);
        assertThat(open.sends()).isEqualTo(2);
        assertThat(open.retryAt()).isEqualTo(NOW.plusSeconds(90));
        batches.notTaken(batch.id());
        assertThat(only(batches.open()).firstSentAt()).isEqualTo(NOW);
        batches.notTaken(batch.id());
        assertThat(only(batches.open()).firstSentAt()).isNull();
        batches.sent(batch.id(), NOW);
        batches.puzzling(batch.id(), 500, NOW.minusSeconds(420));
        assertThat(only(batches.open()).answerStatus()).isEqualTo(500);
        batches.close(batch.id(), 200, "answered", NOW);
        assertThat(batches.open()).isEmpty();
        assertThat(batches.forgetBodies(NOW)).isZero();
        assertThat(batches.forgetBodies(NOW.plusSeconds(1))).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void longBodiesAreKeptPackedAndComeBackToTheByte(Database database) {
        ConnectionStore store = fresh(database);
        BatchTable batches = store.batches();
        Batch batch = batch("long" + store.connection(), "{\"Zürich\":\"“€”\"},".repeat(3_000));
        batches.addLeaving(List.of(batch), NOW);

        assertThat(only(batches.open()).body()).isEqualTo(batch.body());
        assertThat(batches.find(batch.id()).orElseThrow().body()).isEqualTo(batch.body());
        batches.close(batch.id(), 200, "answered", NOW);
        assertThat(batches.forgetBodies(batch.body().length() / 10))
                .as("it takes less than a tenth")
                .isZero();
        assertThat(batches.forgetBodies(0)).isEqualTo(1);
        assertThat(batches.find(batch.id()).orElseThrow().body()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void bodiesOfClosedBatchesGoByAgeAndBySizeTheOldestFirst(Database database) {
        ConnectionStore store = fresh(database);
        BatchTable batches = store.batches();
        for (int day = 1; day <= 4; day++) {
            Batch batch = batch(day + store.connection(), "x".repeat(1_000));
            batches.add(batch, NOW);
            batches.close(batch.id(), 200, "answered", NOW.plus(Duration.ofDays(day)));
        }
        Batch open = batch("open" + store.connection(), "y".repeat(1_000));
        batches.add(open, NOW);

        assertThat(batches.forgetBodies(NOW.plus(Duration.ofDays(2)))).isEqualTo(1);
        assertThat(batches.forgetBodies(3_000)).isZero();
        assertThat(batches.forgetBodies(2_999)).isEqualTo(1);
        assertThat(batches.forgetBodies(0)).isEqualTo(2);
        assertThat(only(batches.open()).body()).isEqualTo(open.body());
    }

    @ParameterizedTest
    @EnumSource
    void aTwinBelongsToOneDocumentOnly(Database database) {
        LinkTable links = fresh(database).links();
        links.put(link(Kind.INVOICE, 1, "x-1", "DRAFT", true));
        links.put(link(Kind.INVOICE, 1, "x-1", "AUTHORISED", true));

        assertThatThrownBy(() -> links.put(link(Kind.INVOICE, 2, "x-1", "DRAFT", true)))
                .isInstanceOf(DuplicateKeyException.class);
        links.put(link(Kind.CREDIT_NOTE, 1, "x-1", "DRAFT", true));
        assertThat(links.find(Kind.INVOICE, 1)).isPresent();
        assertThat(links.find(Kind.INVOICE, 2)).isEmpty();
        assertThat(links.seen(Kind.INVOICE, "x-1", "PAID", new BigDecimal("9.99"), BigDecimal.ZERO, NOW))
                .isTrue();
        assertThat(links.seen(Kind.INVOICE, "stranger", "PAID", null, null, NOW))
                .isFalse();
        Link link = links.byTarget(Kind.INVOICE, "x-1").orElseThrow();
        assertThat(link.status()).isEqualTo("PAID");
        assertThat(link.total()).isEqualByComparingTo("9.99");
        assertThat(link.targetUpdatedAt()).isEqualTo(NOW);
        links.forget(Kind.INVOICE, 1);
        assertThat(links.find(Kind.INVOICE, 1)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void invoicesWhosePaymentsAreToBeReadComeInPagesEachOnceWhateverIsReadMeanwhile(Database database) {
        ConnectionStore store = fresh(database);
        SourceDocumentTable documents = store.documents();
        LongStream.of(50, 10, 40, 30, 20).forEach(id -> documents.record(paid(id, "5.00"), NOW));
        documents.record(paid(60, "0.00"), NOW);
        documents.record(paid(70, "5.00"), NOW);
        documents.move(documents.find(Kind.INVOICE, 70).orElseThrow(), DocumentState.SKIPPED, "draft");

        assertThat(store.pendingDocuments().idsOfPaymentsToRead()).containsExactlyInAnyOrder(10L, 20L, 30L, 40L, 50L);
        List<Long> seen = new ArrayList<>();
        for (List<SourceDocument> page = store.pendingDocuments().paymentsToRead(0, 2);
                !page.isEmpty();
                page = store.pendingDocuments().paymentsToRead(seen.get(seen.size() - 1), 2)) {
            page.forEach(invoice -> seen.add(invoice.sourceId()));
            documents.paymentsRead(List.of(page.get(0)));
        }

        assertThat(seen).containsExactly(10L, 20L, 30L, 40L, 50L);
        assertThat(store.pendingDocuments().countPaymentsToRead()).isEqualTo(2);
    }

    private static Shown paid(long id, String paid) {
        BigDecimal amount = new BigDecimal("12.00");
        return new Shown(
                Kind.INVOICE,
                id,
                1L,
                "INV-" + id,
                "open",
                amount,
                amount.subtract(new BigDecimal(paid)),
                NOW,
                "f" + id,
                "{}");
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentIsRecordedByItsFingerprintAndPlannedOnlyAsItWasRead(Database database) {
        ConnectionStore store = fresh(database);
        SourceDocumentTable documents = store.documents();

        assertThat(documents.record(shown("f1", NASTY), NOW)).isTrue();
        assertThat(documents.record(shown("f1", NASTY), NOW)).isFalse();
        SourceDocument read = documents.find(Kind.INVOICE, 5_000_000_000L).orElseThrow();
        assertThat(read.content()).isEqualTo(NASTY);
        assertThat(documents.record(shown("f2", "newer"), NOW)).isTrue();
        assertThat(documents.move(read, DocumentState.PLANNED, null)).isFalse();
        SourceDocument newer = only(documents.inState(Kind.INVOICE, DocumentState.CHANGED, 0, 10));
        assertThat(store.pendingDocuments().paymentsToRead(0, 10)).hasSize(1);
        documents.paymentsRead(List.of(newer));
        assertThat(store.pendingDocuments().paymentsToRead(0, 10)).isEmpty();
        assertThat(documents.move(newer, DocumentState.GONE, "deleted")).isTrue();
        assertThat(documents.ids(Kind.INVOICE).hasNext()).isFalse();
        assertThat(documents.record(shown("f2", "newer"), NOW)).as("it is back").isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void oneCauseForAllWhoMeetItAtOnce(Database database) throws Exception {
        CauseTable causes = fresh(database).causes();
        Problem problem = Problem.of(FailureCode.CURRENCY_NOT_SUBSCRIBED, "JPY");

        List<Long> ids = atOnce(4, () -> causes.reason(problem, NOW).cause());

        assertThat(ids).hasSize(4).containsOnly(ids.get(0));
        assertThat(causes.reason(Problem.of(FailureCode.CURRENCY_NOT_SUBSCRIBED, "CHF"), NOW)
                        .cause())
                .isNotEqualTo(ids.get(0));
    }

    @ParameterizedTest
    @EnumSource
    void countersMarksAndAnswersAreKept(Database database) throws Exception {
        ConnectionStore store = fresh(database);

        atOnce(4, () -> {
            IntStream.range(0, 25).forEach(i -> store.tallies().count("calls", 2));
            return 0;
        });
        store.watermarks().move("list", "a");
        store.watermarks().move("list", "b");
        store.cachedAnswers().put("settings", "old", NOW);
        store.cachedAnswers().put("settings", NASTY.repeat(10_000), NOW);
        store.contacts().put("c-1", "acme", "harvest-client-1", "a@example.com", NASTY, "{}");
        store.contacts().put("c-1", "acme ltd", "harvest-client-1", "a@example.com", NASTY, "{}");
        store.audit().add("jane", Kind.INVOICE, 7L, "retry", NASTY + "\0" + "x".repeat(5_000));

        assertThat(store.tallies().amount("calls")).isEqualTo(200);
        assertThat(store.watermarks().find("list")).contains("b");
        store.watermarks().forget("list");
        assertThat(store.watermarks().find("list")).isEmpty();
        CachedAnswerTable.Cached cached = store.cachedAnswers().find("settings").orElseThrow();
        assertThat(cached.content()).isEqualTo(NASTY.repeat(10_000));
        assertThat(cached.fetchedAt()).isEqualTo(NOW);
        assertThat(store.contacts().candidates("harvest-client-1", "acme ltd", "a@example.com"))
                .containsExactly(NASTY);
        assertThat(store.contacts().candidates("-", "acme", null)).isEmpty();
        assertThat(only(store.audit().ofDocument(Kind.INVOICE, 7)).detail())
                .hasSize(4_000)
                .startsWith(NASTY + "x");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOnlyRehearsedWasNotMade(Database database) {
        ConnectionStore store = fresh(database);
        long before = store.committedWork().duplicatesPrevented();

        store.rehearse(() -> store.tallies().count(CounterTable.DUPLICATES_PREVENTED, 5));
        assertThat(store.committedWork().duplicatesPrevented()).isEqualTo(before);
        store.inTransaction(() -> store.tallies().count(CounterTable.DUPLICATES_PREVENTED, 2));
        store.tallies().count(CounterTable.DUPLICATES_PREVENTED, 1);

        assertThat(store.committedWork().duplicatesPrevented()).isEqualTo(before + 3);
    }

    @ParameterizedTest
    @EnumSource
    void aPersonsPauseOutlastsWhatHappensByItself(Database database) {
        ConnectionTable connections = fresh(database).connections();
        connections.add();
        ConnectionTable.Pause byAnn = new ConnectionTable.Pause("person", "Ann: stock-taking", null);

        connections.pause(new ConnectionTable.Pause("day-limit", "used up", NOW));
        connections.pause(byAnn);
        connections.pause(new ConnectionTable.Pause("day-limit", "used up", NOW));
        connections.goOn();

        assertThat(connections.state().pause()).contains(byAnn);
        connections.resume();
        connections.pause(new ConnectionTable.Pause("day-limit", "used up", NOW));
        connections.goOn();
        assertThat(connections.state().pause()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPauseHoldsUntilItIsResumed(Database database) {
        ConnectionTable connections = fresh(database).connections();
        connections.add();
        connections.add();

        connections.pause(new ConnectionTable.Pause("day-limit", "used up", NOW));
        assertThat(connections.state().pause()).contains(new ConnectionTable.Pause("day-limit", "used up", NOW));
        connections.resume();
        assertThat(connections.state().pause()).isEmpty();
        connections.cycled(NOW, true);
        connections.cycled(NOW.plusSeconds(5), false);
        assertThat(connections.state().lastSuccess()).isEqualTo(NOW);
        assertThat(connections.state().lastCycle()).isEqualTo(NOW.plusSeconds(5));
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionIsUndoneAsAWhole(Database database) {
        ConnectionStore store = fresh(database);

        assertThatThrownBy(() -> store.inTransaction(() -> {
                    store.outboxPlanner().plan(intent(1, "create", ""));
                    store.watermarks().move("list", "a");
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");

        assertThat(store.outbox().openOf(Kind.INVOICE, 1)).isEmpty();
        assertThat(store.watermarks().find("list")).isEmpty();
    }

    private static Intent intent(long id, String revision, String content) {
        return new Intent(
                Kind.INVOICE,
                id,
                Revision.parse(revision),
                Action.CREATE,
                id,
                "0",
                null,
                content,
                null,
                "INV-" + id,
                "GBP",
                new BigDecimal("12345678901234567.89"),
                null);
    }

    private static Intent contact(long id) {
        return new Intent(
                Kind.CONTACT,
                id,
                Revision.parse("create"),
                Action.CREATE,
                id,
                "0",
                null,
                "",
                null,
                "acme",
                null,
                null,
                null);
    }

    private static Intent payment(long id, String day, Dependency on) {
        return new Intent(
                Kind.PAYMENT,
                id,
                Revision.parse("create"),
                Action.CREATE,
                1,
                day,
                on,
                "{}",
                null,
                "INV-1",
                "GBP",
                BigDecimal.ONE,
                null);
    }

    private List<Row> payments(ConnectionStore store) {
        clock.jump(Duration.ofSeconds(1));
        return store.outboxClaims().claimable(Kind.PAYMENT, Action.CREATE, 10);
    }

    private static Link link(Kind kind, long id, String target, String status, boolean agrees) {
        return new Link(
                kind,
                id,
                target,
                "INV-" + id,
                status,
                "GBP",
                new BigDecimal("100.00"),
                new BigDecimal("100.00"),
                agrees,
                "created",
                NASTY,
                null,
                "b",
                null,
                NOW);
    }

    private static Shown shown(String fingerprint, String content) {
        return new Shown(
                Kind.INVOICE,
                5_000_000_000L,
                1L,
                "INV-1",
                "open",
                new BigDecimal("100.00"),
                new BigDecimal("60.00"),
                NOW,
                fingerprint,
                content);
    }

    private static Batch batch(String key, String body) {
        return new Batch(
                UUID.randomUUID().toString(),
                Kind.INVOICE,
                "PUT",
                "/Invoices",
                "summarizeErrors=false",
                key,
                body,
                1,
                null,
                0,
                null,
                null);
    }

    private static List<FailedRow> failed(ConnectionStore store) {
        List<FailedRow> failed = new ArrayList<>();
        store.lists().failed().failed().forEachRemaining(failed::addAll);
        return failed;
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }

    private static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(
                    IntStream.range(0, threads).mapToObj(i -> work).toList())) {
                results.add(future.get(30, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
