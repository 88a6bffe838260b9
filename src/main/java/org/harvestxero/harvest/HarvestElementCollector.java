package org.harvestxero.harvest;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Header;

/** Collects all elements of a list, for the route collect-harvest. */
public final class HarvestElementCollector {
    /** An empty list, for the first page to add to. */
    public List<HarvestElement> begin() {
        return new ArrayList<>();
    }

    public void add(HarvestPage page, @Header("collected") List<HarvestElement> collected) {
        collected.addAll(page.elements());
    }
}
