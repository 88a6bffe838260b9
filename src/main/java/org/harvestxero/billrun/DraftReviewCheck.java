package org.harvestxero.billrun;

import org.harvestxero.billing.Named;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.terms.Agreement;

/** Looks at what the engine made before it is stored, with what the engine knows nothing of. */
@FunctionalInterface
interface DraftReviewCheck {
    /** The result, its drafts with the reasons found for a person to look. */
    BillingResult checked(BillingResult result, Agreement agreement, Named client);
}
