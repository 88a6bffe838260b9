package org.harvestxero.journal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.harvestxero.api.MonthEnd.Change;
import org.harvestxero.api.MonthEnd.Journal;
import org.harvestxero.api.MonthEnd.Measure;
import org.harvestxero.api.MonthEnd.Tie;
import org.harvestxero.api.MonthEnd.Whole;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.config.agreement.JournalRules.Booking;
import org.harvestxero.monthend.JournalDocument;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.JournalPiece;
import org.harvestxero.monthend.JournalPiece.Amount;
import org.harvestxero.monthend.JournalPiece.Foreign;
import org.harvestxero.monthend.LeftOut;
import org.harvestxero.monthend.LeftOut.Why;
import org.harvestxero.monthend.LeftOutPieces;
import org.harvestxero.monthend.PieceJournal;
import org.harvestxero.monthend.PieceJournal.Balance;
import org.harvestxero.monthend.Work;
import org.harvestxero.store.journal.JournalTable.Kept;
import org.harvestxero.worth.AdvanceFee;
import org.harvestxero.worth.BaseRates;
import org.harvestxero.worth.BaseRates.BaseRate;
import org.harvestxero.worth.BilledAdvances;

/**
 * Deferred income: what was billed in a month before it is earned, and what was earned in it of what was billed so. The balance is what all
 * months up to this one put on the account (ruling 32).
 */
final class DeferredMonth {
    private static final JournalKind KIND = JournalKind.DEFERRED;
    private static final Named NOTHING = new Named(0, "");
    private static final BaseRate ONE = new BaseRate(BigDecimal.ONE, "");

    private final MonthBasis basis;
    private final BilledAdvances advances;
    private final BaseRates rates;
    private final boolean byHours;
    private final List<JournalPiece> pieces = new ArrayList<>();
    private final LeftOutPieces others = new LeftOutPieces();
    private final TreeSet<YearMonth> concerned = new TreeSet<>();
    private BigDecimal balance = BigDecimal.ZERO;

    /** @param byHours whether a fee is earned by the hours used of it, rather than day by day */
    DeferredMonth(MonthBasis basis, BilledAdvances advances, BaseRates rates, boolean byHours) {
        this.basis = basis;
        this.advances = advances;
        this.rates = rates;
        this.byHours = byHours;
    }

    List<Journal> run(Booking booking) {
        List<String> notes = new ArrayList<>(basis.look(KIND));
        advances.billedUntil(basis.lastDay()).stream()
                .filter(fee -> byHours || goesBeyondItsMonth(fee))
                .forEach(this::add);
        JournalAccounts accounts = new JournalAccounts(basis.settings());
        PieceJournal journal = PieceJournal.of(pieces, booking.rules(), Balance.CREDIT, accounts, basis.digits());
        List<LeftOut> leftOut = new ArrayList<>(others.leftOut());
        leftOut.addAll(journal.leftOut());
        Change change = basis.booker()
                .book(List.of(new WantedJournal(
                        KIND,
                        basis.lastDay(),
                        new JournalDocument.Manner(booking.posted(), booking.cashBasis()),
                        journal.lines(),
                        new WantedJournal.Figures(
                                BigDecimal.ZERO,
                                leftOut,
                                accounts.apply(booking.rules().clearing())),
                        (tables, id) -> tables.pieces().add(id, journal.placed()))))
                .get(0);
        Whole whole = new Whole(
                basis.currency(),
                journal.lines(),
                journal.growth(booking.rules().clearing(), Balance.CREDIT),
                BigDecimal.ZERO,
                journal.placed().size());
        return List.of(new Journal(KIND, whole, change, tie(booking, whole, journal, notes), leftOut, notes));
    }

    /** Day by day, what is billed and earned in one month needs no journal. */
    private static boolean goesBeyondItsMonth(AdvanceFee fee) {
        return fee.span().end().isAfter(YearMonth.from(fee.bill().issued()).atEndOfMonth());
    }

    private void add(AdvanceFee fee) {
        Optional<BaseRate> rate = rate(fee);
        if (rate.isEmpty()) {
            leave(
                    fee,
                    JournalPiece.Kind.ADVANCE,
                    Why.NO_CURRENCY_RATE,
                    "no rate of " + fee.amount().currency(),
                    "State one under rates: in journals.yaml.");
            return;
        }
        YearMonth now = basis.request().month();
        YearMonth billed = YearMonth.from(fee.bill().issued());
        for (YearMonth month = billed; !month.isAfter(now); month = month.plusMonths(1)) {
            concerned.add(month);
        }
        if (billed.equals(now)) {
            pieces.add(piece(
                    fee,
                    new JournalPiece.Source(
                            JournalPiece.Kind.ADVANCE,
                            fee.bill().draft(),
                            fee.bill().issued()),
                    fee.amount(),
                    rate.get(),
                    bill(fee) + ", " + fee.rule() + " for " + fee.span().start() + " to "
                            + fee.span().end()));
        }
        BigDecimal open = fee.amount().minus(released(fee, rate.get())).amount();
        balance = balance.add(open.multiply(rate.get().perUnit()));
    }

    /** Books what was earned of it in the month, and gives what was earned of it so far. */
    private Money released(AdvanceFee fee, BaseRate rate) {
        LocalDate last = basis.lastDay();
        Optional<Money> now = earned(fee, last);
        Optional<Money> then = earned(fee, basis.request().month().atDay(1).minusDays(1));
        if (now.isEmpty() || then.isEmpty()) {
            leave(
                    fee,
                    JournalPiece.Kind.RELEASE,
                    Why.NOT_BILLED_YET,
                    "what was used of " + fee.rule() + " of " + fee.client().name()
                            + " is not known, since the period has no bill",
                    "Bill it, then run this month again.");
            return then.orElse(Money.zero(fee.amount().currency()));
        }
        Money earned = now.get().minus(then.get());
        if (!earned.isZero()) {
            pieces.add(piece(
                    fee,
                    new JournalPiece.Source(
                            JournalPiece.Kind.RELEASE, fee.bill().draft(), last),
                    earned.negated(),
                    rate,
                    bill(fee) + ", " + fee.rule() + ": earned " + now.get() + " of " + fee.amount() + " by " + last));
        }
        return now.get();
    }

    private void leave(AdvanceFee fee, JournalPiece.Kind kind, Why why, String words, String remedy) {
        others.add(
                piece(
                        fee,
                        new JournalPiece.Source(kind, fee.bill().draft(), basis.lastDay()),
                        Money.zero(fee.amount().currency()),
                        ONE,
                        words),
                why,
                words,
                remedy);
    }

    private Optional<BaseRate> rate(AdvanceFee fee) {
        Currency currency = fee.amount().currency();
        return currency.equals(basis.money())
                ? Optional.of(ONE)
                : rates.of(currency, fee.bill().issued());
    }

    private Optional<Money> earned(AdvanceFee fee, LocalDate day) {
        return byHours ? fee.earnedByUse(day) : Optional.of(fee.earnedByDays(day));
    }

    private static String bill(AdvanceFee fee) {
        return "bill "
                + (fee.bill().number().isEmpty()
                        ? "(draft " + fee.bill().draft() + ")"
                        : fee.bill().number());
    }

    private static JournalPiece piece(
            AdvanceFee fee, JournalPiece.Source source, Money amount, BaseRate rate, String words) {
        Foreign other = rate == ONE
                ? null
                : new Foreign(amount.amount(), amount.currency().getCurrencyCode(), rate.perUnit(), rate.source());
        return new JournalPiece(
                source,
                new Work(new Work.Person(NOTHING, false, List.of()), fee.client(), NOTHING, new Named(0, fee.rule())),
                new Amount(amount.amount().multiply(rate.perUnit()), BigDecimal.ZERO, other),
                words);
    }

    /** The balance that the journals of all months up to this one leave, against advances less what was earned of them. */
    private Tie tie(Booking booking, Whole whole, PieceJournal journal, List<String> notes) {
        BigDecimal booked = whole.cost();
        TreeSet<YearMonth> known = new TreeSet<>();
        known.add(basis.request().month());
        for (Kept kept : basis.store()
                .monthEnd()
                .journal()
                .journals()
                .until(basis.request().month().minusMonths(1), KIND)) {
            if (kept.progress().state().counts()) {
                known.add(kept.mark().month());
                booked = booked.add(basis.store().monthEnd().journal().lines().of(kept.id()).stream()
                        .filter(line -> line.coding().equals(booking.rules().clearing()))
                        .map(line -> line.amount().negate())
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
            }
        }
        concerned.removeAll(known);
        BigDecimal reported = balance.setScale(basis.digits(), RoundingMode.HALF_UP);
        BigDecimal left = reported.subtract(
                balance.subtract(journal.amountLeftOut()).setScale(basis.digits(), RoundingMode.HALF_UP));
        Tie tie = new Tie(Measure.MONEY, booked, left, reported);
        if (!tie.isTied() && !concerned.isEmpty()) {
            notes.add("Deferred income of " + concerned.first() + " is not booked: run month-end --month "
                    + concerned.first() + " first, and each month after it.");
        }
        return tie;
    }
}
