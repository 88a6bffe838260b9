package org.harvestxero.config.mapping;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.mapping.coding.MappingRule;
import org.harvestxero.mapping.coding.MappingRule.Use;
import org.harvestxero.mapping.coding.MappingRule.When;
import org.harvestxero.mapping.document.Taxed;

/** Finds rules that could never fit, and texts that could never be filled in. */
final class RuleSense {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");
    private static final Set<String> PLACEHOLDERS = Set.of("purchaseOrder", "subject", "number", "client");

    private RuleSense() {}

    /** What is wrong with a rule, one sentence by JSON pointer of the place. */
    static Map<String, String> refusals(MappingRule rule) {
        Map<String, String> refusals = new TreeMap<>();
        String place = "/rules/" + (rule.number() - 1);
        When when = rule.when();
        Use use = rule.use();
        if (use.paymentAccount() != null && asksForLine(when)) {
            refusals.put(
                    place + "/use/paymentAccount",
                    (when.person() != null || when.role() != null
                                    ? "nobody works for a payment"
                                    : "a payment has no project, kind or tax")
                            + ", so this rule would never fit; remove them from \"when\"");
        }
        if (when.gateway() != null && decidesInvoices(use)) {
            refusals.put(
                    place + "/when/gateway",
                    "an invoice has no gateway, so this rule would never fit; keep only paymentAccount in \"use\"");
        }
        if (when.tax() != null && (use.reference() != null || use.brandingTheme() != null)) {
            refusals.put(
                    place + "/when/tax",
                    "reference and brandingTheme are decided for the whole invoice, which has no single tax; remove \"tax\"");
        }
        boolean whole = use.reference() != null || use.brandingTheme() != null;
        if (when.taxed() != null && whole) {
            refusals.put(
                    place + "/when/taxed",
                    "reference and brandingTheme are decided for the whole invoice, which has no single tax; remove \"taxed\"");
        }
        if (whole && (when.role() != null || when.person() != null)) {
            refusals.put(
                    place + "/when/" + (when.role() != null ? "role" : "person"),
                    "reference and brandingTheme are decided for the whole invoice, not by who worked; remove \"role\" and \"person\"");
        }
        BigDecimal tax = when.tax();
        if (tax != null && when.taxed() != null && (tax.signum() != 0) != (when.taxed() == Taxed.RATE)) {
            refusals.put(
                    place + "/when/taxed",
                    "a tax of " + tax.toPlainString() + " % is never so; remove \"tax\" or \"taxed\"");
        }
        Matcher placeholder = PLACEHOLDER.matcher(use.reference() == null ? "" : use.reference());
        while (placeholder.find()) {
            if (!PLACEHOLDERS.contains(placeholder.group(1))) {
                refusals.put(
                        place + "/use/reference",
                        "\"" + placeholder.group()
                                + "\" can't be filled in; known are {purchaseOrder}, {subject}, {number}, {client}");
            }
        }
        return refusals;
    }

    private static boolean asksForLine(When when) {
        return when.project() != null
                || when.projectCode() != null
                || when.projectType() != null
                || when.person() != null
                || when.role() != null
                || when.kind() != null
                || when.tax() != null
                || when.taxed() != null;
    }

    private static boolean decidesInvoices(Use use) {
        return use.account() != null
                || use.taxType() != null
                || use.itemCode() != null
                || use.reference() != null
                || use.brandingTheme() != null
                || !use.tracking().isEmpty();
    }
}
