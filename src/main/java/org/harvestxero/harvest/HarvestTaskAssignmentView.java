package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;

/** A task of a project as Harvest shows it, unchecked. @param id of the assignment, not of the task @param active whether time can be tracked to it */
public record HarvestTaskAssignmentView(long id, long task, boolean active) {
    public static HarvestTaskAssignmentView of(HarvestElement element) {
        JsonNode assignment = element.tree();
        return new HarvestTaskAssignmentView(
                assignment.path("id").asLong(),
                assignment.path("task").path("id").asLong(),
                assignment.path("is_active").asBoolean());
    }
}
