package org.harvestxero.profitability;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestTeamView;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.harvest.HarvestWorkEntryReader;
import org.harvestxero.journal.JournalSides;
import org.harvestxero.journal.WorkedDays;
import org.harvestxero.profit.Fact;
import org.harvestxero.profit.InvoicedWork;
import org.harvestxero.profit.Subject;
import org.harvestxero.profit.WorkedMonth;

/** Reads what was worked and spent in a month from Harvest, and how much people could have worked. */
final class WorkReader {
    private static final BigDecimal DAYS_OF_WEEK = BigDecimal.valueOf(5);

    private final JournalSides sides;
    private final Calendar calendar;
    private final List<HarvestElement> users;
    private final Map<Long, Subject.Person> people = new HashMap<>();

    /** @param today up to which people could have worked */
    record Calendar(WorkingDays days, LocalDate today) {}

    /** Reads the people once; each month after that reads its entries alone. */
    WorkReader(JournalSides sides, Calendar calendar) {
        this.sides = sides;
        this.calendar = calendar;
        this.users = sides.harvest(HarvestListRequest.of("/users"));
        users.stream()
                .map(HarvestTeamView::of)
                .forEach(
                        member -> people.put(member.person().id(), Subject.Person.of(member.person(), member.roles())));
    }

    /**
     * What was worked and spent in a month, before it is known what money is worth.
     *
     * @param invoiced work and outlays that Harvest shows on invoices
     */
    record Read(WorkedMonth worked, List<HarvestElement> expenses, List<InvoicedWork> invoiced) {}

    /**
     * @param settled entries that a bill made here charges, covers or writes off
     * @param notes gets what a person should know
     */
    Read read(YearMonth month, int digits, Set<Long> settled, List<String> notes) {
        HarvestWorkEntryReader reader = new HarvestWorkEntryReader(users);
        WorkedMonth worked = new WorkedMonth(month, digits, settled::contains);
        WorkedDays.each(sides, month, element -> {
            try {
                worked.take(reader.read(element));
            } catch (HarvestUnreadableException e) {
                notes.add("Time entry " + element.idOrZero() + " can't be read and is not in it: " + e.getMessage()
                        + ".");
            }
        });
        List<HarvestElement> expenses = sides.harvest(HarvestListRequest.of("/expenses")
                .with("from", month.atDay(1).toString())
                .with("to", month.atEndOfMonth().toString()));
        List<InvoicedWork> invoiced = new ArrayList<>(worked.invoiced());
        invoiced.addAll(ExpenseFacts.invoiced(expenses, people));
        return new Read(worked, expenses, invoiced);
    }

    /**
     * Facts of all of it, of capacity, too.
     *
     * @param rate of a currency to the company's; empty where none is known
     */
    List<Fact> facts(
            YearMonth month, int digits, Read read, Function<String, Optional<BigDecimal>> rate, List<String> notes) {
        List<Fact> facts = new ArrayList<>(read.worked().facts());
        facts.addAll(new ExpenseFacts(month, digits, rate, people, notes).of(read.expenses()));
        facts.addAll(capacity(month, facts));
        return facts;
    }

    private List<Fact> capacity(YearMonth month, List<Fact> facts) {
        Set<Long> met = new HashSet<>();
        facts.forEach(fact -> met.add(fact.subject().person().name().id()));
        BigDecimal days = BigDecimal.valueOf(workingDays(month));
        List<Fact> capacities = new ArrayList<>();
        for (HarvestElement user : users) {
            HarvestTeamView member = HarvestTeamView.of(user);
            long id = member.person().id();
            BigDecimal hours = member.weekly().multiply(days).divide(DAYS_OF_WEEK, 2, RoundingMode.HALF_UP);
            if (hours.signum() != 0 && (member.active() || met.contains(id))) {
                capacities.add(fact(month, Objects.requireNonNull(people.get(id)), hours));
            }
        }
        return capacities;
    }

    private static Fact fact(YearMonth month, Subject.Person person, BigDecimal hours) {
        Named none = Subject.NOBODY;
        return new Fact(
                new Subject(month, none, none, person, none),
                new Fact.Effort(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, hours),
                Fact.Amounts.NONE,
                Fact.Billed.NONE,
                Fact.Lag.NONE);
    }

    private long workingDays(YearMonth month) {
        LocalDate last = month.atEndOfMonth().isAfter(calendar.today()) ? calendar.today() : month.atEndOfMonth();
        LocalDate first = month.atDay(1);
        return last.isBefore(first)
                ? 0
                : first.datesUntil(last.plusDays(1))
                        .filter(calendar.days()::isWorkingDay)
                        .count();
    }
}
