package org.harvestxero.billrun;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.harvestxero.api.BillingPeriods.Bill;
import org.harvestxero.api.BillingPeriods.Period;
import org.harvestxero.api.BillingPeriods.Question;
import org.harvestxero.api.BillingPeriods.State;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.store.billing.BilledPeriods.Draft;
import org.harvestxero.store.billing.BilledPeriods.Row;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.DraftState;
import org.jspecify.annotations.Nullable;

/** How the periods of one client stand within some months. */
final class ClientPeriods {
    private final BillingPeriod months;
    private final @Nullable LocalDate since;
    private final Instant now;

    ClientPeriods(Question question, @Nullable LocalDate since, Instant now) {
        this.months = new BillingPeriod(question.from().atDay(1), question.to().atEndOfMonth());
        this.since = since;
        this.now = now;
    }

    /**
     * Those of the calendar, and what was billed beside it, such as work that people marked.
     *
     * @param failure id of the failed copy that says why the client can't be billed; 0 when it can
     */
    List<Period> of(BillingCalendar calendar, List<Row> billed, long failure) {
        Map<String, List<Row>> runs = byPeriod(billed);
        List<Period> periods = new ArrayList<>();
        boolean stuck = failure != 0;
        for (DuePeriod due : periodsOf(calendar)) {
            List<Row> run = runs.remove(due.label());
            Period period = run == null ? unbilled(due, stuck ? failure : 0) : billed(run, monthOf(due), due);
            stuck = stuck && period.state() != State.FAILED;
            if (within(period)) {
                periods.add(period);
            }
        }
        runs.values()
                .forEach(
                        run -> periods.add(billed(run, YearMonth.from(run.get(0).end()), null)));
        return sorted(periods);
    }

    /** What was billed of a client whose calendar is not known. */
    List<Period> former(List<Row> billed) {
        return sorted(byPeriod(billed).values().stream()
                .map(run -> billed(run, YearMonth.from(run.get(0).end()), null))
                .toList());
    }

    private static List<Period> sorted(List<Period> periods) {
        return periods.stream()
                .sorted(Comparator.comparing(Period::month).thenComparing(Period::start))
                .toList();
    }

    private List<DuePeriod> periodsOf(BillingCalendar calendar) {
        DuePeriod first = calendar.first();
        return Stream.concat(first.isOpening() ? Stream.of(first) : Stream.of(), calendar.touching(months).stream())
                .toList();
    }

    private boolean within(Period period) {
        return months.contains(period.month().atDay(1));
    }

    /** A first fee in advance stands where the agreement begins; else a period stands where it ends. */
    private static YearMonth monthOf(DuePeriod due) {
        return YearMonth.from(
                due.isOpening() ? due.full().end().plusDays(1) : due.covered().end());
    }

    private static Map<String, List<Row>> byPeriod(List<Row> billed) {
        Map<String, List<Row>> runs = new LinkedHashMap<>();
        billed.forEach(row ->
                runs.computeIfAbsent(row.period(), first -> new ArrayList<>()).add(row));
        return runs;
    }

    private Period unbilled(DuePeriod due, long failure) {
        boolean open = due.billableFrom().isAfter(now);
        boolean left = since != null && due.issueDate().isBefore(since);
        State state = left ? State.LEFT : open ? State.OPEN : failure != 0 ? State.FAILED : State.DUE;
        return period(due, state, state == State.FAILED ? new Bill(null, "", 0, 0, failure) : Bill.NONE);
    }

    private static Period period(DuePeriod due, State state, Bill bill) {
        return new Period(
                due.label(), monthOf(due), due.covered().start(), due.covered().end(), state, due.billableFrom(), bill);
    }

    private static Period billed(List<Row> run, YearMonth month, @Nullable DuePeriod due) {
        Row row = run.get(0);
        List<Draft> drafts =
                run.stream().map(Row::draft).filter(Objects::nonNull).toList();
        State state = row.mode() == BillingMode.SHADOW ? State.SHADOW : state(drafts);
        return new Period(
                row.period(),
                month,
                row.start(),
                row.end(),
                state,
                due == null ? null : due.billableFrom(),
                bill(row, drafts, state));
    }

    private static State state(List<Draft> drafts) {
        if (drafts.isEmpty()) {
            return State.NOTHING;
        }
        if (drafts.stream().anyMatch(draft -> draft.refused() != null)) {
            return State.FAILED;
        }
        return Stream.of(State.WAITING, State.LEAVING, State.BILLED)
                .filter(state -> drafts.stream().anyMatch(draft -> state(draft.state()) == state))
                .findFirst()
                .orElse(State.TAKEN_BACK);
    }

    private static State state(DraftState draft) {
        return switch (draft) {
            case REVIEW, HELD -> State.WAITING;
            case APPROVED, MIRRORED, PLANNED -> State.LEAVING;
            case SENT -> State.BILLED;
            case REJECTED, CREDITED -> State.TAKEN_BACK;
            case SHADOW -> State.SHADOW;
        };
    }

    private static Bill bill(Row row, List<Draft> drafts, State state) {
        List<Draft> counted = drafts.stream()
                .filter(draft -> state == State.TAKEN_BACK || state(draft.state()) != State.TAKEN_BACK)
                .toList();
        if (counted.isEmpty()) {
            return Bill.NONE;
        }
        Draft first = counted.stream()
                .filter(draft -> draft.refused() != null || state(draft.state()) == state)
                .findFirst()
                .orElse(counted.get(0));
        return new Bill(
                counted.stream().map(Draft::subtotal).reduce(BigDecimal.ZERO, BigDecimal::add),
                row.currency(),
                first.id(),
                counted.size(),
                first.refused() == null ? 0 : first.refused());
    }
}
