package org.harvestxero.billing.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
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

    /** All periods billable at {@code now} that {@code billed} does not know yet, oldest first. */
    public List<DuePeriod> due(Instant now, Predicate<DuePeriod> billed) {
        List<DuePeriod> found = new ArrayList<>();
        DuePeriod next = first();
        while (next != null && !next.billableFrom().isAfter(now)) {
            if (!billed.test(next)) {
                found.add(next);
            }
            next = after(next);
        }
        return List.copyOf(found);
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

    /** The run people call {@code label}: {@code 2026-10}, two days joined by {@code ..}, or an opening's name. */
    public Optional<DuePeriod> named(String label) {
        DuePeriod run = first();
        while (run != null && !run.label().equals(label) && mayPrecede(run, label)) {
            run = after(run);
        }
        return Optional.ofNullable(run).filter(found -> found.label().equals(label));
    }

    private static boolean mayPrecede(DuePeriod run, String label) {
        return run.isOpening() ? !label.startsWith("opening") : run.label().compareTo(label) < 0;
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
        LocalDate due = dates.due().from(issue, full, dates.workingDays());
        return new DuePeriod(full, covered, kind, from, issue, due.isBefore(issue) ? issue : due);
    }
}
