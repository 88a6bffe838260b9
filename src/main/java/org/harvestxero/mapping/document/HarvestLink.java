package org.harvestxero.mapping.document;

import java.util.Locale;

/** The address that leads from a Xero invoice back to Harvest, and by which a search recognises it. */
public final class HarvestLink {
    /** Xero refuses addresses with its own name in them; Harvest's API address names the same invoice. */
    private static final String NEUTRAL_ADDRESS = "https://api.harvestapp.com/v2";

    private HarvestLink() {}

    public static String of(String harvestAddress, long invoice) {
        return home(harvestAddress) + Marks.invoicePath(invoice);
    }

    /** Where Harvest begins, for invoices that have no counterpart there. */
    public static String home(String harvestAddress) {
        String base = harvestAddress.toLowerCase(Locale.ROOT).contains("xero") ? NEUTRAL_ADDRESS : harvestAddress;
        return base.replaceAll("/+$", "");
    }
}
