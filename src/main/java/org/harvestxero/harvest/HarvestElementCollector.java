package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Header;

/** Holds the elements of a list together. Named by the route collect-harvest. */
public final class HarvestElementCollector {
    /** What the first page adds to. */
    public List<JsonNode> begin() {
        return new ArrayList<>();
    }

    public void add(HarvestPage page, @Header("collected") List<JsonNode> collected) {
        collected.addAll(page.elements());
    }
}
