package org.harvestxero.wages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.billing.Named;
import org.harvestxero.harvest.HarvestCostEntryReader;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestPersonView;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.harvest.HarvestUserView;
import org.harvestxero.monthend.CostEntry;
import org.harvestxero.monthend.Work;
import org.harvestxero.payroll.Payee;

/** Who works in Harvest, and on what. */
final class PeriodEntries {
    /** So that no more than these are held as Harvest sent them. */
    private static final int DAYS_AT_ONCE = 7;

    private final PayrollSides sides;
    private final List<HarvestElement> users;

    private PeriodEntries(PayrollSides sides, List<HarvestElement> users) {
        this.sides = sides;
        this.users = users;
    }

    static PeriodEntries of(PayrollSides sides) {
        return new PeriodEntries(sides, sides.harvest(HarvestListRequest.of("/users")));
    }

    /** All whom Harvest shows, archived ones too. */
    List<Payee> people() {
        return users.stream()
                .map(user -> {
                    HarvestPersonView person = HarvestPersonView.of(user);
                    return new Payee(
                            new Work.Person(
                                    new Named(person.id(), person.name().full()),
                                    person.contractor(),
                                    HarvestUserView.of(user).roles()),
                            person.email());
                })
                .toList();
    }

    /** @param unreadable gets what could not be read, one sentence each */
    List<CostEntry> between(LocalDate first, LocalDate last, List<String> unreadable) {
        HarvestCostEntryReader reader = new HarvestCostEntryReader(users);
        List<CostEntry> entries = new ArrayList<>();
        for (LocalDate from = first; !from.isAfter(last); from = from.plusDays(DAYS_AT_ONCE)) {
            LocalDate to = from.plusDays(DAYS_AT_ONCE - 1L);
            for (HarvestElement element :
                    sides.harvest(HarvestCostEntryReader.entries(from, to.isAfter(last) ? last : to))) {
                try {
                    entries.add(reader.read(element));
                } catch (HarvestUnreadableException e) {
                    unreadable.add("Time entry " + element.idOrZero() + " can't be read and is in no timesheet: "
                            + e.getMessage() + ".");
                }
            }
        }
        return entries;
    }
}
