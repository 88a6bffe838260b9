package org.harvestxero.journal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.api.MonthEnd.Journal;
import org.harvestxero.config.agreement.JournalRules.Booking;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.PieceJournal.Balance;
import org.harvestxero.worth.AgreedPrices;
import org.harvestxero.worth.UnbilledWork;
import org.harvestxero.worth.Worth.Basis;
import org.harvestxero.worth.Worth.InBase;

/** Accrued income: approved work that is not billed at a month's end, at agreed prices, and its reversal on the day after (ruling 32). */
final class AccruedMonth {
    private final MonthBasis basis;
    private final AgreedPrices prices;

    AccruedMonth(MonthBasis basis, AgreedPrices prices) {
        this.basis = basis;
        this.prices = prices;
    }

    /** @param harvestPrices whether Harvest's own rates count where there is no agreement */
    List<Journal> run(Booking booking, boolean harvestPrices) {
        List<String> notes = new ArrayList<>(basis.look(JournalKind.ACCRUED));
        notes.addAll(basis.look(JournalKind.ACCRUED_REVERSAL));
        UnbilledWork unbilled = prices.unbilledAt(basis.lastDay());
        notes.addAll(unbilled.notes());
        WorthPieces pieces = WorthPieces.of(unbilled, harvestPrices);
        return new BalanceMonth(basis, JournalKind.ACCRUED, Balance.DEBIT)
                .run(
                        booking,
                        new BalanceMonth.Found(
                                pieces.pieces(), pieces.others(), total(unbilled, harvestPrices), notes));
    }

    /** What the report of unbilled work comes to. */
    private static BigDecimal total(UnbilledWork unbilled, boolean harvestPrices) {
        BigDecimal total = BigDecimal.ZERO;
        for (var piece : unbilled.pieces()) {
            InBase base = piece.worth().base();
            if (base != null && (harvestPrices || piece.worth().basis() != Basis.HARVEST)) {
                total = total.add(base.amount());
            }
        }
        return total;
    }
}
