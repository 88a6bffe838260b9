package org.harvestxero.copying;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.harvestxero.ledger.Action;
import org.harvestxero.ledger.Causes.Reason;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.Outbox.Intent;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.Problem;
import org.jspecify.annotations.Nullable;

/** Turns a document that our own rules refuse into a failed copy beside those Xero refused. */
public final class Refusals {
    private final String connection;
    private final Ledger ledger;
    private final Clock clock;

    public Refusals(String connection, Ledger ledger, Clock clock) {
        this.connection = connection;
        this.ledger = ledger;
        this.clock = clock;
    }

    public void refuse(Kind kind, long sourceId, @Nullable String number, String revision, Problem problem) {
        refuse(kind, sourceId, number, null, null, revision, List.of(problem));
    }

    /** @param problems at least one; the first is the cause, the others are told along with it */
    public void refuse(
            Kind kind,
            long sourceId,
            @Nullable String number,
            @Nullable String currency,
            @Nullable BigDecimal total,
            String revision,
            List<Problem> problems) {
        Instant now = clock.instant();
        Problem first = problems.get(0);
        CauseCode.Heals heals = first.code().heals();
        String words = String.join(" ", problems.stream().map(Problem::sentence).toList());
        Events.refused(kind, sourceId, number, first, words);
        ledger.inTransaction(() -> {
            Reason reason = ledger.causes().reason(connection, first, now);
            int attempts = ledger.outbox().openOf(connection, kind, sourceId).stream()
                    .mapToInt(row -> row.attempts())
                    .max()
                    .orElse(0);
            ledger.outbox()
                    .refuse(
                            connection,
                            new Intent(
                                    kind,
                                    sourceId,
                                    revision,
                                    Action.CREATE,
                                    sourceId,
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
