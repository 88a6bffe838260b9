package org.harvestxero.billing.engine;

import java.util.Map;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.terms.Texts;

/**
 * An amount that no entry accounts for: a fee, a phase, a minimum, a credit.
 *
 * @param rule the rule that charges it
 * @param kind what it is
 * @param place where its text stands in the agreement
 * @param amount before tax; negative for a credit
 * @param values of its text, by name
 * @param words how it came about
 */
record FlatCharge(
        RuleAt rule, LineKind kind, Texts.Place place, Money amount, Map<String, String> values, String words) {}
