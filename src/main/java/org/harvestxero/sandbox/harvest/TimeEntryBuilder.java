package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Tracked time to be, one hour of today unless told; task and person get assigned to the project if they aren't. */
public final class TimeEntryBuilder extends DocumentBuilder<TimeEntryBuilder> {
    TimeEntryBuilder(long projectId, long taskId, long userId) {
        super("/time_entries");
        with("project_id", projectId)
                .with("task_id", taskId)
                .with("user_id", userId)
                .with("hours", 1);
    }

    /** With its timer running. */
    public TimeEntryBuilder running() {
        return with("hours", null);
    }

    public TimeEntryBuilder on(LocalDate spentDate) {
        return with("spent_date", spentDate);
    }

    public TimeEntryBuilder hours(String hours) {
        return with("hours", new BigDecimal(hours));
    }

    public TimeEntryBuilder notes(String notes) {
        return with("notes", notes);
    }

    public TimeEntryBuilder submitted() {
        return with("approval_status", "submitted");
    }

    public TimeEntryBuilder approved() {
        return with("approval_status", "approved");
    }
}
