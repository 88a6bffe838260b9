package org.harvestxero.journal;

import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.api.MonthEnd.Journal;
import org.harvestxero.api.MonthEnd.Outcome;
import org.harvestxero.billing.Counted;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.monthend.LeftOut;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;

/** Keeps what is missing from a month's journals as something a person is told of, until a run finds nothing missing. */
final class MonthTask {
    /** Beyond what bills are filed under, below zero, so that it is no draft's. */
    private static final long MONTHS = -2_000_000_000_000L;

    private static final int MOST_WORDS = 900;
    private static final int YEAR = 100;

    private final ConnectionStore store;
    private final OwnRefusalRecorder refusals;
    private final Clock clock;

    MonthTask(ConnectionStore store, OwnRefusalRecorder refusals, Clock clock) {
        this.store = store;
        this.refusals = refusals;
        this.clock = clock;
    }

    private static long idOf(YearMonth month) {
        return MONTHS - (long) month.getYear() * YEAR - month.getMonthValue();
    }

    /** Tells what is missing. One that stands is told again only in other words. */
    void tell(YearMonth month, List<Journal> journals) {
        List<String> words = new ArrayList<>();
        for (Journal journal : journals) {
            missing(journal, words);
        }
        String all = String.join("; ", words);
        long id = idOf(month);
        Revision revision = store.outbox().openOf(Kind.DRAFT, id).stream()
                .map(Row::revision)
                .findFirst()
                .orElseGet(() -> Revision.of(RevisionKind.PLAIN, clock.millis()));
        refusals.refuse(
                Kind.DRAFT,
                id,
                "month-end " + month,
                revision,
                Problem.of(FailureCode.MONTH_NOT_WHOLE, month.toString())
                        .with("words", all.length() > MOST_WORDS ? all.substring(0, MOST_WORDS - 1) + "…" : all));
    }

    private static void missing(Journal journal, List<String> words) {
        String title = journal.kind().title();
        for (LeftOut left : journal.leftOut()) {
            words.add(title + " without " + Counted.of(left.entries().size(), "entry", "entries") + " (" + left.words()
                    + ")");
        }
        Outcome outcome = journal.change().outcome();
        String message = journal.change().message();
        if (message != null && (outcome == Outcome.FAILED || outcome == Outcome.UNCLEAR || outcome == Outcome.HELD)) {
            words.add(title + ": " + message);
        }
        if (!journal.tie().isTied()) {
            words.add(title + " does not tie with its report");
        }
    }

    /** Nothing is missing any more. */
    void settle(YearMonth month) {
        long id = idOf(month);
        if (!store.outbox().openOf(Kind.DRAFT, id).isEmpty()) {
            store.inTransaction(() -> store.outboxPlanner().supersede(Kind.DRAFT, id));
        }
    }
}
