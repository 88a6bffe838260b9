package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;

/** That somebody works on a project. @param manager whether as its manager */
public record HarvestAssignmentView(long project, long user, boolean manager) {
    /** Those that are active. */
    public static HarvestListRequest list() {
        return HarvestListRequest.of("/user_assignments").with("is_active", "true");
    }

    public static HarvestAssignmentView of(HarvestElement element) {
        JsonNode assignment = element.tree();
        return new HarvestAssignmentView(
                assignment.path("project").path("id").asLong(),
                assignment.path("user").path("id").asLong(),
                assignment.path("is_project_manager").asBoolean());
    }
}
