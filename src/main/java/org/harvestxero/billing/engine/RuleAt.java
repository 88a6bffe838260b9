package org.harvestxero.billing.engine;

import org.harvestxero.billing.terms.Rule;

/**
 * A rule and its place in the agreement.
 *
 * @param rule the rule
 * @param place from 0
 */
record RuleAt(Rule rule, int place) {
    String name() {
        return rule.name();
    }
}
