package org.harvestxero.journal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.Origin;
import org.harvestxero.monthend.JournalPiece;
import org.harvestxero.monthend.JournalPiece.Foreign;
import org.harvestxero.monthend.LeftOut.Why;
import org.harvestxero.monthend.LeftOutPieces;
import org.harvestxero.monthend.Work;
import org.harvestxero.worth.UnbilledPiece;
import org.harvestxero.worth.UnbilledWork;
import org.harvestxero.worth.Worth;
import org.harvestxero.worth.Worth.Basis;
import org.harvestxero.worth.Worth.InBase;

/** Makes pieces of a journal of unbilled work; what has no amount yet is left out with the reason. */
final class WorthPieces {
    private static final Named NOBODY = new Named(0, "");

    private final boolean harvestPrices;
    private final List<JournalPiece> pieces = new ArrayList<>();
    private final LeftOutPieces others = new LeftOutPieces();

    private WorthPieces(boolean harvestPrices) {
        this.harvestPrices = harvestPrices;
    }

    /** @param harvestPrices whether Harvest's own rates count where there is no agreement */
    static WorthPieces of(UnbilledWork unbilled, boolean harvestPrices) {
        WorthPieces made = new WorthPieces(harvestPrices);
        unbilled.pieces().forEach(made::add);
        return made;
    }

    private void add(UnbilledPiece piece) {
        Worth worth = piece.worth();
        Money agreed = worth.agreed();
        InBase base = worth.base();
        if (worth.basis() == Basis.NONE) {
            return;
        }
        if (agreed == null) {
            leave(piece, Why.NO_PRICE, worth.words(), "Put that right in Harvest or in the agreement.");
        } else if (worth.basis() == Basis.HARVEST && !harvestPrices) {
            leave(
                    piece,
                    Why.NO_PRICE,
                    "no agreement with " + piece.client().name(),
                    "Write one, or set withoutAgreement: harvest in journals.yaml.");
        } else if (base == null) {
            leave(
                    piece,
                    Why.NO_CURRENCY_RATE,
                    "no rate of " + agreed.currency(),
                    "State one under rates: in journals.yaml.");
        } else if (!agreed.isZero()) {
            boolean own =
                    base.rate().compareTo(BigDecimal.ONE) == 0 && base.amount().compareTo(agreed.amount()) == 0;
            Foreign other = own
                    ? null
                    : new Foreign(agreed.amount(), agreed.currency().getCurrencyCode(), base.rate(), base.source());
            pieces.add(piece(piece, new JournalPiece.Amount(base.amount(), hours(piece), other), worth.words()));
        }
    }

    private void leave(UnbilledPiece piece, Why why, String words, String remedy) {
        others.add(
                piece(piece, new JournalPiece.Amount(BigDecimal.ZERO, hours(piece), null), words), why, words, remedy);
    }

    private static BigDecimal hours(UnbilledPiece piece) {
        return piece.hours().toBigDecimal();
    }

    private static JournalPiece piece(UnbilledPiece piece, JournalPiece.Amount amount, String words) {
        return new JournalPiece(
                new JournalPiece.Source(
                        switch (piece.item().kind()) {
                            case TIME_ENTRY -> JournalPiece.Kind.TIME_ENTRY;
                            case EXPENSE -> JournalPiece.Kind.EXPENSE;
                            case FEE -> JournalPiece.Kind.FEE;
                        },
                        piece.item().id(),
                        piece.item().day()),
                work(piece),
                amount,
                words);
    }

    private static Work work(UnbilledPiece piece) {
        Origin origin = piece.origin();
        return origin == null
                ? new Work(new Work.Person(NOBODY, false, List.of()), piece.client(), NOBODY, NOBODY)
                : new Work(
                        new Work.Person(origin.person(), false, origin.roles()),
                        piece.client(),
                        piece.project(),
                        origin.kind());
    }

    List<JournalPiece> pieces() {
        return List.copyOf(pieces);
    }

    LeftOutPieces others() {
        return others;
    }
}
