package org.harvestxero.api;

import java.util.function.Predicate;

/** What people put right here so that failed copies go on. */
public record MendDesk(MappingDesk mappings, ContactChoices contacts) {
    private static final String SIDES_DIFFER = "contact-conflict";

    /** What somebody chooses that puts a cause right. */
    public enum Choosing {
        /** Another thing of Xero's lists, by a rule of {@code mappings.yaml}. */
        RULE,
        /** Which contact is the client's. */
        CONTACT,
        /** Which side's value counts. */
        SIDE,
        /** Nothing: it is put right elsewhere. */
        NOTHING
    }

    /** @param cause its code, such as {@code account-archived} */
    public Choosing choosing(String cause) {
        return choosing(cause, mappings::helps, contacts::helps);
    }

    /**
     * @param byRule whether a rule of {@code mappings.yaml} decides about a cause
     * @param byContact whether it is about whose contact is meant
     */
    public static Choosing choosing(String cause, Predicate<String> byRule, Predicate<String> byContact) {
        if (cause.equals(SIDES_DIFFER)) {
            return Choosing.SIDE;
        }
        if (byRule.test(cause)) {
            return Choosing.RULE;
        }
        return byContact.test(cause) ? Choosing.CONTACT : Choosing.NOTHING;
    }

    /** Whether a cause is one that can be put right here. @param cause its code, such as {@code account-archived} */
    public boolean helps(String cause) {
        return choosing(cause) != Choosing.NOTHING;
    }
}
