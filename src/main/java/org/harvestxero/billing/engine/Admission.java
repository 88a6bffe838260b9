package org.harvestxero.billing.engine;

import java.time.LocalDate;
import java.util.Currency;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.calendar.Term;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Included;
import org.jspecify.annotations.Nullable;

/** Decides whether an entry or expense may be billed in this run at all. */
final class Admission {
    private final Term term;
    private final DuePeriod period;
    private final Included included;

    Admission(Agreement agreement, DuePeriod period) {
        this.term = agreement.calendar().term();
        this.period = period;
        this.included = agreement.pricing().included();
    }

    boolean isLate(LocalDate day) {
        return !period.isOpening() && day.isBefore(period.covered().start());
    }

    /** Null when the entry may be billed. */
    @Nullable
    Verdict refuse(TimeEntry entry, Currency billedIn, @Nullable Decision decision) {
        Verdict outside = refuseOutside(entry.spentDate(), entry.status());
        if (outside != null) {
            return outside;
        }
        if (!entry.status().billable() && !included.nonBillable()) {
            return new Verdict(Bucket.NOT_BILLABLE, Reason.NON_BILLABLE, "marked non-billable in Harvest");
        }
        Verdict decided = refuseDecided(decision);
        if (decided != null) {
            return decided;
        }
        if (!entry.currency().equals(billedIn)) {
            return Verdict.held(
                    Reason.OTHER_CURRENCY, "kept in " + entry.currency() + ", but the client is billed in " + billedIn);
        }
        if (entry.status().running() && !included.runningTimers()) {
            return Verdict.held(Reason.TIMER_RUNNING, "its timer is still running");
        }
        return isOverruled(decision) ? null : refuseUnready(entry);
    }

    /** Null when an expense may be billed, as far as its day, status and people say. */
    @Nullable
    Verdict refuseExpense(
            LocalDate spentDate,
            TimeEntry.Status status,
            boolean nonBillable,
            Approval needed,
            @Nullable Decision decision) {
        Verdict outside = refuseOutside(spentDate, status);
        if (outside != null) {
            return outside;
        }
        if (!status.billable() && !nonBillable) {
            return new Verdict(Bucket.NOT_BILLABLE, Reason.NON_BILLABLE, "marked non-billable in Harvest");
        }
        Verdict decided = refuseDecided(decision);
        if (decided != null || isOverruled(decision)) {
            return decided;
        }
        return status.approval().reaches(needed) ? refuseLate(spentDate) : notApproved(status.approval());
    }

    private @Nullable Verdict refuseOutside(LocalDate day, TimeEntry.Status status) {
        if (status.billed()) {
            return new Verdict(Bucket.OUTSIDE, Reason.BILLED_IN_HARVEST, "already invoiced in Harvest");
        }
        if (!term.contains(day)) {
            return new Verdict(Bucket.OUTSIDE, Reason.OUTSIDE_AGREEMENT, "outside the term of the agreement");
        }
        if (day.isAfter(period.covered().end())) {
            return new Verdict(Bucket.OUTSIDE, Reason.AFTER_PERIOD, "after the period");
        }
        return null;
    }

    private @Nullable Verdict refuseUnready(TimeEntry entry) {
        if (!entry.status().approval().reaches(included.approval())) {
            return notApproved(entry.status().approval());
        }
        if (!included.withoutNotes() && !entry.hasNotes()) {
            return Verdict.held(Reason.NO_NOTES, "nobody wrote what was done");
        }
        return refuseLate(entry.spentDate());
    }

    private @Nullable Verdict refuseLate(LocalDate day) {
        if (!isLate(day)) {
            return null;
        }
        return switch (included.late()) {
            case NEXT_INVOICE -> null;
            case HOLD -> Verdict.held(Reason.LATE, "worked in a period that is closed");
            case WRITE_OFF -> new Verdict(Bucket.WRITTEN_OFF, Reason.LATE, "came after its period was closed");
        };
    }

    private static @Nullable Verdict refuseDecided(@Nullable Decision decision) {
        if (decision == null) {
            return null;
        }
        return switch (decision.kind()) {
            case HOLD -> Verdict.held(Reason.DECIDED, decision.words());
            case WRITE_OFF -> new Verdict(Bucket.WRITTEN_OFF, Reason.DECIDED, decision.words());
            case WRITE_DOWN, BILL -> null;
        };
    }

    private static boolean isOverruled(@Nullable Decision decision) {
        return decision != null && decision.kind() == Decision.Kind.BILL;
    }

    private static Verdict notApproved(Approval approval) {
        return approval == Approval.SUBMITTED
                ? Verdict.held(Reason.NOT_APPROVED, "submitted, but not approved")
                : Verdict.held(Reason.NOT_APPROVED, "not submitted for approval");
    }
}
