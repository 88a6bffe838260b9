package org.harvestxero.store.copy;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How far money that Xero shows on an invoice came on its way to Harvest, and where it may go from there. */
public enum PaymentBackState {
    /** To be decided. */
    SEEN,
    /** On an invoice that has no twin in Harvest; decided once it gets one. */
    APART,
    /** Decided anew as soon as its invoice changes in Harvest. */
    WAITING,
    /** A person was asked; decided anew as soon as its invoice changes in Harvest, or when they say so. */
    FAILED,
    /** Harvest was asked to record it, and nobody knows yet what became of that. */
    ASKED,
    /** Harvest has it because we recorded it there. */
    RECORDED,
    /** It is a payment that Harvest has anyway: our own copy of it, or the same money entered by people on both sides. */
    MATCHED,
    /** Harvest was asked to delete it, and nobody knows yet what became of that. */
    REMOVING,
    /** Neither side has it. */
    REMOVED,
    /** A person said that nothing is to be done, or deleted in Harvest what was recorded there. */
    GIVEN_UP;

    /** Every statement that moves rows names the state it moves them from; to these and no others. */
    public boolean mayBecome(PaymentBackState next) {
        return next().contains(next);
    }

    private Set<PaymentBackState> next() {
        return switch (this) {
            case SEEN, WAITING, FAILED ->
                EnumSet.of(SEEN, APART, WAITING, FAILED, ASKED, RECORDED, MATCHED, REMOVING, REMOVED, GIVEN_UP);
            case APART -> EnumSet.of(SEEN, REMOVED);
            case ASKED -> EnumSet.of(SEEN, ASKED, WAITING, FAILED, RECORDED, MATCHED, REMOVED);
            case RECORDED -> EnumSet.of(SEEN, GIVEN_UP);
            case MATCHED, REMOVED -> EnumSet.of(SEEN);
            case REMOVING -> EnumSet.of(SEEN, FAILED, REMOVED);
            case GIVEN_UP -> EnumSet.of(MATCHED, REMOVED);
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static PaymentBackState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
