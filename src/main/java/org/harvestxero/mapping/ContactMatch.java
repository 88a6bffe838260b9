package org.harvestxero.mapping;

/** What is known about a client's contact in Xero. */
public sealed interface ContactMatch {
    /** It is this one. */
    record Found(XeroContact contact, By by) implements ContactMatch {}

    /** There is none yet. */
    record Missing(TargetContact contact) implements ContactMatch {}

    /** A person has to decide. */
    record Unclear(Problem problem) implements ContactMatch {}

    /** What a contact was recognised by. */
    enum By {
        LINK,
        CONTACT_NUMBER,
        NAME,
        EMAIL
    }
}
