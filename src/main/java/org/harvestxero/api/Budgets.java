package org.harvestxero.api;

import java.time.LocalDate;
import java.util.List;
import org.harvestxero.profit.budget.BudgetUse;
import org.jspecify.annotations.Nullable;

/** How much of projects' budgets is used. */
public interface Budgets {
    /** Reads from Harvest now; nobody is told of anything. */
    Looked look();

    /** @param lines those with the most used first @param notes what a person should know */
    record Looked(List<Line> lines, List<String> notes, CycleReport.Calls calls, List<Trouble> troubles) {
        public Looked {
            lines = List.copyOf(lines);
            notes = List.copyOf(notes);
            troubles = List.copyOf(troubles);
        }
    }

    /**
     * One project.
     *
     * @param steps at which somebody is told, of hundred
     * @param usedUp the day on which it will be used up; null where that can't be told
     */
    record Line(
            BudgetUse use, List<Integer> steps, @Nullable LocalDate usedUp) {
        public Line {
            steps = List.copyOf(steps);
        }
    }
}
