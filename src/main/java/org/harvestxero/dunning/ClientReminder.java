package org.harvestxero.dunning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One mail to a client: the steps that ask for it and all that is open of the client beside them. Where the step goes through Xero it
 * is about one invoice alone, since Xero mails each by itself.
 *
 * @param step the furthest of those that are due; it says in which words
 * @param asked what is due, by invoice: these are taken when the mail goes
 * @param open every open invoice of the client that nothing holds, those asked for among them, the oldest first
 */
public record ClientReminder(Step step, Map<Debt, Step> asked, List<Debt> open) {
    private static final Comparator<Debt> OLDEST_FIRST = Comparator.comparing(
                    (Debt debt) -> debt.dates().due())
            .thenComparing(Debt::number)
            .thenComparing(Debt::id);

    public ClientReminder {
        asked = Collections.unmodifiableMap(new LinkedHashMap<>(asked));
        open = List.copyOf(open);
    }

    /**
     * The mail of a day.
     *
     * @param cases all invoices of one client
     * @param mailedToday whether one went to the client on that day already: then there is none
     */
    public static Optional<ClientReminder> of(
            List<Step> plan, List<DebtCase> cases, LocalDate today, boolean mailedToday) {
        if (mailedToday) {
            return Optional.empty();
        }
        List<DebtCase> free = cases.stream()
                .filter(one -> one.isFree(today))
                .sorted(Comparator.comparing(DebtCase::debt, OLDEST_FIRST))
                .toList();
        Map<Debt, Step> due = new LinkedHashMap<>();
        for (DebtCase one : free) {
            StepFinder.find(plan, one, today).of(Deed.REMIND_CLIENT).ifPresent(step -> due.put(one.debt(), step));
        }
        List<Debt> open = new ArrayList<>(free.stream().map(DebtCase::debt).toList());
        return due.values().stream()
                .max(Comparator.comparingInt(Step::day))
                .map(furthest -> furthest.throughXero() ? alone(furthest, due) : ours(furthest, due, open));
    }

    /** What goes through Xero stays for another day, each by itself. */
    private static ClientReminder ours(Step furthest, Map<Debt, Step> due, List<Debt> open) {
        Map<Debt, Step> asked = new LinkedHashMap<>();
        due.forEach((debt, step) -> {
            if (!step.throughXero()) {
                asked.put(debt, step);
            }
        });
        return new ClientReminder(furthest, asked, open);
    }

    private static ClientReminder alone(Step furthest, Map<Debt, Step> due) {
        Debt oldest = due.entrySet().stream()
                .filter(each -> each.getValue().equals(furthest))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        return new ClientReminder(furthest, Map.of(oldest, furthest), List.of(oldest));
    }
}
