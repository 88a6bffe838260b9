package org.harvestxero.mcp.tool;

import org.harvestxero.api.BillingDesk;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.BooksDesk;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.MendDesk;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.Reconciliations;
import org.harvestxero.api.WorkSearch;

/** What tools ask: the same as the command line and the console. @param tracked where clients and work are found */
public record ToolDesk(Work work, Sides sides, WorkSearch tracked) {
    /** What people see and decide. */
    public record Work(CopyService copies, BillingDesk people, BillingService billing, MendDesk mend) {}

    /** What both sides' books say of each other. */
    public record Sides(BooksDesk books, OverdueDesk overdue, ContactDesk contacts, Reconciliations reconciliations) {}
}
