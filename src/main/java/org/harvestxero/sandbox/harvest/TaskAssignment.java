package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A task that may be logged on a project. */
final class TaskAssignment extends Document {
    final Project project;
    final Task task;
    boolean active = true;
    boolean billable;

    @Nullable
    BigDecimal hourlyRate;

    @Nullable
    BigDecimal budget;

    TaskAssignment(Birth birth, Project project, Task task) {
        super(birth);
        this.project = project;
        this.task = task;
    }

    @Override
    void write(JsonWriter out, Viewer viewer) {
        writeInner(out, viewer);
        project.writeReference(out);
        out.reference("task", task.id(), task.name);
    }

    /** As part of a person's project assignment: without the project. */
    void writeWithTask(JsonWriter out, Viewer viewer) {
        writeInner(out, viewer);
        out.reference("task", task.id(), task.name);
    }

    /** As part of a time entry: without project and task. */
    void writeInner(JsonWriter out, Viewer viewer) {
        out.whole("id", id()).flag("billable", billable).flag("is_active", active);
        writeTimes(out);
        out.decimal("hourly_rate", viewer.seesRates() ? hourlyRate : null).decimal("budget", budget);
    }
}
