package org.harvestxero.mapping.coding;

import java.util.Map;
import java.util.Optional;
import org.harvestxero.mapping.coding.MappingRules.Ruling;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.Texts;
import org.jspecify.annotations.Nullable;

/** The reference printed on a Xero invoice: a rule's text, else Harvest's purchase order, else its subject. */
public final class ReferenceTemplate {
    /** Xero's limit. */
    private static final int LENGTH = 255;

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

    private static String fill(String template, SourceInvoice invoice) {
        Map<String, String> values = Map.of(
                "{purchaseOrder}", orEmpty(invoice.purchaseOrder()),
                "{subject}", orEmpty(invoice.subject()),
                "{number}", invoice.number(),
                "{client}", invoice.client().name());
        String filled = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace(value.getKey(), value.getValue());
        }
        return filled;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
