package org.harvestxero.store.copy;

/** What an outbox row's revision says of its row; {@link #prefix()} is the word the tables hold. */
public enum RevisionKind {
    /** A document as Harvest shows it, by its fingerprint. */
    CREATE("create:", true),
    /** An edit in Harvest, by the fingerprint after it. */
    UPDATE("update:", true),
    /** In a circle of numbers, the one that steps aside first. */
    ASIDE("aside:", true),
    /** The totals differ: since an edit in Harvest, by its fingerprint, or since one in Xero, by Xero's total. */
    DRIFT("drift:", true),
    /** Deleted in Harvest, and only reported. */
    GONE("gone:", true),
    /** The number of what is about to go; by a fingerprint, or by the id of the draft that is taken back. */
    RENAME("rename:", true),
    DELETE("delete:", true),
    VOID("void:", true),
    /** Closed in Harvest: written off. */
    CLOSED("closed:", true),
    /** The credit note of a write-off that no longer fits. */
    REFIT("refit:", true),
    /** Open in Harvest again: its credit note is taken back. */
    REOPENED("reopened:", true),
    /** Open in Harvest again, but its credit note still stands, which is only reported. */
    STILL("still:", true),
    /** Paid more than is due, by the amount with four decimals. */
    BALANCE("balance:", true),
    /** Voided or deleted in Xero, by the status. */
    ENDED("ended:", true),
    /** A payment entered in Xero beside ours, by Xero's id of theirs. */
    TWICE("twice:", true),
    /** Money in Xero that a person has to say something about before it goes to Harvest, by Xero's id. */
    BACK("back:", true),
    /** A draft of ours, by its id. */
    DRAFT("draft:", true),
    /** The credit note that takes a draft back, by the draft's id. */
    CREDIT("credit:", true),
    /** A step of delivering a draft: the draft's id and the step. */
    DELIVERY("deliver:", true),
    /** An expense went on without a receipt. */
    RECEIPT("receipt:", true),
    /** Work that changed after it was billed. */
    WORK("work-", true),
    /** A later period that comes out otherwise, by the correction's id. */
    CORRECTION("correction-", true),
    /** A later period that can't be reckoned again, by the time it was found. */
    LATER("later-", true),
    /** A contact that is to be made; there is one for each client, whatever the client looks like. */
    CONTACT("create", false),
    /** A contact that is to get what it lacks. */
    COMPLETION("complete", false),
    /** What changed of a client in Harvest, for its contact: the version of what was known, and a fingerprint. */
    FOLLOW("follow:", true),
    /** A client and its contact that can't be brought together: what is told, and a fingerprint. */
    FOLLOW_TOLD("follow-told:", true),
    /** Too much is missing from Harvest's list at once. */
    SWEEP("sweep", false),
    /** What is missing from Harvest's list may be hidden from who reads it. */
    HIDDEN("hidden", false),
    /** No word at all: a bare fingerprint or time, and whatever another release wrote. */
    PLAIN("", true);

    private final String prefix;
    private final boolean open;

    RevisionKind(String prefix, boolean open) {
        this.prefix = prefix;
        this.open = open;
    }

    /** What such a revision begins with in the tables. */
    public String prefix() {
        return prefix;
    }

    /** Whether something follows the prefix. */
    boolean isOpen() {
        return open;
    }

    boolean fits(String stored) {
        return open ? stored.startsWith(prefix) : stored.equals(prefix);
    }
}
