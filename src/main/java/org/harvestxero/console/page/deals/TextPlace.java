package org.harvestxero.console.page.deals;

import org.harvestxero.console.page.AddressEnd;

/**
 * Whose files somebody changes as text.
 *
 * @param name of the page that lists them
 * @param list its address within the console
 * @param folder before their names, for people
 * @param tried whether a change can be tried over past periods first
 */
public record TextPlace(String name, String list, String folder, boolean tried) {
    public static final TextPlace AGREEMENTS = new TextPlace("Agreements", "/billing/agreements", "agreements/", true);
    public static final TextPlace RULES = new TextPlace("Rules", "/billing/rules", "", false);

    /** There is no such file. */
    String gone() {
        return "There is no " + (tried ? "agreement in a file" : "file") + " of this name. All are on the page " + name
                + ", below Billing.";
    }

    /** The page of a file. */
    public String path(String file) {
        return list + "/" + AddressEnd.encoded(file).replace("+", "%20");
    }

    /** The page that explains its words. */
    public String words(String file) {
        return tried ? list + "/words" : path(file) + "/words";
    }
}
