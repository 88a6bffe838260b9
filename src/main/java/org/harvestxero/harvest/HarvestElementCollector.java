package org.harvestxero.harvest;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Header;

/** Holds the elements of a list together. Named by the route collect-harvest. */
public final class HarvestElementCollector {
    /** What the first page adds to. */
    public List<HarvestElement> begin() {
        return new ArrayList<>();
    }

    public void add(HarvestPage page, @Header("collected") List<HarvestElement> collected) {
        collected.addAll(page.elements());
    }
}
