package org.harvestxero.sandbox.harvest;

import java.time.Instant;
import java.util.Set;

/**
 * Who looks, and when.
 *
 * @param person true for someone working in Harvest itself (the back door), who may set what the API never lets one set
 * @param account gives the switches and addresses that show in answers
 */
record Viewer(User user, boolean person, Instant now, HarvestAccount account) {
    private static final Set<String> INVOICERS =
            Set.of("managed_projects_invoice_drafter", "managed_projects_invoice_manager");

    boolean isAdministrator() {
        return person || user.accessRoles.contains("administrator");
    }

    boolean isManager() {
        return user.accessRoles.contains("manager");
    }

    boolean seesRates() {
        return isAdministrator() || (isManager() && user.accessRoles.contains("billable_rates_manager"));
    }

    boolean makesInvoices() {
        return isAdministrator() || (isManager() && user.accessRoles.stream().anyMatch(INVOICERS::contains));
    }

    boolean seesWorkOf(User worker, Project project) {
        return isAdministrator()
                || worker == user
                || (isManager() && (user.teammates.contains(worker.id()) || project.isManagedBy(user)));
    }
}
