package org.harvestxero.console.page;

import java.util.Locale;
import org.harvestxero.api.Invoices.Standing;

/** What people call the states of an invoice. */
final class InvoiceWords {
    private InvoiceWords() {}

    static String of(Standing standing) {
        return switch (standing) {
            case DRAFT -> "Draft";
            case WAITING -> "On its way";
            case FAILED -> "Failed";
            case OPEN -> "Open";
            case PAID -> "Paid";
            case LEFT_OUT -> "Left out";
            case VOID -> "Void";
        };
    }

    static InvoiceListView.Badge badge(Standing standing) {
        return new InvoiceListView.Badge(
                of(standing),
                switch (standing) {
                    case FAILED -> "red";
                    case WAITING -> "amber";
                    case PAID -> "green";
                    case DRAFT, OPEN, LEFT_OUT, VOID -> "";
                });
    }

    /** Of a word of Harvest's or Xero's; empty for none. */
    static String side(String word) {
        return switch (word) {
            case "AUTHORISED" -> "awaiting payment";
            case "closed" -> "written off";
            default -> word.toLowerCase(Locale.ROOT);
        };
    }
}
