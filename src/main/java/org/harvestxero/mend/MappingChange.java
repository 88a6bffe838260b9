package org.harvestxero.mend;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.MappingDesk.Choice;
import org.harvestxero.config.yaml.YamlText;
import org.harvestxero.mapping.coding.Gap;
import org.harvestxero.mapping.coding.Gap.Decision;

/** What a choice changes in the text of {@code mappings.yaml}: one value, or one rule more. */
record MappingChange(Gap gap, Choice choice, String why) {

    /** @throws DecisionException when the text can't be changed in that place alone, in words that say what to write by hand */
    String in(String text) {
        try {
            return (choice.change() ? valueIn(text) : ruleIn(text)).toString();
        } catch (YamlText.UnfitTextException e) {
            throw new DecisionException("mappings.yaml can't be changed from here, because " + e.getMessage()
                    + ". Do it by hand: " + words() + ".");
        }
    }

    private YamlText valueIn(String text) {
        Decision decision = gap.decision()
                .filter(Decision::isInTheFile)
                .orElseThrow(() -> new DecisionException(
                        "No rule of mappings.yaml decides this by now; look at what can be chosen anew."));
        YamlText yaml = YamlText.of(text);
        String value = decision.value();
        if (yaml.value(decision.pointer())
                .map(String::strip)
                .filter(value::equals)
                .isEmpty()) {
            throw new DecisionException("mappings.yaml was changed there meanwhile; look at what can be chosen anew.");
        }
        return yaml.with(decision.pointer(), choice.value());
    }

    private YamlText ruleIn(String text) {
        Map<String, Object> rule = new LinkedHashMap<>();
        if (!why.isBlank()) {
            rule.put("why", why.strip());
        }
        Map<String, String> when = when();
        if (!when.isEmpty()) {
            rule.put("when", when);
        }
        rule.put("use", use());
        return YamlText.of(text).withItem(gap.place().list(), rule);
    }

    private Map<String, String> when() {
        Map<String, String> when = new LinkedHashMap<>(gap.facts());
        when.keySet().retainAll(choice.conditions());
        return when;
    }

    private Map<String, ?> use() {
        String category = gap.place().category();
        return category == null
                ? Map.of(gap.place().key().key(), choice.value())
                : Map.of(gap.place().key().key(), Map.of(category, choice.value()));
    }

    /** For the audit, and for those who do it by hand. */
    String words() {
        String wanted = (gap.place().category() == null ? "" : gap.place().category() + " ") + choice.value();
        if (choice.change()) {
            return gap.decision().map(Decision::by).orElse("") + ": "
                    + gap.place().key().key() + " " + wanted + " instead of "
                    + gap.decision().map(Decision::value).orElse("");
        }
        String when = when().entrySet().stream()
                .map(asked -> asked.getKey() + " " + asked.getValue())
                .collect(Collectors.joining(", "));
        return "a rule" + (gap.place().isOfExpenses() ? " below expenses" : "")
                + (when.isEmpty() ? " that always fits" : ", when " + when) + ": use "
                + gap.place().key().key() + " " + wanted;
    }
}
