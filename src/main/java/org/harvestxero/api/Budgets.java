package org.harvestxero.api;

import java.time.LocalDate;
import java.util.List;
import org.harvestxero.profit.budget.BudgetUse;
import org.harvestxero.profit.budget.BudgetUse.Completion;
import org.harvestxero.profit.budget.BurnUp;
import org.jspecify.annotations.Nullable;

/** How much of projects' budgets is used. */
public interface Budgets {
    /** Reads from Harvest now; nobody is told of anything. */
    Looked look();

    /** The same with what was used month by month, which takes a report of Harvest's for each. */
    default Looked lookByMonth() {
        return look();
    }

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
            BudgetUse use, List<Integer> steps, @Nullable LocalDate usedUp, Outlook outlook) {
        public Line {
            steps = List.copyOf(steps);
        }

        /** One of which no more is known. */
        public Line(BudgetUse use, List<Integer> steps, @Nullable LocalDate usedUp) {
            this(use, steps, usedUp, Outlook.NONE);
        }
    }

    /**
     * What is foretold, and what it is foretold from.
     *
     * @param completion what will be used when the project ends; null where that can't be told
     * @param burnUp month by month; null where it was not read
     */
    record Outlook(
            @Nullable Completion completion, @Nullable BurnUp burnUp) {
        public static final Outlook NONE = new Outlook(null, null);
    }
}
