package org.harvestxero.billrun;

import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.config.Sha256;

/**
 * A sign of what of an entry or expense matters to a bill: day, client, project, task, person, hours, price. Not its notes, its
 * approval, or whether Harvest counts it as billed.
 */
public final class WorkFingerprint {
    private WorkFingerprint() {}

    /** 64 hexadecimal digits. */
    public static String of(TimeEntry entry) {
        Rate rate = entry.billableRate();
        return hash(of(entry.origin()) + entry.spentDate() + "|" + entry.hours() + "|"
                + entry.status().billable() + "|" + (rate == null ? "" : rate));
    }

    public static String of(Expense expense) {
        return hash(of(expense.origin()) + expense.spentDate() + "|" + expense.cost() + "|"
                + expense.status().billable());
    }

    private static String of(Origin origin) {
        return origin.client().id() + "|" + origin.project().id() + "|"
                + origin.kind().id() + "|" + origin.person().id() + "|";
    }

    /** 64 hexadecimal digits that stand for the text. */
    static String hash(String text) {
        return Sha256.of(text);
    }
}
