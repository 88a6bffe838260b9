package org.harvestxero.config.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.harvestxero.config.SettingsException;
import org.harvestxero.config.yaml.YamlMistake;
import org.harvestxero.config.yaml.YamlReader;
import org.harvestxero.mapping.coding.MappingRule;
import org.harvestxero.mapping.expense.ExpensePolicy;

/** Makes of the text of a {@code mappings.yaml} what it says, or names what is wrong in it by line, key and remedy. */
final class MappingsReader {
    private final Supplier<Path> file;
    private final MappingsSchema schema = new MappingsSchema();

    /** @param file named in what is refused */
    MappingsReader(Supplier<Path> file) {
        this.file = file;
    }

    record Content(List<MappingRule> rules, ExpensePolicy expenses) {}

    /** @throws SettingsException when it can't be used; one sentence per mistake, each with its line */
    Content read(String text) {
        Tree tree = tree(text);
        refuse(tree, schema.refusals(tree.root()));
        List<MappingRule> rules = MappingRuleReader.rules(tree.root());
        Map<String, String> senseless = new TreeMap<>();
        rules.forEach(rule -> senseless.putAll(RuleSense.refusals(rule)));
        ExpensePolicy policy = ExpensePolicyReader.policy(tree.root().path("expenses"));
        senseless.putAll(ExpenseSense.refusals(policy));
        refuse(tree, senseless);
        return new Content(rules, policy);
    }

    private Tree tree(String text) {
        try (YamlReader reader = YamlReader.of(text, YamlReader.Values.AS_WRITTEN)) {
            JsonNode root = reader.root();
            reader.end();
            return new Tree(root, reader.lines());
        } catch (YamlMistake e) {
            throw new SettingsException(sentence(e.line(), words(e)));
        }
    }

    private static String words(YamlMistake mistake) {
        return switch (mistake.kind()) {
            case SYNTAX -> "this isn't YAML: " + mistake.detail();
            case UNREADABLE -> "it can't be read: " + mistake.detail();
            case REPEATED_KEY -> "\"" + mistake.detail() + "\" is given twice";
            case ALIAS -> "aliases (*name) aren't understood here; write the value out";
            case SECOND_DOCUMENT -> "a second document begins here; keep everything in one";
        };
    }

    /** @param lines line from 1, by JSON pointer */
    private record Tree(JsonNode root, Map<String, Integer> lines) {
        /** The line of a place, or of the nearest one around it. */
        int line(String pointer) {
            String at = pointer;
            while (!at.isEmpty() && !lines.containsKey(at)) {
                at = at.substring(0, at.lastIndexOf('/'));
            }
            return lines.getOrDefault(at, 1);
        }
    }

    private void refuse(Tree tree, Map<String, String> refusals) {
        if (!refusals.isEmpty()) {
            throw new SettingsException(refusals.entrySet().stream()
                    .sorted((one, other) -> Integer.compare(tree.line(one.getKey()), tree.line(other.getKey())))
                    .map(refusal -> sentence(tree.line(refusal.getKey()), refusal.getValue()))
                    .toList());
        }
    }

    private String sentence(int line, String words) {
        return file.get() + ", line " + line + ": " + words + ".";
    }
}
