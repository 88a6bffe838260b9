package org.harvestxero.dunning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which steps of a plan are due for one invoice on one day. Of the steps that do the same, only the latest reached one is due: whoever
 * was first looked at three weeks past due gets one reminder, the third, not three. What is passed over that way never comes back.
 */
public final class StepFinder {
    private StepFinder() {}

    /**
     * What a day asks for.
     *
     * @param due to be taken, at most one of each deed, in the order of their days
     * @param passed never to be taken any more, since a later one of the same deed is reached or its time is over
     */
    public record Finding(List<Step> due, List<Step> passed) {
        static final Finding NONE = new Finding(List.of(), List.of());

        public Finding {
            due = List.copyOf(due);
            passed = List.copyOf(passed);
        }

        /** The step of that deed that is due. */
        public Optional<Step> of(Deed deed) {
            return due.stream().filter(step -> step.deed() == deed).findFirst();
        }
    }

    /** Nothing of an invoice that is paid, or that something holds. */
    public static Finding find(List<Step> plan, DebtCase one, LocalDate today) {
        if (!one.isFree(today)) {
            return Finding.NONE;
        }
        List<Step> due = new ArrayList<>();
        List<Step> passed = new ArrayList<>();
        for (Deed deed : Deed.values()) {
            List<Step> same = plan.stream()
                    .filter(step -> step.deed() == deed)
                    .sorted(Comparator.comparingInt(Step::day))
                    .toList();
            find(same, one, today, due, passed);
        }
        due.sort(Comparator.comparingInt(Step::day));
        return new Finding(due, passed);
    }

    /** @param same the steps of one deed, in the order of their days */
    private static void find(List<Step> same, DebtCase one, LocalDate today, List<Step> due, List<Step> passed) {
        long past = one.debt().daysPast(today);
        boolean laterReached = false;
        for (int i = same.size() - 1; i >= 0; i--) {
            Step step = same.get(i);
            boolean done = one.done().contains(step.name());
            boolean over = laterReached || (step.isAhead() && past > 0);
            if (!done && step.day() <= past && over) {
                passed.add(step);
            } else if (!done && isReached(step, one.debt(), past)) {
                due.add(step);
            }
            laterReached |= done || isReached(step, one.debt(), past);
        }
    }

    private static boolean isReached(Step step, Debt debt, long past) {
        return step.day() <= past && debt.due().compareTo(step.least()) >= 0 && !(step.isAhead() && past > 0);
    }
}
