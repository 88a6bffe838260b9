package org.harvestxero.journal;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.monthend.JournalChange;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.JournalLine;
import org.harvestxero.monthend.JournalMark;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.journal.JournalState;
import org.harvestxero.store.journal.JournalTable;
import org.harvestxero.store.journal.JournalTable.Kept;
import org.harvestxero.xero.XeroManualJournalView;
import org.harvestxero.xero.XeroRequest;

/** Looks which of our journals of a month stand in Xero, and brings the table up to that. */
final class StandingJournals {
    private static final String SEEN = "{}";

    private final ConnectionStore store;
    private final JournalSides sides;

    StandingJournals(ConnectionStore store, JournalSides sides) {
        this.store = store;
        this.sides = sides;
    }

    /**
     * @param currency the organisation's
     * @return what a person should know of it
     */
    List<String> look(YearMonth month, JournalKind kind, String currency, String who) {
        List<String> notes = new ArrayList<>();
        Map<JournalMark, XeroManualJournalView> shown = new HashMap<>();
        for (XeroManualJournalView view : XeroManualJournalView.listIn(
                sides.read(XeroManualJournalView.beginningWith(JournalMark.beginning(kind, month))))) {
            JournalMark.in(view.narration(), kind, month).ifPresent(mark -> {
                XeroManualJournalView other = shown.get(mark);
                if (other != null && other.stands() && view.stands()) {
                    notes.add(mark + " stands in Xero twice: delete or void one of them there.");
                }
                if (other == null || (!other.stands() && view.stands())) {
                    shown.put(mark, view);
                }
            });
        }
        List<Kept> known = store.monthEnd().journal().journals().of(month, kind);
        Set<JournalMark> listed = Set.copyOf(shown.keySet());
        store.inTransaction(() -> {
            for (Kept kept : known) {
                XeroManualJournalView view = shown.remove(kept.mark());
                if (view != null) {
                    met(kept, view, notes);
                }
            }
            shown.forEach((mark, view) -> adopt(mark, view, currency, who, notes));
        });
        known.stream()
                .filter(kept -> kept.progress().state() == JournalState.MADE)
                .filter(kept -> !listed.contains(kept.mark()))
                .forEach(kept -> byId(kept, notes));
        return notes;
    }

    private void met(Kept kept, XeroManualJournalView view, List<String> notes) {
        JournalTable table = store.monthEnd().journal().journals();
        boolean made = kept.progress().state() == JournalState.MADE;
        if (view.stands()) {
            table.made(kept.id(), view.id(), view.status(), null);
            if (!JournalChange.between(store.monthEnd().journal().lines().of(kept.id()), view.lines())
                    .isEmpty()) {
                notes.add(kept.mark() + " was changed by hand in Xero; that is left as it is.");
            }
        } else if (made) {
            table.gone(kept.id(), view.status());
        } else if (kept.progress().state() != JournalState.GONE) {
            table.made(kept.id(), view.id(), view.status(), null);
            table.gone(kept.id(), view.status());
        }
    }

    /** Made from another database, or before this one was restored. */
    private void adopt(JournalMark mark, XeroManualJournalView view, String currency, String who, List<String> notes) {
        JournalTable.Figures figures = new JournalTable.Figures(
                view.date() == null ? mark.month().atEndOfMonth() : view.date(),
                view.status(),
                currency,
                JournalLine.debits(view.lines()),
                BigDecimal.ZERO);
        Kept kept = store.monthEnd()
                .journal()
                .journals()
                .add(mark, figures, SEEN, UUID.randomUUID().toString(), view.id(), who);
        store.monthEnd().journal().lines().add(kept.id(), view.lines());
        if (view.stands()) {
            notes.add(mark + " stands in Xero and was not known here: it counts as it is there.");
        } else {
            store.monthEnd().journal().journals().gone(kept.id(), view.status());
        }
    }

    /** Known as made, and no longer found by its mark. */
    private void byId(Kept kept, List<String> notes) {
        String id = String.valueOf(kept.progress().targetId());
        try {
            boolean stands = XeroManualJournalView.listIn(sides.read(XeroRequest.get("/ManualJournals/" + id))).stream()
                    .anyMatch(XeroManualJournalView::stands);
            if (stands) {
                notes.add(kept.mark() + ": its narration in Xero no longer begins with its mark; put that back.");
                return;
            }
        } catch (RequestRefusedException e) {
            if (e.status() != 404) {
                throw e;
            }
        }
        store.inTransaction(() -> store.monthEnd().journal().journals().gone(kept.id(), "DELETED"));
    }
}
