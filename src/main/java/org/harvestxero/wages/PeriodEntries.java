package org.harvestxero.wages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.harvest.HarvestCostEntryReader;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestPersonView;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.monthend.CostEntry;
import org.harvestxero.payroll.Payee;

/** Who works in Harvest, and on what. */
final class PeriodEntries {
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
                .map(user -> new Payee(
                        HarvestCostEntryReader.person(user),
                        HarvestPersonView.of(user).email()))
                .toList();
    }

    /** @param unreadable gets what could not be read, one sentence each */
    List<CostEntry> between(LocalDate first, LocalDate last, List<String> unreadable) {
        HarvestCostEntryReader reader = new HarvestCostEntryReader(users);
        List<CostEntry> entries = new ArrayList<>();
        for (HarvestListRequest list : HarvestCostEntryReader.entries(first, last)) {
            for (HarvestElement element : sides.harvest(list)) {
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
