package org.harvestxero.sandbox.xero;

import java.util.Set;

/** The status of an invoice or credit note, with the moves the API allows. */
enum DocumentStatus {
    DRAFT,
    SUBMITTED,
    AUTHORISED,
    PAID,
    VOIDED,
    DELETED;

    private static final Set<DocumentStatus> INITIAL = Set.of(DRAFT, SUBMITTED, AUTHORISED);

    boolean initial() {
        return INITIAL.contains(this);
    }

    /** Nothing can happen to it any more. */
    boolean spent() {
        return this == VOIDED || this == DELETED;
    }

    /** It counts in the books. */
    boolean approved() {
        return this == AUTHORISED || this == PAID;
    }

    boolean mayBecome(DocumentStatus next) {
        return switch (this) {
            case DRAFT, SUBMITTED -> next.initial() || next == DELETED;
            case AUTHORISED -> next == AUTHORISED || next == VOIDED;
            case PAID -> next == PAID || next == AUTHORISED || next == VOIDED;
            case VOIDED, DELETED -> false;
        };
    }

    static DocumentStatus parse(String text) {
        try {
            return valueOf(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.malformed("Error converting value \"" + text + "\" to type 'InvoiceStatus'. Path 'Status'.");
        }
    }
}
