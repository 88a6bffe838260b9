package org.harvestxero.api;

/** What people put right here so that failed copies go on. */
public record MendDesk(MappingDesk mappings, ContactChoices contacts) {
    /** Whether a cause is one that can be put right here. @param cause its code, such as {@code account-archived} */
    public boolean helps(String cause) {
        return mappings.helps(cause) || contacts.helps(cause);
    }
}
