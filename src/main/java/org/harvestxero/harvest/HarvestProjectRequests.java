package org.harvestxero.harvest;

/**
 * The requests that change a project.
 *
 * @see <a href="https://help.getharvest.com/api-v2/projects-api/projects/projects/">Harvest: Projects</a>
 */
public final class HarvestProjectRequests {
    private HarvestProjectRequests() {}

    /** People can track time to it; nothing changes where they can already. */
    public static HarvestRequest activate(long project) {
        return HarvestRequest.patch("/projects/" + project, "{\"is_active\":true}");
    }
}
