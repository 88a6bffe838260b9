package org.harvestxero.console.page.deals;

import org.harvestxero.console.page.AddressEnd;
import org.harvestxero.console.user.Right;

/**
 * Whose files somebody changes as text.
 *
 * @param name of the page that lists them
 * @param list its address within the console
 * @param files address below which each file has its page
 * @param folder before their names, for people
 * @param tried whether a change can be tried over past periods first
 */
public record TextPlace(String name, String list, String files, String folder, boolean tried, Rights rights) {
    private static final String AGREEMENTS_LIST = "/billing/agreements";
    private static final String RULES_LIST = "/billing/rules";
    private static final String RULES_NAME = "Rules";

    public static final TextPlace AGREEMENTS =
            new TextPlace("Agreements", AGREEMENTS_LIST, AGREEMENTS_LIST, "agreements/", true, Rights.OF_EVERYBODY);
    public static final TextPlace RULES =
            new TextPlace(RULES_NAME, RULES_LIST, RULES_LIST, "", false, Rights.OF_EVERYBODY);
    /** Rules that say what people are paid for, on the same list for those who may see them. */
    public static final TextPlace PAY =
            new TextPlace(RULES_NAME, RULES_LIST, "/payroll/rules", "", false, Rights.OF_PAYROLL);

    /** What it takes. @param see to read a file @param edit to try a change @param save to keep it */
    public record Rights(Right see, Right edit, Right save) {
        static final Rights OF_EVERYBODY = new Rights(Right.SEE, Right.TRY, Right.MANAGE);
        static final Rights OF_PAYROLL = new Rights(Right.PAY, Right.PAY, Right.PAY);
    }

    /** There is no such file. */
    String gone() {
        return "There is no " + (tried ? "agreement in a file" : "file") + " of this name. All are on the page " + name
                + ", below Billing.";
    }

    /** The page of a file. */
    public String path(String file) {
        return files + "/" + AddressEnd.encoded(file).replace("+", "%20");
    }

    /** The page that explains its words. */
    public String words(String file) {
        return tried ? list + "/words" : path(file) + "/words";
    }
}
