package org.harvestxero.copy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Pages;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.AuditEventTable.AuditEvent;
import org.harvestxero.store.copy.FailedDocumentPages;
import org.harvestxero.store.copy.FailedRow;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable;

/** Shows people the failed copies: page by page with cause and remedy, and one with all that is known of it. */
public final class FailedCopyPages {
    private final ConnectionStore store;
    private final KnownDocuments knownDocuments;
    private final Clock clock;

    FailedCopyPages(ConnectionStore store, KnownDocuments knownDocuments, Clock clock) {
        this.store = store;
        this.knownDocuments = knownDocuments;
        this.clock = clock;
    }

    /** Documents that stand failed. */
    Pages<FailedCopy> standing() {
        return failed().map(this::copy);
    }

    /** Documents that stand failed; then those people gave up, only when asked for. */
    Pages<FailedCopy> copies(FailedFilter filter) {
        return rows(filter).map(this::copy);
    }

    /** The same with what people know each by. */
    Pages<FailedDocument> documents(FailedFilter filter) {
        Pages<FailedDocument> documents = rows(filter).map(this::document);
        return filter.client() == null ? documents : documents.only(filter::takes);
    }

    /** Those that are meant as far as a copy says itself, before anything else is looked up of them. */
    private Pages<FailedRow> rows(FailedFilter filter) {
        Pages<FailedRow> all = filter.discardedToo() ? failed().then(discarded()) : failed();
        return filter.equals(FailedFilter.STANDING) ? all : all.only(row -> filter.takes(copy(row)));
    }

    private Pages<FailedRow> failed() {
        FailedDocumentPages pages = store.failedDocumentPages();
        return Pages.read(pages.countFailed(), pages::failed);
    }

    private Pages<FailedRow> discarded() {
        FailedDocumentPages pages = store.failedDocumentPages();
        return Pages.read(pages.countDiscarded(), pages::discarded);
    }

    /** Everything known of one; empty when it neither stands failed nor is given up. */
    Optional<FailedDetail> detail(long id) {
        return store.failedDocumentPages().problem(id).map(this::detail);
    }

    private FailedDetail detail(FailedRow row) {
        return new FailedDetail(
                document(row),
                FailureCode.RetryTrigger.BY_RETRY.name().equals(row.heals()) ? row.nextAttemptAt() : null,
                history(row));
    }

    private List<FailedDetail.Event> history(FailedRow row) {
        List<FailedDetail.Event> history = new ArrayList<>();
        if (row.firstFailedAt() != null) {
            history.add(new FailedDetail.Event(row.firstFailedAt(), "process", "failed for the first time"));
        }
        for (AuditEvent event : store.audit().ofDocument(row.kind(), row.sourceId())) {
            String what = event.detail() == null ? event.event() : event.event() + ": " + event.detail();
            history.add(new FailedDetail.Event(event.at(), event.actor(), what));
        }
        if (row.lastFailedAt() != null && row.attempts() > 1) {
            history.add(new FailedDetail.Event(
                    row.lastFailedAt(), "process", "failed again: " + (row.message() == null ? "" : row.message())));
        }
        history.sort(Comparator.comparing(FailedDetail.Event::at));
        return history;
    }

    private FailedDocument document(FailedRow row) {
        return knownDocuments.of(row, copy(row));
    }

    private FailedCopy copy(FailedRow row) {
        FailedCopy.State state = row.state() == OutboxState.DISCARDED
                ? FailedCopy.State.DISCARDED
                : row.nextAttemptAt().isBefore(OutboxTable.NEVER) ? FailedCopy.State.RETRYING : FailedCopy.State.FAILED;
        Instant first = row.firstFailedAt() == null ? clock.instant() : row.firstFailedAt();
        return new FailedCopy(
                row.id(),
                store.connection(),
                CycleReportBuilder.kind(row.kind()),
                row.sourceId(),
                row.number(),
                row.code().toLowerCase(Locale.ROOT).replace('_', '-'),
                row.causeId(),
                row.sentence(),
                row.remedy(),
                row.attempts(),
                first,
                row.lastFailedAt() == null ? first : row.lastFailedAt(),
                state);
    }
}
