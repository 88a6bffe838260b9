package org.harvestxero.journal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.MonthEnd.Journal;
import org.harvestxero.billing.Named;
import org.harvestxero.config.agreement.JournalRules.Booking;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestExpenseReader;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.mapping.expense.SourceExpense;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.JournalPiece;
import org.harvestxero.monthend.JournalPiece.Amount;
import org.harvestxero.monthend.JournalPiece.Foreign;
import org.harvestxero.monthend.LeftOut.Why;
import org.harvestxero.monthend.LeftOutPieces;
import org.harvestxero.monthend.PieceJournal.Balance;
import org.harvestxero.monthend.Work;
import org.harvestxero.worth.BaseRates;
import org.harvestxero.worth.BaseRates.BaseRate;
import org.jspecify.annotations.Nullable;

/** What people spent up to a month's end that no bill in Xero has by then, and its reversal on the day after. */
final class ExpensesMonth {
    private static final BaseRate ONE = new BaseRate(BigDecimal.ONE, "");
    private static final int DAYS_AT_ONCE = 31;

    private final MonthBasis basis;
    private final BaseRates rates;
    private final @Nullable LocalDate since;
    private final List<JournalPiece> pieces = new ArrayList<>();
    private final LeftOutPieces others = new LeftOutPieces();
    private final Map<String, Optional<BaseRate>> known = new HashMap<>();
    private BigDecimal total = BigDecimal.ZERO;

    /** @param since first day of expenses that are copied to Xero; null where none is */
    ExpensesMonth(MonthBasis basis, BaseRates rates, @Nullable LocalDate since) {
        this.basis = basis;
        this.rates = rates;
        this.since = since;
    }

    List<Journal> run(Booking booking) {
        List<String> notes = new ArrayList<>(basis.look(JournalKind.EXPENSES));
        notes.addAll(basis.look(JournalKind.EXPENSES_REVERSAL));
        if (since == null) {
            notes.add(
                    "Expenses are not copied to Xero (expenses.as), so which of them stand in bills is not known and none is"
                            + " booked.");
        } else {
            Map<Long, SourceExpense> spent = read(since, notes);
            Set<Long> inBills = new BilledExpenses(basis.store()).of(spent.keySet(), basis.lastDay());
            spent.values().stream()
                    .filter(expense -> !inBills.contains(expense.id()))
                    .forEach(expense -> add(expense, booking.rules().approvedOnly()));
        }
        return new BalanceMonth(basis, JournalKind.EXPENSES, Balance.CREDIT)
                .run(booking, new BalanceMonth.Found(pieces, others, total, notes));
    }

    private Map<Long, SourceExpense> read(LocalDate first, List<String> notes) {
        Map<Long, SourceExpense> spent = new LinkedHashMap<>();
        for (HarvestListRequest list :
                HarvestListRequest.of("/expenses").between(first, basis.lastDay(), DAYS_AT_ONCE)) {
            for (HarvestElement element : basis.sides().harvest(list)) {
                try {
                    SourceExpense expense = HarvestExpenseReader.expense(element);
                    spent.put(expense.id(), expense);
                } catch (HarvestUnreadableException e) {
                    notes.add("Expense " + element.label() + " can't be read and is not in the journal: "
                            + e.getMessage() + ".");
                }
            }
        }
        return spent;
    }

    private void add(SourceExpense expense, boolean approvedOnly) {
        Optional<BaseRate> rate = rate(expense);
        if (approvedOnly && !expense.standing().approved()) {
            leave(expense, Why.NOT_APPROVED, "not approved", "Approve them in Harvest.");
        } else if (rate.isEmpty()) {
            leave(
                    expense,
                    Why.NO_CURRENCY_RATE,
                    "no rate of " + expense.work().currency(),
                    "State one under rates: in journals.yaml.");
        } else {
            BigDecimal amount = expense.spent().cost().multiply(rate.get().perUnit());
            total = total.add(amount);
            Foreign other = rate.get() == ONE
                    ? null
                    : new Foreign(
                            expense.spent().cost(),
                            String.valueOf(expense.work().currency()),
                            rate.get().perUnit(),
                            rate.get().source());
            pieces.add(piece(expense, new Amount(amount, BigDecimal.ZERO, other)));
        }
    }

    private Optional<BaseRate> rate(SourceExpense expense) {
        String code = expense.work().currency();
        if (code == null || code.equals(basis.currency())) {
            return Optional.of(ONE);
        }
        return known.computeIfAbsent(code, each -> currency(each).flatMap(of -> rates.of(of, basis.lastDay())));
    }

    private static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void leave(SourceExpense expense, Why why, String words, String remedy) {
        others.add(piece(expense, new Amount(BigDecimal.ZERO, BigDecimal.ZERO, null)), why, words, remedy);
    }

    private static JournalPiece piece(SourceExpense expense, Amount amount) {
        return new JournalPiece(
                new JournalPiece.Source(JournalPiece.Kind.EXPENSE, expense.id(), expense.day()),
                new Work(
                        new Work.Person(
                                new Named(
                                        expense.person().id(), expense.person().name()),
                                false,
                                List.of()),
                        new Named(expense.work().clientId(), expense.work().clientName()),
                        new Named(
                                expense.work().project().id(),
                                expense.work().project().name()),
                        new Named(expense.category().id(), expense.category().name())),
                amount,
                "spent, and on no bill in Xero");
    }
}
