package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import org.harvestxero.billing.Hours;
import org.jspecify.annotations.Nullable;

/**
 * A time entry or expense, or a part of one, that is on no draft.
 *
 * @param source where it comes from
 * @param hours of the entry, as Harvest counts them; zero for an expense
 * @param worth unrounded, at Harvest's own rate; the cost of an expense
 * @param bucket where it ended up; never {@link Bucket#BILLED}
 * @param reason why
 * @param words why, for people
 * @param rule the rule that decided; empty before any did
 * @param overageOf the retainer it is overage of, so that a later run doesn't cover it; null when it is none
 */
public record NotBilled(
        Source source,
        Hours hours,
        BigDecimal worth,
        Bucket bucket,
        Reason reason,
        String words,
        String rule,
        @Nullable String overageOf) {}
