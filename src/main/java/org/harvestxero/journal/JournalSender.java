package org.harvestxero.journal;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.RequestNotSentException;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.monthend.JournalLine;
import org.harvestxero.monthend.JournalMark;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.journal.JournalState;
import org.harvestxero.store.journal.JournalTable.Kept;
import org.harvestxero.store.journal.JournalTable.Progress;
import org.harvestxero.xero.ElementVerdict;
import org.harvestxero.xero.XeroManualJournalView;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/**
 * Has Xero make one journal that is recorded. Its mark was looked for just before: whoever calls this knows that Xero did not show it.
 */
final class JournalSender {
    /** After so long an answer that was lost will not take effect any more, and its idempotency key is forgotten. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ConnectionStore store;
    private final JournalSides sides;
    private final Clock clock;

    JournalSender(ConnectionStore store, JournalSides sides, Clock clock) {
        this.store = store;
        this.sides = sides;
        this.clock = clock;
    }

    /**
     * @return the journal as it is recorded then
     * @throws RequestNotSentException when Xero was certainly not asked, which is recorded
     */
    Kept send(Kept kept) {
        Progress progress = kept.progress();
        Instant asked = progress.askedAt();
        boolean repeat = progress.state() == JournalState.SENDING;
        if (repeat && asked != null && clock.instant().isBefore(asked.plus(PATIENCE))) {
            return kept;
        }
        String key = repeat ? UUID.randomUUID().toString() : progress.requestKey();
        boolean[] claimed = new boolean[1];
        store.decide(() -> claimed[0] = store.monthEnd().journal().journals().claim(kept.id(), key));
        if (claimed[0]) {
            ask(kept, key);
        }
        return store.monthEnd().journal().journals().get(kept.mark());
    }

    private void ask(Kept kept, String key) {
        try {
            XeroResponse answer = sides.write(XeroManualJournalView.create(kept.content(), key));
            record(kept, XeroManualJournalView.verdict(answer));
        } catch (RequestNotSentException e) {
            store.inTransaction(
                    () -> store.monthEnd().journal().journals().waits(kept.id(), String.valueOf(e.getMessage())));
            throw e;
        } catch (RequestRefusedException e) {
            store.inTransaction(() -> store.monthEnd().journal().journals().failed(kept.id(), e.words()));
        } catch (OutcomeUnknownException e) {
            unknown(kept, e);
        }
    }

    private void record(Kept kept, ElementVerdict verdict) {
        if (verdict instanceof ElementVerdict.Rejected rejected) {
            store.inTransaction(() ->
                    store.monthEnd().journal().journals().failed(kept.id(), String.join("; ", rejected.messages())));
        } else if (verdict instanceof ElementVerdict.Accepted accepted) {
            XeroManualJournalView view = XeroManualJournalView.of(accepted.element());
            store.inTransaction(() -> store.monthEnd()
                    .journal()
                    .journals()
                    .made(kept.id(), view.id(), view.status(), difference(kept, view)));
        }
    }

    private static @Nullable String difference(Kept kept, XeroManualJournalView view) {
        BigDecimal total = JournalLine.debits(view.lines());
        if (total.compareTo(kept.figures().total()) != 0) {
            return kept.mark().kind().isPay()
                    ? "Xero booked another total than it was asked for: compare the lines there."
                    : "Xero booked " + total.toPlainString() + " "
                            + kept.figures().currency() + ", not "
                            + kept.figures().total().toPlainString() + " "
                            + kept.figures().currency()
                            + ": compare the lines there.";
        }
        return view.status().equals(kept.figures().status())
                ? null
                : "Xero made it " + view.status() + ", not " + kept.figures().status()
                        + ": whoever connected may not post journals. Post it in Xero.";
    }

    /** A lost answer: whether it took effect is looked up at once, and by the next run where Xero does not show it yet. */
    private void unknown(Kept kept, OutcomeUnknownException lost) {
        String message = String.valueOf(lost.getMessage());
        if (lost.neverSent()) {
            store.inTransaction(() -> store.monthEnd().journal().journals().waits(kept.id(), message));
            throw lost;
        }
        store.inTransaction(() -> store.monthEnd().journal().journals().unclear(kept.id(), message));
        XeroManualJournalView.listIn(sides.read(
                        XeroManualJournalView.beginningWith(kept.mark().toString())))
                .stream()
                .filter(view -> JournalMark.in(
                                view.narration(),
                                kept.mark().kind(),
                                kept.mark().month())
                        .filter(kept.mark()::equals)
                        .isPresent())
                .findFirst()
                .ifPresent(view -> store.inTransaction(() -> store.monthEnd()
                        .journal()
                        .journals()
                        .made(kept.id(), view.id(), view.status(), difference(kept, view))));
    }
}
