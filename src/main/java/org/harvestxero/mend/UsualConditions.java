package org.harvestxero.mend;

import java.util.Set;
import org.harvestxero.mapping.coding.Gap;
import org.harvestxero.mapping.failure.FailureCode;

/** What a new rule had better ask for: enough that it touches nothing else, and no more. */
final class UsualConditions {
    private UsualConditions() {}

    static Set<String> of(Gap gap, FailureCode cause) {
        if (gap.place().isOfExpenses()) {
            return Set.of("category");
        }
        return switch (gap.place().key()) {
            case ACCOUNT -> cause == FailureCode.TAX_RATE_MISSING ? Set.of("kind", "tax") : account(gap);
            case TAX_TYPE -> cause == FailureCode.CONTACT_TAX_UNFIT ? Set.of("client") : with(gap, "tax", "client");
            case TRACKING, BRANDING_THEME -> Set.of("client");
            case ITEM -> with(gap, "kind", "client");
            case PAYMENT_ACCOUNT ->
                gap.facts().containsKey("gateway") ? Set.of("gateway", "currency") : Set.of("currency");
        };
    }

    private static Set<String> account(Gap gap) {
        boolean byContact =
                gap.decision().filter(now -> now.by().contains("contact")).isPresent();
        return byContact ? Set.of("client") : with(gap, "kind", "client");
    }

    /** The first; the other where the document has no such thing. */
    private static Set<String> with(Gap gap, String wanted, String otherwise) {
        return Set.of(gap.facts().containsKey(wanted) ? wanted : otherwise);
    }
}
