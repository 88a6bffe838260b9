package org.harvestxero.sandbox.harvest;

import java.util.function.Predicate;

/** Parts of Harvest that a role may enter. */
enum Area {
    EVERYONE(viewer -> true),
    ADMINISTRATION(Viewer::isAdministrator),
    CATALOGUE(viewer -> viewer.isAdministrator() || viewer.isManager()),
    RATES(Viewer::seesRates),
    INVOICES(Viewer::makesInvoices);

    private final Predicate<Viewer> open;

    Area(Predicate<Viewer> open) {
        this.open = open;
    }

    boolean isOpenTo(Viewer viewer) {
        return open.test(viewer);
    }
}
