package org.harvestxero.billing;

/** How far a time entry or expense has come in Harvest's approval. */
public enum Approval {
    UNSUBMITTED,
    SUBMITTED,
    APPROVED;

    /** Whether this is at least as far as {@code needed}. */
    public boolean reaches(Approval needed) {
        return compareTo(needed) >= 0;
    }

    /** Reads Harvest's {@code approval_status}, in lower case. */
    public static Approval parse(String status) {
        return switch (status) {
            case "unsubmitted" -> UNSUBMITTED;
            case "submitted" -> SUBMITTED;
            case "approved" -> APPROVED;
            default -> throw new IllegalArgumentException("Unknown approval status " + status);
        };
    }
}
