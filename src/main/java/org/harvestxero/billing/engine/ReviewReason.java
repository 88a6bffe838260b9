package org.harvestxero.billing.engine;

import org.harvestxero.billing.terms.ReviewRule;

/**
 * Why a person has to look at a draft.
 *
 * @param when the condition that holds
 * @param words what was found, for people
 */
public record ReviewReason(ReviewRule.When when, String words) {
    /** How the words begin where a draft waits behind an earlier one. */
    public static final String EARLIER_WAITS = "an earlier draft waits: ";
}
