package org.harvestxero.billing.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which billing periods of one agreement are due.
 *
 * @param cycle how time is cut into periods
 * @param term from when to when the agreement runs
 * @param dates when periods close, are issued and fall due
 * @param proration what partial periods owe of a fee
 * @param inAdvance whether a first fee is billed before the first period
 */
public record BillingCalendar(Cycle cycle, Term term, Dates dates, Proration proration, boolean inAdvance) {
    /**
     * The dates of an invoice.
     *
     * @param close from when a period may be billed
     * @param issue date of the invoice, counted from the close day
     * @param due last day to pay, counted from the issue date
     * @param workingDays where the client is
     * @param zone the client's; what "today" and the close time mean
     */
    public record Dates(Close close, DateRule issue, DateRule due, WorkingDays workingDays, ZoneId zone) {}

    /** More than any agreement has: weekly periods of nearly two hundred years. */
    private static final int MOST_PERIODS = 10_000;

    /** Periods that may lie between today and the last one that has closed; none closes that late. */
    private static final int MOST_BACK = 60;

    /** All periods billable at {@code now} that {@code billed} does not know yet, oldest first. */
    public List<DuePeriod> due(Instant now, Predicate<DuePeriod> billed) {
        return runsWhile(run -> !run.billableFrom().isAfter(now)).stream()
                .filter(run -> !billed.test(run))
                .toList();
    }

    /**
     * The runs of this agreement from the first on, as long as {@code wanted} holds.
     *
     * @throws IllegalStateException when there is no end to them
     */
    public List<DuePeriod> runsWhile(Predicate<DuePeriod> wanted) {
        List<DuePeriod> found = new ArrayList<>();
        DuePeriod next = first();
        while (next != null && wanted.test(next)) {
            if (found.size() == MOST_PERIODS) {
                throw new IllegalStateException("More than " + MOST_PERIODS + " periods since " + term.start()
                        + ": is that the agreement's start?");
            }
            found.add(next);
            next = after(next);
        }
        return List.copyOf(found);
    }

    /** The run behind the first ones for which {@code passed} holds; empty when the agreement ends before. */
    public Optional<DuePeriod> firstNot(Predicate<DuePeriod> passed) {
        List<DuePeriod> before = runsWhile(passed);
        return Optional.ofNullable(before.isEmpty() ? first() : after(before.get(before.size() - 1)));
    }

    /** The first run: the opening when a fee is due in advance, else the first period. */
    public DuePeriod first() {
        BillingPeriod full = cycle.containing(term.start());
        return inAdvance ? opening(full) : regular(full, full);
    }

    /** The run after {@code period}; null when the agreement ends before. */
    public @Nullable DuePeriod after(DuePeriod period) {
        BillingPeriod next = cycle.after(period.full());
        BillingPeriod covered = term.clip(next);
        return covered == null ? null : regular(next, covered);
    }

    /** The run of the period {@code day} lies in; empty outside the agreement's term. */
    public Optional<DuePeriod> containing(LocalDate day) {
        BillingPeriod full = cycle.containing(day);
        BillingPeriod covered = term.clip(full);
        return covered == null ? Optional.empty() : Optional.of(regular(full, covered));
    }

    /** The one run people call {@code label}: {@code 2026-10}, two days joined by {@code ..}, or an opening's name. */
    public Optional<DuePeriod> named(String label) {
        return PeriodWord.read(label)
                .flatMap(word -> word instanceof WantedPeriod.Days wanted
                        ? containing(wanted.days().start())
                        : Optional.of(first()).filter(DuePeriod::isOpening))
                .filter(run -> run.label().equals(label));
    }

    /**
     * The runs a person means, oldest first; empty when the agreement has none such. Days mean the periods that fill them exactly,
     * as far as the agreement runs: a quarter is three periods of a client billed by month.
     */
    public List<DuePeriod> wanted(WantedPeriod wanted, Instant now) {
        if (wanted instanceof WantedPeriod.Days span) {
            List<DuePeriod> touching = touching(span.days());
            return cycle.containing(span.days().start())
                                    .start()
                                    .equals(span.days().start())
                            && cycle.containing(span.days().end())
                                    .end()
                                    .equals(span.days().end())
                    ? touching
                    : List.of();
        }
        if (wanted instanceof WantedPeriod.Opening opening) {
            return named(opening.label()).map(List::of).orElse(List.of());
        }
        return lastClosed(now).map(List::of).orElse(List.of());
    }

    /** The runs that bill at least one of these days, oldest first. */
    public List<DuePeriod> touching(BillingPeriod days) {
        List<DuePeriod> found = new ArrayList<>();
        BillingPeriod full = cycle.containing(days.start());
        for (int i = 0; i < MOST_PERIODS && !full.start().isAfter(days.end()); i++) {
            containing(full.start()).ifPresent(found::add);
            full = cycle.after(full);
        }
        return List.copyOf(found);
    }

    /** The run that closed last; empty when none has yet. */
    public Optional<DuePeriod> lastClosed(Instant now) {
        LocalDate today = now.atZone(dates.zone()).toLocalDate();
        LocalDate end = term.end();
        BillingPeriod full = cycle.containing(end != null && end.isBefore(today) ? end : today);
        for (int i = 0; i < MOST_BACK && !full.end().isBefore(term.start()); i++) {
            BillingPeriod covered = term.clip(full);
            if (covered != null && !regular(full, covered).billableFrom().isAfter(now)) {
                return Optional.of(regular(full, covered));
            }
            full = cycle.before(full);
        }
        return Optional.of(first())
                .filter(run -> run.isOpening() && !run.billableFrom().isAfter(now));
    }

    /** The same period with its invoice dated another day, and due as long after it. */
    public DuePeriod issuedOn(DuePeriod period, LocalDate issue) {
        return dated(period, issue);
    }

    /** A bill of marked work of these days, made and dated now. */
    public DuePeriod ready(BillingPeriod days, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.SECONDS);
        LocalDate issue = at.atZone(dates.zone()).toLocalDate();
        return dated(new DuePeriod(days, days, DuePeriod.Kind.READY, at, issue, issue), issue);
    }

    /** The share of a full fee that {@code covered} owes. */
    public Fraction share(BillingPeriod covered, BillingPeriod full) {
        return proration.share(covered, full, cycle);
    }

    private DuePeriod regular(BillingPeriod full, BillingPeriod clipped) {
        BillingPeriod covered = term.clip(clipped);
        if (covered == null) {
            throw new IllegalArgumentException("The agreement does not cover " + full);
        }
        LocalDate last = term.end();
        boolean ends = last != null && !last.isAfter(full.end());
        return dated(
                full,
                covered,
                ends ? DuePeriod.Kind.FINAL : DuePeriod.Kind.REGULAR,
                dates.close().dayFor(full, dates.workingDays()));
    }

    private DuePeriod opening(BillingPeriod firstFull) {
        BillingPeriod before = cycle.before(firstFull);
        return dated(before, before, DuePeriod.Kind.OPENING, term.start());
    }

    private DuePeriod dated(BillingPeriod full, BillingPeriod covered, DuePeriod.Kind kind, LocalDate closes) {
        boolean opening = kind == DuePeriod.Kind.OPENING;
        LocalTime at = opening ? LocalTime.MIDNIGHT : dates.close().at();
        Instant from = closes.atTime(at).atZone(dates.zone()).toInstant();
        LocalDate issue = opening ? closes : dates.issue().from(closes, full, dates.workingDays());
        return dated(new DuePeriod(full, covered, kind, from, issue, issue), issue);
    }

    private DuePeriod dated(DuePeriod period, LocalDate issue) {
        LocalDate due = dates.due().from(issue, period.full(), dates.workingDays());
        return new DuePeriod(
                period.full(),
                period.covered(),
                period.kind(),
                period.billableFrom(),
                issue,
                due.isBefore(issue) ? issue : due);
    }
}
