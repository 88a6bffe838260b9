package org.harvestxero.harvest;

import java.time.Instant;
import java.util.List;

/**
 * One page of a list.
 *
 * @param array name of the list, such as {@code invoices}
 * @param serverDate Harvest's clock when it answered this page
 */
public record HarvestPage(
        String array, List<HarvestElement> elements, boolean first, boolean last, Instant serverDate) {
    public HarvestPage {
        elements = List.copyOf(elements);
    }

    @Override
    public String toString() {
        return "page with " + elements.size() + " " + array;
    }
}
