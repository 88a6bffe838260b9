package org.harvestxero.sandbox.harvest;

/** A kind of work to be. */
public final class TaskBuilder extends DocumentBuilder<TaskBuilder> {
    TaskBuilder(String name) {
        super("/tasks");
        with("name", name);
    }

    public TaskBuilder notBillable() {
        return with("billable_by_default", false);
    }
}
