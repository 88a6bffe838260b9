package org.harvestxero.journal;

import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.JournalMark;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.journal.JournalState;
import org.harvestxero.store.journal.JournalTable.Kept;
import org.jspecify.annotations.Nullable;

/** Sees to journals of a month that are recorded and not settled: each in its turn, a reversal never before what it takes back. */
final class OpenJournals {
    private final ConnectionStore store;
    private final JournalSender sender;
    private final YearMonth month;

    OpenJournals(ConnectionStore store, JournalSender sender, YearMonth month) {
        this.store = store;
        this.sender = sender;
        this.month = month;
    }

    /**
     * Sends them.
     *
     * @param kinds in the order in which they are sent
     * @return by kind the first of which is still not known what became of it
     */
    Map<JournalKind, Kept> settle(List<JournalKind> kinds) {
        Map<JournalKind, Kept> unclear = new EnumMap<>(JournalKind.class);
        @Nullable JournalKind before = null;
        for (JournalKind kind : kinds) {
            for (Kept kept : store.monthEnd().journal().journals().of(month, kind)) {
                if (isOpen(kept)) {
                    Kept now = send(kept, before);
                    if (isOpen(now)) {
                        unclear.putIfAbsent(kind, now);
                    }
                }
            }
            before = kind;
        }
        return unclear;
    }

    private static boolean isOpen(Kept kept) {
        return kept.progress().state() == JournalState.PLANNED
                || kept.progress().state() == JournalState.SENDING;
    }

    private Kept send(Kept kept, @Nullable JournalKind before) {
        Optional<Kept> first = before == null || kept.progress().state() == JournalState.SENDING
                ? Optional.empty()
                : store.monthEnd()
                        .journal()
                        .journals()
                        .find(new JournalMark(before, month, kept.mark().version()));
        return first.filter(other -> isOpen(other) || other.progress().state() == JournalState.FAILED)
                .map(other -> after(other, kept))
                .orElseGet(() -> sender.send(kept));
    }

    /** One that belongs after another which does not stand: it waits, or is over with it. */
    Kept after(Kept first, Kept kept) {
        if (first.progress().state() == JournalState.FAILED) {
            store.inTransaction(() -> store.monthEnd()
                    .journal()
                    .journals()
                    .failed(kept.id(), first.mark() + " was refused, which it would have taken back"));
        }
        return store.monthEnd().journal().journals().get(kept.mark());
    }
}
