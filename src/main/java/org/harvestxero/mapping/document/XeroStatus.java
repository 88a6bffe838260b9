package org.harvestxero.mapping.document;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an invoice, credit note or payment stands in Xero. What Xero answered is kept as its own word; a word that none of these has
 * is none of them, so that a status Xero adds one day is read, kept and shown like any other.
 *
 * @see <a href="https://developer.xero.com/documentation/api/accounting/types#invoices">Xero: invoice status codes</a>
 */
public enum XeroStatus {
    DRAFT,
    SUBMITTED,
    AUTHORISED,
    PAID,
    /** Taken out of the books after it was approved. */
    VOIDED,
    /** Removed before it was approved; for payments, at any time. */
    DELETED;

    private static final Set<XeroStatus> UNAPPROVED = EnumSet.of(DRAFT, SUBMITTED);
    private static final Set<XeroStatus> ISSUED = EnumSet.of(AUTHORISED, PAID);
    private static final Set<XeroStatus> ENDED = EnumSet.of(VOIDED, DELETED);

    /** Empty for no word and for one that is none of these. */
    public static Optional<XeroStatus> of(@Nullable String word) {
        return Arrays.stream(values())
                .filter(status -> status.name().equals(word))
                .findFirst();
    }

    public boolean is(@Nullable String word) {
        return name().equals(word);
    }

    /** Whether people in Xero still have to approve it. */
    public static boolean isUnapproved(@Nullable String word) {
        return of(word).filter(UNAPPROVED::contains).isPresent();
    }

    /** Whether it is in the books. */
    public static boolean isIssued(@Nullable String word) {
        return of(word).filter(ISSUED::contains).isPresent();
    }

    /** Whether it is voided or deleted, which is final. */
    public static boolean isEnded(@Nullable String word) {
        return of(word).filter(ENDED::contains).isPresent();
    }
}
