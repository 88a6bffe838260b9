package org.harvestxero.mapping.contact;

import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.failure.Problem;

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
