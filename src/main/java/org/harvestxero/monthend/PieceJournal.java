package org.harvestxero.monthend;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.harvestxero.monthend.LeftOut.Why;

/**
 * Pieces of a month, each where the rules book it, against one account of the balance sheet.
 *
 * @param lines debits by account and tracking, then credits; their sum is zero
 * @param placed the pieces that are in it, with where they go, by day, kind and id
 * @param leftOut the others, by reason
 * @param amountLeftOut what those would have added to the account of the balance sheet; exact
 */
public record PieceJournal(
        List<JournalLine> lines, List<Placed> placed, List<LeftOut> leftOut, BigDecimal amountLeftOut) {
    private static final Comparator<JournalPiece> ORDER = Comparator.comparing(
                    (JournalPiece piece) -> piece.source().day())
            .thenComparing(piece -> piece.source().kind())
            .thenComparing(piece -> piece.source().id());

    public PieceJournal {
        lines = List.copyOf(lines);
        placed = List.copyOf(placed);
        leftOut = List.copyOf(leftOut);
    }

    /** A piece and where the rules book it. */
    public record Placed(JournalPiece piece, Coding coding) {}

    /** Which side the account of the balance sheet is on while amounts are above zero. */
    public enum Balance {
        /** An asset grows: sales are credited. */
        DEBIT,
        /** A liability grows. */
        CREDIT
    }

    /**
     * @param rules whose clearing account is that of the balance sheet
     * @param refusal why nothing may be booked there; empty when it may
     * @param digits of the organisation's currency
     */
    public static PieceJournal of(
            Collection<JournalPiece> pieces,
            CostRules rules,
            Balance balance,
            Function<Coding, Optional<CodingRefusal>> refusal,
            int digits) {
        LeftOutPieces others = new LeftOutPieces();
        List<Placed> placed = new ArrayList<>();
        pieces.stream().sorted(ORDER).forEach(piece -> {
            Optional<Coding> coding = rules.coding(piece.work());
            if (coding.isEmpty()) {
                others.add(
                        piece,
                        Why.NO_RULE,
                        "no rule takes " + subject(piece.work()),
                        "Add a rule, or usual: with an account, in journals.yaml.");
                return;
            }
            refusal.apply(coding.get())
                    .ifPresentOrElse(
                            why -> others.add(piece, Why.REFUSED_CODING, why.words(), why.remedy()),
                            () -> placed.add(new Placed(piece, coding.get())));
        });
        return new PieceJournal(
                lines(placed, rules.clearing(), balance, digits), placed, others.leftOut(), others.amount());
    }

    private static String subject(Work work) {
        return work.project().name().isEmpty()
                ? "fees of " + work.client().name()
                : work.project().name();
    }

    private static List<JournalLine> lines(List<Placed> placed, Coding against, Balance balance, int digits) {
        Map<Coding, BigDecimal> exact = new HashMap<>();
        placed.forEach(each -> exact.merge(each.coding(), each.piece().amount().exact(), BigDecimal::add));
        List<JournalLine> lines = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Coding, BigDecimal> share : Shares.rounded(exact, digits).entrySet()) {
            lines.add(new JournalLine(
                    share.getKey(), balance == Balance.DEBIT ? share.getValue().negate() : share.getValue()));
            sum = sum.add(share.getValue());
        }
        lines.add(new JournalLine(against, balance == Balance.DEBIT ? sum : sum.negate()));
        return JournalChange.between(List.of(), lines);
    }

    /** What the account of the balance sheet grows by; below zero where it shrinks. */
    public BigDecimal growth(Coding against, Balance balance) {
        BigDecimal sum = lines.stream()
                .filter(line -> line.coding().equals(against))
                .map(JournalLine::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return balance == Balance.DEBIT ? sum : sum.negate();
    }

    public BigDecimal hours() {
        return placed.stream().map(each -> each.piece().amount().hours()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The same with debits and credits exchanged. */
    public static List<JournalLine> mirrored(List<JournalLine> lines) {
        return JournalChange.between(lines, List.of());
    }
}
