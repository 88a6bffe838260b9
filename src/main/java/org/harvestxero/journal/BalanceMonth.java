package org.harvestxero.journal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.MonthEnd.Change;
import org.harvestxero.api.MonthEnd.Journal;
import org.harvestxero.api.MonthEnd.Measure;
import org.harvestxero.api.MonthEnd.Tie;
import org.harvestxero.api.MonthEnd.Whole;
import org.harvestxero.config.agreement.JournalRules.Booking;
import org.harvestxero.monthend.CodingRefusal;
import org.harvestxero.monthend.JournalDocument;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.JournalLine;
import org.harvestxero.monthend.JournalPiece;
import org.harvestxero.monthend.LeftOut;
import org.harvestxero.monthend.LeftOutPieces;
import org.harvestxero.monthend.PieceJournal;
import org.harvestxero.monthend.PieceJournal.Balance;

/** Books what stands on an account of the balance sheet at a month's end, and takes it back on the day after. */
final class BalanceMonth {
    private final MonthBasis basis;
    private final JournalKind kind;
    private final Balance balance;

    BalanceMonth(MonthBasis basis, JournalKind kind, Balance balance) {
        this.basis = basis;
        this.kind = kind;
        this.balance = balance;
    }

    /**
     * What a month consists of.
     *
     * @param others what is left out before any rule is asked
     * @param total what the report that it has to agree with comes to, in the organisation's currency; exact
     */
    record Found(List<JournalPiece> pieces, LeftOutPieces others, BigDecimal total, List<String> notes) {}

    List<Journal> run(Booking booking, Found found) {
        JournalAccounts accounts = new JournalAccounts(basis.settings());
        PieceJournal journal = PieceJournal.of(found.pieces(), booking.rules(), balance, accounts, basis.digits());
        List<LeftOut> leftOut = new ArrayList<>(found.others().leftOut());
        leftOut.addAll(journal.leftOut());
        Optional<CodingRefusal> closed = accounts.apply(booking.rules().clearing());
        JournalKind reversal = kind.reversal().orElseThrow();
        List<JournalLine> back = PieceJournal.mirrored(journal.lines());
        JournalDocument.Manner manner = new JournalDocument.Manner(booking.posted(), booking.cashBasis());
        WantedJournal.Sources sources = (tables, id) -> tables.pieces().add(id, journal.placed());
        List<Change> changes = basis.booker()
                .book(List.of(
                        new WantedJournal(
                                kind,
                                basis.lastDay(),
                                manner,
                                journal.lines(),
                                new WantedJournal.Figures(journal.hours(), leftOut, closed),
                                sources),
                        new WantedJournal(
                                reversal,
                                basis.lastDay().plusDays(1),
                                manner,
                                back,
                                new WantedJournal.Figures(journal.hours(), List.of(), closed),
                                sources)));
        BigDecimal amount = journal.growth(booking.rules().clearing(), balance);
        BigDecimal total = rounded(found.total());
        BigDecimal left = total.subtract(rounded(found.total().subtract(journal.amountLeftOut())));
        Tie tie = new Tie(Measure.MONEY, amount, left, total);
        return List.of(
                journal(kind, journal.lines(), amount, journal, changes.get(0), tie, leftOut, found.notes()),
                journal(reversal, back, amount, journal, changes.get(1), tie, List.of(), List.of()));
    }

    private BigDecimal rounded(BigDecimal exact) {
        return exact.setScale(basis.digits(), RoundingMode.HALF_UP);
    }

    private Journal journal(
            JournalKind of,
            List<JournalLine> lines,
            BigDecimal amount,
            PieceJournal journal,
            Change change,
            Tie tie,
            List<LeftOut> leftOut,
            List<String> notes) {
        return new Journal(
                of,
                new Whole(
                        basis.currency(),
                        lines,
                        amount,
                        journal.hours(),
                        journal.placed().size()),
                change,
                tie,
                leftOut,
                notes);
    }
}
