package org.harvestxero.copy.failure;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.CauseTable.Reason;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.Revision;
import org.jspecify.annotations.Nullable;

/** Records what our own rules refuse or report of a document: it becomes a failed copy beside those Xero refused. */
public final class OwnRefusalRecorder {
    private final ConnectionStore store;
    private final Clock clock;

    public OwnRefusalRecorder(ConnectionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public void refuse(Kind kind, long sourceId, @Nullable String number, Revision revision, Problem problem) {
        refuse(kind, sourceId, number, null, null, revision, List.of(problem));
    }

    /** @param problems at least one; the first is the cause, the others are told along with it */
    public void refuse(
            Kind kind,
            long sourceId,
            @Nullable String number,
            @Nullable String currency,
            @Nullable BigDecimal total,
            Revision revision,
            List<Problem> problems) {
        refuse(new Subject(kind, sourceId, sourceId), number, currency, total, revision, problems);
    }

    /**
     * Of a payment that can't be kept: its invoice is all that is known of it.
     *
     * @param payment its id; 0 where it has none
     */
    public void refusePayment(
            long payment,
            long invoice,
            @Nullable String number,
            @Nullable String currency,
            Revision revision,
            Problem problem) {
        refuse(new Subject(Kind.PAYMENT, payment, invoice), number, currency, null, revision, List.of(problem));
    }

    private record Subject(Kind kind, long sourceId, long group) {}

    private void refuse(
            Subject subject,
            @Nullable String number,
            @Nullable String currency,
            @Nullable BigDecimal total,
            Revision revision,
            List<Problem> problems) {
        Instant now = clock.instant();
        Kind kind = subject.kind();
        long sourceId = subject.sourceId();
        Problem first = problems.get(0);
        FailureCode.RetryTrigger heals = first.code().heals();
        String words = String.join(" ", problems.stream().map(Problem::sentence).toList());
        CopyEventLog.refused(kind, sourceId, number, first, words);
        store.inTransaction(() -> {
            Reason reason = store.causes().reason(first, now);
            int attempts = store.outbox().openOf(kind, sourceId).stream()
                    .mapToInt(row -> row.attempts())
                    .max()
                    .orElse(0);
            store.outboxVerdicts()
                    .refuse(
                            new Intent(
                                    kind,
                                    sourceId,
                                    revision,
                                    Action.CREATE,
                                    subject.group(),
                                    "0",
                                    null,
                                    "",
                                    null,
                                    number,
                                    currency,
                                    total,
                                    null),
                            reason,
                            words,
                            Backoff.ofFailed(heals, attempts + 1, now));
        });
    }
}
