package org.harvestxero.sandbox.harvest;

/** Where time or an expense stands in approval. */
enum Approval {
    UNSUBMITTED,
    SUBMITTED,
    APPROVED;

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
