package org.harvestxero.sandbox.harvest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** A project to be; billable and without rates unless told. */
public final class ProjectBuilder extends DocumentBuilder<ProjectBuilder> {
    ProjectBuilder(long clientId, String name) {
        super("/projects");
        with("client_id", clientId)
                .with("name", name)
                .with("is_billable", true)
                .with("bill_by", "none")
                .with("budget_by", "none");
    }

    public ProjectBuilder code(String code) {
        return with("code", code);
    }

    /** One price for every hour. */
    public ProjectBuilder hourlyRate(String rate) {
        return with("bill_by", "Project").with("hourly_rate", new BigDecimal(rate));
    }

    /** Each task has its own price. */
    public ProjectBuilder billedByTask() {
        return with("bill_by", "Tasks");
    }

    /** Each person has their own price. */
    public ProjectBuilder billedByPerson() {
        return with("bill_by", "People");
    }

    public ProjectBuilder fixedFee(String fee) {
        return with("is_fixed_fee", true).with("fee", new BigDecimal(fee));
    }

    public ProjectBuilder notBillable() {
        return with("is_billable", false);
    }

    public ProjectBuilder archived() {
        return with("is_active", false);
    }

    /** A task that may be logged, billable. */
    public ProjectBuilder task(long taskId) {
        return task(taskId, true, null);
    }

    public ProjectBuilder unbillableTask(long taskId) {
        return task(taskId, false, null);
    }

    /** A billable task with its own price. */
    public ProjectBuilder task(long taskId, String hourlyRate) {
        return task(taskId, true, hourlyRate);
    }

    private ProjectBuilder task(long taskId, boolean billable, @org.jspecify.annotations.Nullable String hourlyRate) {
        ObjectNode assignment = Json.object();
        assignment.put("task_id", taskId).put("billable", billable);
        if (hourlyRate != null) {
            assignment.put("hourly_rate", new BigDecimal(hourlyRate));
        }
        return afterwards("POST", "/task_assignments", assignment);
    }

    /** Someone who may work on it. */
    public ProjectBuilder person(long userId) {
        return afterwards("POST", "/user_assignments", Json.object().put("user_id", userId));
    }

    /** Someone with a price of their own on this project. */
    public ProjectBuilder person(long userId, String hourlyRate) {
        return afterwards(
                "POST",
                "/user_assignments",
                Json.object()
                        .put("user_id", userId)
                        .put("use_default_rates", false)
                        .put("hourly_rate", new BigDecimal(hourlyRate)));
    }

    public ProjectBuilder manager(long userId) {
        return afterwards(
                "POST",
                "/user_assignments",
                Json.object().put("user_id", userId).put("is_project_manager", true));
    }
}
