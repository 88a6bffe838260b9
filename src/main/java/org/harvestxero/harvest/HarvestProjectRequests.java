package org.harvestxero.harvest;

/**
 * The requests that change a project, or its tasks.
 *
 * @see <a href="https://help.getharvest.com/api-v2/projects-api/projects/projects/">Harvest: Projects</a>
 */
public final class HarvestProjectRequests {
    private HarvestProjectRequests() {}

    /** The tasks of a project, active or not. */
    public static HarvestRequest tasks(long project) {
        return HarvestRequest.get("/projects/" + project + "/task_assignments").with("per_page", "2000");
    }

    /** People can track time to the task. @param assignment that joins it to the project */
    public static HarvestRequest activateTask(long project, long assignment) {
        return HarvestRequest.patch("/projects/" + project + "/task_assignments/" + assignment, "{\"is_active\":true}");
    }

    /** The project gets the task, on which people can track time then. */
    public static HarvestRequest addTask(long project, long task) {
        return HarvestRequest.post("/projects/" + project + "/task_assignments", "{\"task_id\":" + task + "}");
    }

    /** People can track time to it; nothing changes where they can already. */
    public static HarvestRequest activate(long project) {
        return HarvestRequest.patch("/projects/" + project, "{\"is_active\":true}");
    }
}
