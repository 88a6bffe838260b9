package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A person who may work on a project. */
final class UserAssignment extends Document {
    final Project project;
    final User user;
    boolean active = true;
    boolean projectManager;
    boolean defaultRates = true;

    @Nullable
    BigDecimal hourlyRate;

    @Nullable
    BigDecimal budget;

    UserAssignment(Birth birth, Project project, User user) {
        super(birth);
        this.project = project;
        this.user = user;
    }

    @Override
    void write(JsonWriter out, Viewer viewer) {
        writeOwn(out, viewer);
        project.writeReference(out);
        out.reference("user", user.id(), user.name());
    }

    /** As part of a person's list of projects. */
    void writeForPerson(JsonWriter out, Viewer viewer) {
        writeOwn(out, viewer);
        project.writeReference(out);
        project.client.writeReference(out);
        out.rows(
                "task_assignments",
                project.tasks.stream().filter(task -> task.active).toList(),
                (task, row) -> task.writeWithTask(row, viewer));
    }

    /** As part of a time entry or expense. */
    void writeInner(JsonWriter out, Viewer viewer) {
        out.whole("id", id())
                .flag("is_project_manager", projectManager)
                .flag("is_active", active)
                .decimal("budget", budget);
        writeTimes(out);
        out.decimal("hourly_rate", viewer.seesRates() ? hourlyRate : null);
        if (viewer.account().is(HarvestSwitch.OBSERVED_EXTRAS)) {
            out.flag("use_default_rates", defaultRates);
        }
    }

    private void writeOwn(JsonWriter out, Viewer viewer) {
        out.whole("id", id())
                .flag("is_project_manager", projectManager)
                .flag("is_active", active)
                .flag("use_default_rates", defaultRates)
                .decimal("budget", budget);
        writeTimes(out);
        out.decimal("hourly_rate", viewer.seesRates() ? hourlyRate : null);
    }
}
