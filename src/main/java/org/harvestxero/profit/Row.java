package org.harvestxero.profit;

import org.harvestxero.billing.Named;

/**
 * One group of a view.
 *
 * @param group Harvest's id and name; the id is 0 where there is none
 * @param payShown whether what tells of pay may be seen
 */
public record Row(Named group, Figures figures, boolean payShown) {
    Row hidden() {
        return new Row(group, figures, false);
    }
}
