package org.harvestxero.mapping.coding;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.mapping.coding.MappingRules.Ruling;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.Texts;
import org.jspecify.annotations.Nullable;

/** The reference printed on a Xero invoice: a rule's text, else Harvest's purchase order, else its subject. */
public final class ReferenceTemplate {
    /** Xero's limit. */
    private static final int LENGTH = 255;

    private static final Pattern NAME = Pattern.compile("\\{(purchaseOrder|subject|number|client)}");

    private ReferenceTemplate() {}

    /** Empty when there is nothing to refer to. */
    public static Choice<Optional<String>> of(SourceInvoice invoice, MappingRules rules) {
        Optional<Ruling> rule = rules.decide(RuleFacts.of(invoice), MappingRule.Use::reference);
        if (rule.isPresent()) {
            return Choice.of(text(fill(rule.get().value(), invoice)), rule.get().by());
        }
        Optional<String> order = text(invoice.purchaseOrder());
        if (order.isPresent()) {
            return Choice.of(order, "Harvest's purchase order");
        }
        Optional<String> subject = text(invoice.subject());
        return Choice.of(
                subject, subject.isPresent() ? "Harvest's subject" : "Harvest has neither purchase order nor subject");
    }

    private static Optional<String> text(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(some -> Texts.cut(Texts.oneLine(some), LENGTH).strip())
                .filter(some -> !some.isEmpty());
    }

    /** One pass over the template, so that braces in what is filled in stay what they are. */
    private static String fill(String template, SourceInvoice invoice) {
        return NAME.matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "purchaseOrder" -> orEmpty(invoice.purchaseOrder());
                            case "subject" -> orEmpty(invoice.subject());
                            case "number" -> invoice.number();
                            default -> invoice.client().name();
                        }));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
