package org.harvestxero.worth;

import java.math.BigDecimal;
import org.harvestxero.billing.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of work is worth.
 *
 * @param agreed in the currency the client is billed in; null where it has no worth
 * @param base the same in the organisation's currency; null where it has none, or no rate is known
 * @param words how the amount came about, or why there is none
 */
public record Worth(
        Basis basis, @Nullable Money agreed, @Nullable InBase base, String words) {
    public Worth {
        if ((basis == Basis.NONE || basis == Basis.OPEN) != (agreed == null)) {
            throw new IllegalArgumentException(basis + " with " + agreed);
        }
    }

    /** What the amount rests on. */
    public enum Basis {
        /** What the next bill would make of it by the agreement. */
        AGREEMENT,
        /** Our bill that is dated later. */
        BILL,
        /** Harvest's own rate: there is no agreement. */
        HARVEST,
        /** An invoice of Harvest's that is dated later. */
        HARVEST_INVOICE,
        /** It has no worth yet: it is not approved, is held, or lacks a rate. */
        OPEN,
        /** It has no price of its own and will have none: a fee covers it, or it is written off. */
        NONE
    }

    /**
     * @param amount exact, not rounded
     * @param rate of the base currency for one unit
     * @param source where the rate comes from
     */
    public record InBase(BigDecimal amount, BigDecimal rate, String source) {}

    public static Worth of(Basis basis, Money agreed, String words) {
        return new Worth(basis, agreed, null, words);
    }

    public static Worth none(String words) {
        return new Worth(Basis.NONE, null, null, words);
    }

    public static Worth open(String words) {
        return new Worth(Basis.OPEN, null, null, words);
    }

    public boolean isNone() {
        return agreed == null;
    }

    Worth in(@Nullable InBase converted) {
        return new Worth(basis, agreed, converted, words);
    }
}
