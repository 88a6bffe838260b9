package org.harvestxero.billrun;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Notice;

/** Dates the invoice that takes the place of one that was taken back: by rule, never into a locked period, and never late in silence. */
public final class ReplacementDates {
    private static final String ABOUT = "date of the invoice";

    private final By by;
    private final Supplier<Optional<LocalDate>> lockedUntil;
    private final Clock clock;

    /** @param lockedUntil the last day Xero's books are closed for; empty when none is */
    public ReplacementDates(By by, Supplier<Optional<LocalDate>> lockedUntil, Clock clock) {
        this.by = by;
        this.lockedUntil = lockedUntil;
        this.clock = clock;
    }

    /** What its date is taken from. */
    public enum By {
        /** The day it is billed anew. */
        TODAY,
        /** What the period's invoice is dated by the agreement. */
        ORIGINAL;

        public static By of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** The result with its drafts dated anew. */
    BillingResult dated(BillingResult result, BillingCalendar calendar) {
        LocalDate today = LocalDate.now(clock.withZone(calendar.dates().zone()));
        DuePeriod period = result.period();
        LocalDate wanted = by == By.TODAY ? today : period.issueDate();
        LocalDate issue = lockedUntil
                .get()
                .filter(locked -> !wanted.isAfter(locked))
                .map(locked -> locked.plusDays(1))
                .orElse(wanted);
        DuePeriod dated = issue.equals(period.issueDate()) ? period : calendar.issuedOn(period, issue);
        List<Notice> notices = new ArrayList<>();
        if (!issue.equals(wanted)) {
            notices.add(new Notice(
                    ABOUT,
                    issue + " instead of " + wanted + ": Xero's books are locked until " + issue.minusDays(1)
                            + ", so the first open day was taken"));
        }
        if (dated.dueDate().isBefore(today)) {
            notices.add(new Notice(
                    ABOUT,
                    "it is overdue from the start: dated " + issue + ", due " + dated.dueDate() + ", made " + today));
        }
        return result.dated(issue, dated.dueDate(), notices);
    }
}
