package org.harvestxero.journal;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.api.MonthEnd.Change;
import org.harvestxero.api.MonthEnd.Document;
import org.harvestxero.api.MonthEnd.Journal;
import org.harvestxero.api.MonthEnd.Measure;
import org.harvestxero.api.MonthEnd.Outcome;
import org.harvestxero.api.MonthEnd.Tie;
import org.harvestxero.api.MonthEnd.Whole;
import org.harvestxero.config.agreement.JournalRules.Booking;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.CostJournal;
import org.harvestxero.monthend.JournalDocument;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.PayVeil;
import org.harvestxero.store.journal.JournalTable.Kept;
import org.harvestxero.store.journal.JournalTables;

/** The labour cost of one month, booked in a journal, or what changed since in another one. */
final class CostMonth {
    private static final JournalKind KIND = JournalKind.COST;

    private final MonthBasis basis;

    CostMonth(MonthBasis basis) {
        this.basis = basis;
    }

    List<Journal> run(Booking booking) {
        List<String> notes = new ArrayList<>(basis.look(KIND));
        MonthEntries read = MonthEntries.read(basis.sides(), basis.request().month());
        notes.addAll(read.unreadable());
        JournalAccounts accounts = new JournalAccounts(basis.settings());
        CostJournal journal =
                CostJournal.of(basis.request().month(), read.entries(), booking.rules(), accounts, basis.digits());
        Change change = basis.booker()
                .book(List.of(new WantedJournal(
                        KIND,
                        basis.lastDay(),
                        new JournalDocument.Manner(booking.posted(), booking.cashBasis()),
                        journal.lines(),
                        new WantedJournal.Figures(
                                journal.hours(),
                                journal.leftOut(),
                                accounts.apply(booking.rules().clearing())),
                        (tables, id) -> tables.sources().add(id, journal.sources()))))
                .get(0);
        Coding clearing = booking.rules().clearing();
        CostPrivacy privacy = CostPrivacy.of(journal);
        CostPrivacy changed = ofChange(privacy, change);
        PayVeil changes = changed.veil(change.lines(), clearing);
        return List.of(new Journal(
                KIND,
                new Whole(
                        basis.currency(),
                        journal.lines(),
                        journal.cost(),
                        journal.hours(),
                        journal.sources().size(),
                        ofWhole(privacy.veil(journal.lines(), clearing), change, changed, changes)),
                change.behind(changes),
                new Tie(Measure.HOURS, journal.hours(), journal.hoursLeftOut(), read.reported()),
                journal.leftOut(),
                notes));
    }

    /**
     * Less what is explained as booked, the month as it is now is the change: where that is one person's, so is the difference. What was
     * booked without its people being known is shown nowhere.
     */
    private static PayVeil ofWhole(PayVeil own, Change change, CostPrivacy changed, PayVeil changes) {
        return change.outcome() == Outcome.MADE || changed.isUnknown() ? own : own.and(changes);
    }

    /** Whose cost differs from what stood before: of everybody at first, of nobody known where it isn't known who was in that. */
    private CostPrivacy ofChange(CostPrivacy now, Change change) {
        JournalTables tables = basis.store().monthEnd().journal();
        Document document = change.document();
        List<Kept> before = tables.journals().of(basis.request().month(), KIND).stream()
                .filter(kept -> kept.progress().state().counts())
                .filter(kept -> document == null || !kept.mark().toString().equals(document.mark()))
                .toList();
        if (before.isEmpty()) {
            return now;
        }
        CostPrivacy earlier = CostPrivacy.kept(
                tables.sources().of(before.get(before.size() - 1).id()));
        return earlier.isUnknown() ? earlier : now.since(earlier);
    }
}
