package org.harvestxero.config.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.mapping.coding.MappingRule;
import org.harvestxero.mapping.coding.MappingRule.Use;
import org.harvestxero.mapping.coding.MappingRule.When;
import org.harvestxero.mapping.document.ProjectType;
import org.harvestxero.mapping.document.Taxed;
import org.jspecify.annotations.Nullable;

/** Makes rules of a tree that the schema allows. */
final class MappingRuleReader {
    private MappingRuleReader() {}

    static List<MappingRule> rules(JsonNode root) {
        List<MappingRule> rules = new ArrayList<>();
        for (JsonNode rule : root.path("rules")) {
            rules.add(new MappingRule(
                    rules.size() + 1, text(rule, "why"), when(rule.path("when")), use(rule.path("use"))));
        }
        return rules;
    }

    private static When when(JsonNode when) {
        String tax = text(when, "tax");
        String taxed = text(when, "taxed");
        String type = text(when, "projectType");
        return new When(
                text(when, "client"),
                text(when, "project"),
                text(when, "projectCode"),
                type == null ? null : ProjectType.called(type),
                text(when, "person"),
                text(when, "role"),
                text(when, "kind"),
                tax == null ? null : new BigDecimal(tax),
                taxed == null ? null : Taxed.called(taxed),
                text(when, "currency"),
                text(when, "gateway"));
    }

    private static Use use(JsonNode use) {
        Map<String, String> tracking = new HashMap<>();
        use.path("tracking")
                .properties()
                .forEach(entry ->
                        tracking.put(entry.getKey(), entry.getValue().asText().strip()));
        return new Use(
                text(use, "account"),
                text(use, "taxType"),
                tracking,
                text(use, "itemCode"),
                text(use, "reference"),
                text(use, "brandingTheme"),
                text(use, "paymentAccount"));
    }

    private static @Nullable String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isTextual() ? value.asText().strip() : null;
    }
}
