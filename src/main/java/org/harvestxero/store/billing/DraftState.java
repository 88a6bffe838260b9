package org.harvestxero.store.billing;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a draft stands, and where it may go from there. */
public enum DraftState {
    /** Waits for a person. */
    REVIEW,
    /** A person put it aside; its entries stay reserved. */
    HELD,
    /** A person refused it; its entries are open again. */
    REJECTED,
    /** May go out. */
    APPROVED,
    /** Mirrored in Harvest, or it is known why not. */
    MIRRORED,
    /** On its way to Xero. */
    PLANNED,
    /** Xero accepted it. */
    SENT,
    /** Taken back by a credit note; its entries are open again. */
    CREDITED,
    /** Made to be looked at; never leaves. */
    SHADOW;

    /** Whether the work on it is spoken for: neither open again, nor only looked at. */
    public boolean holdsItsWork() {
        return this != REJECTED && this != CREDITED && this != SHADOW;
    }

    public boolean mayBecome(DraftState next) {
        return next().contains(next);
    }

    private Set<DraftState> next() {
        return switch (this) {
            case REVIEW -> EnumSet.of(REVIEW, HELD, REJECTED, APPROVED);
            case HELD -> EnumSet.of(REVIEW, REJECTED, APPROVED);
            case APPROVED -> EnumSet.of(REVIEW, HELD, REJECTED, MIRRORED);
            case MIRRORED -> EnumSet.of(REVIEW, APPROVED, PLANNED);
            case PLANNED -> EnumSet.of(MIRRORED, REJECTED, SENT, CREDITED);
            case SENT -> EnumSet.of(CREDITED);
            case REJECTED, CREDITED, SHADOW -> EnumSet.noneOf(DraftState.class);
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DraftState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
