package org.harvestxero.store.copy;

import java.util.Locale;

/** What an outbox row asks Xero to do. */
public enum Action {
    /** A new document, by {@code PUT}: never edits a stranger's. */
    CREATE,
    /** An edit by id. */
    UPDATE,
    /** DRAFT → AUTHORISED after the totals were compared. */
    APPROVE,
    /** A draft goes to DELETED. */
    DELETE,
    /** An authorised document goes to VOIDED. */
    VOID,
    /** A credit note is set against its invoice. */
    ALLOCATE,
    /** One allocation of a credit note is taken back. */
    DEALLOCATE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Action of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
