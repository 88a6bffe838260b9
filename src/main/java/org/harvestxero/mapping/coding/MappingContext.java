package org.harvestxero.mapping.coding;

import org.harvestxero.mapping.document.CopyOptions;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.document.XeroSettings;
import org.jspecify.annotations.Nullable;

/**
 * What besides the invoice decides how it looks in Xero.
 *
 * @param harvestAddress where people open Harvest, such as {@code https://acme.harvestapp.com}, without a slash at the end
 * @param contact the Xero contact, null when it is still to be created
 * @param forced copy a retainer-funding invoice all the same (ruling 17)
 * @param arithmetic which rules of Xero's arithmetic may be relied on
 */
public record MappingContext(
        XeroSettings xero,
        MappingRules rules,
        CopyOptions options,
        String harvestAddress,
        @Nullable XeroContact contact,
        boolean forced,
        Arithmetic arithmetic) {

    /** How much of Xero's arithmetic the lines may rest on (ruling 7). */
    public enum Arithmetic {
        /** Everything; what is unconfirmed is marked to be compared before it is approved. */
        ALL,
        /** Only what is confirmed: the second try, after Xero's totals turned out different. */
        CONFIRMED
    }

    public static MappingContext of(XeroSettings xero, CopyOptions options, String harvestAddress) {
        return new MappingContext(xero, MappingRules.NONE, options, harvestAddress, null, false, Arithmetic.ALL);
    }

    public MappingContext withRules(MappingRules decided) {
        return new MappingContext(xero, decided, options, harvestAddress, contact, forced, arithmetic);
    }

    public MappingContext withOptions(CopyOptions chosen) {
        return new MappingContext(xero, rules, chosen, harvestAddress, contact, forced, arithmetic);
    }

    public MappingContext withXero(XeroSettings settings) {
        return new MappingContext(settings, rules, options, harvestAddress, contact, forced, arithmetic);
    }

    public MappingContext withContact(@Nullable XeroContact found) {
        return new MappingContext(xero, rules, options, harvestAddress, found, forced, arithmetic);
    }

    public MappingContext withForced(boolean force) {
        return new MappingContext(xero, rules, options, harvestAddress, contact, force, arithmetic);
    }

    public MappingContext withArithmetic(Arithmetic allowed) {
        return new MappingContext(xero, rules, options, harvestAddress, contact, forced, allowed);
    }
}
