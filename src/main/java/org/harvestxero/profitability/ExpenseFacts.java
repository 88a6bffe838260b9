package org.harvestxero.profitability;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.harvestxero.billing.Named;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestExpenseReader;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.mapping.expense.SourceExpense;
import org.harvestxero.profit.Fact;
import org.harvestxero.profit.InvoicedWork;
import org.harvestxero.profit.Subject;

/** Expenses that no client is charged, as facts of their project. */
final class ExpenseFacts {
    private final YearMonth month;
    private final int digits;
    private final Function<String, Optional<BigDecimal>> rate;
    private final Map<Long, Subject.Person> people;
    private final List<String> notes;

    /**
     * @param rate units of a currency for one of the company's; empty where none is known
     * @param people with their roles, by id
     * @param notes gets what a person should know
     */
    ExpenseFacts(
            YearMonth month,
            int digits,
            Function<String, Optional<BigDecimal>> rate,
            Map<Long, Subject.Person> people,
            List<String> notes) {
        this.month = month;
        this.digits = digits;
        this.rate = rate;
        this.people = people;
        this.notes = notes;
    }

    List<Fact> of(List<HarvestElement> elements) {
        List<Fact> facts = new ArrayList<>();
        for (HarvestElement element : elements) {
            try {
                SourceExpense expense = HarvestExpenseReader.expense(element);
                if (!expense.standing().billable()
                        && YearMonth.from(expense.day()).equals(month)) {
                    take(expense, facts);
                }
            } catch (HarvestUnreadableException e) {
                notes.add("Expense " + element.idOrZero() + " can't be read and is not in it: " + e.getMessage() + ".");
            }
        }
        return facts;
    }

    /** Those that Harvest shows on its invoices, at what they cost. One that can't be read is told of with the others. */
    static List<InvoicedWork> invoiced(List<HarvestElement> elements, Map<Long, Subject.Person> people) {
        List<InvoicedWork> works = new ArrayList<>();
        for (HarvestElement element : elements) {
            Long invoice = HarvestExpenseReader.billed(element).invoice();
            if (invoice == null) {
                continue;
            }
            try {
                SourceExpense expense = HarvestExpenseReader.expense(element);
                works.add(new InvoicedWork(
                        invoice,
                        new Named(
                                expense.work().project().id(),
                                expense.work().project().name()),
                        person(expense, people),
                        Subject.NOBODY,
                        expense.spent().cost()));
            } catch (HarvestUnreadableException e) {
                // told of where its facts are made; without it the invoice's worth is not what its lines come to, and
                // stays unknown
                works.add(new InvoicedWork(invoice, Subject.NOBODY, Subject.Person.NOBODY, Subject.NOBODY, null));
            }
        }
        return works;
    }

    private static Subject.Person person(SourceExpense expense, Map<Long, Subject.Person> people) {
        return people.getOrDefault(
                expense.person().id(),
                new Subject.Person(
                        new Named(expense.person().id(), expense.person().name()), ""));
    }

    private void take(SourceExpense expense, List<Fact> facts) {
        String currency = expense.work().currency();
        Optional<BigDecimal> of = currency == null ? Optional.of(BigDecimal.ONE) : rate.apply(currency);
        if (of.isEmpty()) {
            notes.add("Expense " + expense.id() + " in " + currency
                    + " is not in it: no invoice of that currency says its rate.");
            return;
        }
        BigDecimal amount = expense.spent().cost().divide(of.get(), digits, RoundingMode.HALF_UP);
        facts.add(new Fact(
                new Subject(
                        month,
                        new Named(expense.work().clientId(), expense.work().clientName()),
                        new Named(
                                expense.work().project().id(),
                                expense.work().project().name()),
                        person(expense, people),
                        Subject.NOBODY),
                Fact.Effort.NONE,
                new Fact.Amounts(BigDecimal.ZERO, BigDecimal.ZERO, amount, null),
                Fact.Billed.NONE,
                Fact.Lag.NONE));
    }
}
