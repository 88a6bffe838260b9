package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Work of a person on a day. */
final class TimeEntry extends Document {
    LocalDate spentDate;
    final User user;
    UserAssignment userAssignment;
    TaskAssignment taskAssignment;

    /** Hours before the running timer, if any; two decimals. */
    BigDecimal hours = BigDecimal.ZERO;

    @Nullable
    String notes;

    Approval approval = Approval.UNSUBMITTED;
    boolean billed;

    /** What was billed, kept from later changes of rounding and rates; null until then. */
    @Nullable
    Billed asBilled;

    @Nullable
    Instant timerStartedAt;

    @Nullable
    LocalTime started;

    @Nullable
    LocalTime ended;

    @Nullable
    ExternalReference reference;

    TimeEntry(
            Birth birth, User user, UserAssignment userAssignment, TaskAssignment taskAssignment, LocalDate spentDate) {
        super(birth);
        this.user = user;
        this.userAssignment = userAssignment;
        this.taskAssignment = taskAssignment;
        this.spentDate = spentDate;
    }

    /** What an invoice took. {@code invoice} is null for time that a person marked as invoiced. */
    record Billed(
            @Nullable Invoice invoice,
            BigDecimal roundedHours,
            @Nullable BigDecimal rate,
            boolean billable) {}

    /** An item in another tool. */
    record ExternalReference(
            @Nullable String id,
            @Nullable String groupId,
            @Nullable String accountId,
            @Nullable String permalink) {
        void write(JsonWriter out) {
            String host =
                    permalink == null ? null : java.net.URI.create(permalink).getHost();
            out.text("id", id)
                    .text("group_id", groupId)
                    .text("account_id", accountId)
                    .text("permalink", permalink)
                    .text("service", host)
                    .text(
                            "service_icon_url",
                            host == null
                                    ? null
                                    : "https://proxy.harvestfiles.com/production_harvestapp_public/" + host + ".png");
        }
    }

    Project project() {
        return taskAssignment.project;
    }

    Task task() {
        return taskAssignment.task;
    }

    boolean isRunning() {
        return timerStartedAt != null;
    }

    @Nullable
    Invoice invoice() {
        return asBilled == null ? null : asBilled.invoice();
    }

    boolean isBillable() {
        return asBilled != null ? asBilled.billable() : taskAssignment.billable && project().billable;
    }

    /** Price of an hour; null when not billable or when the project has no rates. */
    @Nullable
    BigDecimal billableRate() {
        if (asBilled != null) {
            return asBilled.rate();
        }
        if (!isBillable()) {
            return null;
        }
        return switch (project().billBy) {
            case "Project" -> project().hourlyRate;
            case "Tasks" -> taskAssignment.hourlyRate;
            case "People" -> userAssignment.defaultRates ? user.billableRates.on(spentDate) : userAssignment.hourlyRate;
            default -> null;
        };
    }

    BigDecimal hours(Instant now) {
        if (timerStartedAt == null) {
            return hours;
        }
        long seconds = Math.max(0, Duration.between(timerStartedAt, now).toSeconds());
        return hours.add(BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(3600), 2, RoundingMode.HALF_UP));
    }

    BigDecimal roundedHours(TimeRounding rounding, Instant now) {
        return asBilled != null ? asBilled.roundedHours() : rounding.round(hours(now));
    }

    /** Why the entry can't be changed, in Harvest's words; null when it can. */
    @Nullable
    String lockedReason() {
        boolean approved = approval == Approval.APPROVED;
        if (!project().active) {
            return billed ? "Item Invoiced and Archived" : "Item Archived";
        }
        if (billed) {
            return approved
                    ? "Item Invoiced and Approved and Locked for this Time Period"
                    : "Item Invoiced and Locked for this Time Period";
        }
        if (approved) {
            return "Item Approved and Locked for this Time Period";
        }
        return !project().spans.isEmpty() && project().locksTimeOn(spentDate)
                ? "Item Locked for this Time Period"
                : null;
    }

    @Override
    void write(JsonWriter out, Viewer viewer) {
        HarvestAccount account = viewer.account();
        boolean extras = account.is(HarvestSwitch.OBSERVED_EXTRAS);
        Project project = project();
        BigDecimal spent = hours(viewer.now());
        String lock = lockedReason();
        out.whole("id", id()).date("spent_date", spentDate).reference("user", user.id(), user.name());
        if (extras) {
            project.client.writeReferenceWithCurrency(out);
            project.writeReference(out);
        } else {
            project.client.writeReference(out);
            out.reference("project", project.id(), project.name);
        }
        out.reference("task", task().id(), task().name)
                .nested("user_assignment", inner -> userAssignment.writeInner(inner, viewer))
                .nested("task_assignment", inner -> taskAssignment.writeInner(inner, viewer))
                .decimal("hours", spent)
                .decimal("hours_without_timer", hours)
                .decimal("rounded_hours", roundedHours(account.rounding(), viewer.now()))
                .text("notes", notes);
        writeTimes(out);
        out.flag("is_locked", lock != null)
                .text("locked_reason", lock)
                .flag("is_closed", approval == Approval.APPROVED)
                .text("approval_status", approval.word())
                .flag("is_billed", billed)
                .time("timer_started_at", timerStartedAt)
                .text("started_time", account.clockFace(started))
                .text("ended_time", account.clockFace(ended))
                .flag("is_running", isRunning());
        Invoice.writeReference(out, invoice());
        ExternalReference elsewhere = reference;
        if (elsewhere == null) {
            out.none("external_reference");
        } else {
            out.nested("external_reference", elsewhere::write);
        }
        out.flag("billable", isBillable())
                .flag("budgeted", !project.budgetBy.equals("none"))
                .decimal("billable_rate", viewer.seesRates() ? billableRate() : null)
                .decimal("cost_rate", viewer.isAdministrator() ? user.costRates.on(spentDate) : null);
        if (extras) {
            out.flag("is_explicitly_locked", false);
        }
    }
}
