package org.harvestxero.copy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCause;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Pages;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.AuditEventTable.AuditEvent;
import org.harvestxero.store.copy.DocumentPages;
import org.harvestxero.store.copy.FailedCausePages;
import org.harvestxero.store.copy.FailedCausePages.Wanted;
import org.harvestxero.store.copy.FailedDocumentPages;
import org.harvestxero.store.copy.FailedRow;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable;
import org.jspecify.annotations.Nullable;

/** Shows people the failed copies: page by page with cause and remedy, and one with all that is known of it. */
public final class FailedCopyPages {
    private static final int CAUSES = 200;
    private static final int IDS = 2_000;

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
        return filter.equals(FailedFilter.STANDING)
                ? all
                : all.only(row -> filter.takes(copy(row)) && isPutRight(row, filter.remedy()));
    }

    private static boolean isPutRight(FailedRow row, FailedFilter.@Nullable Remedy remedy) {
        return remedy == null || row.heals().equals(heals(remedy));
    }

    private Pages<FailedRow> failed() {
        FailedDocumentPages pages = store.lists().failed();
        return Pages.read(pages.countFailed(), pages::failed);
    }

    private Pages<FailedRow> discarded() {
        FailedDocumentPages pages = store.lists().failed();
        return Pages.read(pages.countDiscarded(), pages::discarded);
    }

    List<FailedCause> causes(FailedFilter filter, @Nullable FailedCause after, int most) {
        FailedCausePages pages = store.lists().causes();
        Wanted wanted = wanted(filter);
        Long only = filter.causeId();
        List<FailedCausePages.Cause> causes = only != null
                ? pages.cause(only, pages.count(wanted, only))
                : pages.causes(
                        wanted,
                        after == null ? Long.MAX_VALUE : after.documents(),
                        after == null ? 0 : after.id(),
                        most);
        return causes.stream()
                .filter(cause -> cause.documents() > 0)
                .map(cause -> new FailedCause(
                        cause.id(), word(cause.code()), cause.sentence(), cause.remedy(), cause.documents()))
                .toList();
    }

    List<FailedDocument> ofCause(long cause, FailedFilter filter, long after, int most) {
        return store.lists().causes().of(cause, wanted(filter), after, most).stream()
                .map(this::document)
                .toList();
    }

    Set<Long> ids(FailedFilter filter, int most) {
        Wanted wanted = wanted(filter);
        Set<Long> ids = new LinkedHashSet<>();
        Long only = filter.causeId();
        if (only != null) {
            addIds(only, wanted, ids, most);
            return ids;
        }
        List<FailedCause> causes = causes(filter, null, CAUSES);
        while (!causes.isEmpty() && ids.size() < most) {
            causes.forEach(cause -> addIds(cause.id(), wanted, ids, most));
            causes = causes(filter, causes.get(causes.size() - 1), CAUSES);
        }
        return ids;
    }

    private void addIds(long cause, Wanted wanted, Set<Long> ids, int most) {
        long last = 0;
        List<Long> page;
        do {
            page = store.lists().causes().idsOf(cause, wanted, last, Math.min(IDS, most - ids.size()));
            ids.addAll(page);
            last = page.isEmpty() ? last : page.get(page.size() - 1);
        } while (!page.isEmpty() && ids.size() < most);
    }

    long count(FailedFilter filter) {
        Long cause = filter.causeId();
        return cause == null
                ? store.lists().causes().count(wanted(filter))
                : store.lists().causes().count(wanted(filter), cause);
    }

    private static Wanted wanted(FailedFilter filter) {
        DocumentKind kind = filter.kind();
        String cause = filter.cause();
        FailedFilter.Remedy remedy = filter.remedy();
        return new Wanted(
                DocumentPages.failing().stream()
                        .filter(each -> kind == null || CycleReportBuilder.kind(each) == kind)
                        .toList(),
                cause == null ? "" : cause.toUpperCase(Locale.ROOT).replace('-', '_'),
                remedy == null ? "" : heals(remedy),
                filter.failedBefore(),
                filter.client() == null ? "" : filter.client(),
                filter.text() == null ? "" : filter.text());
    }

    private static String heals(FailedFilter.Remedy remedy) {
        return switch (remedy) {
            case HARVEST -> FailureCode.RetryTrigger.BY_SOURCE_CHANGE.name();
            case SETTINGS -> FailureCode.RetryTrigger.BY_SETTINGS.name();
            case DECISION -> FailureCode.RetryTrigger.BY_PERSON.name();
            case ITSELF -> FailureCode.RetryTrigger.BY_RETRY.name();
        };
    }

    private static String word(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Everything known of one; empty when it neither stands failed nor is given up. */
    Optional<FailedDetail> detail(long id) {
        return store.lists().failed().problem(id).map(this::detail);
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
                word(row.code()),
                row.causeId(),
                row.sentence(),
                row.remedy(),
                row.attempts(),
                first,
                row.lastFailedAt() == null ? first : row.lastFailedAt(),
                state);
    }
}
