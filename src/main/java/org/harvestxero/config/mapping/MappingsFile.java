package org.harvestxero.config.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.SettingsException;
import org.harvestxero.config.Writers;
import org.harvestxero.config.yaml.YamlMistake;
import org.harvestxero.config.yaml.YamlReader;
import org.harvestxero.mapping.coding.MappingRule;
import org.harvestxero.mapping.coding.MappingRules;
import org.harvestxero.mapping.expense.ExpensePolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@code mappings.yaml} whose rules are in force. Read again while the program runs; a broken one is refused by file, line,
 * key and remedy, and the last good rules stay in force.
 */
public final class MappingsFile {
    private static final Logger LOG = LoggerFactory.getLogger(MappingsFile.class);
    private static final String NAME = "mappings.yaml";

    private final Path file;
    private final @Nullable LastGood lastGood;
    private final MappingsSchema schema = new MappingsSchema();
    private volatile MappingRules inForce = MappingRules.NONE;
    private volatile ExpensePolicy expenses = ExpensePolicy.DEFAULT;
    private volatile @Nullable String refusal;
    private @Nullable String lastSeen;

    private MappingsFile(Path file, @Nullable LastGood lastGood) {
        this.file = file;
        this.lastGood = lastGood;
    }

    /** @throws SettingsException when the file is missing or broken; one sentence per mistake */
    public static MappingsFile open(Path file) {
        MappingsFile opened = new MappingsFile(file, null);
        opened.reload();
        return opened;
    }

    /**
     * Opens a file that may have been broken or deleted since it was last in force: its last good version is in force then.
     *
     * @throws SettingsException when it is missing or broken, and no usable version was ever kept; one sentence per mistake
     */
    public static MappingsFile open(Path file, LastGood lastGood) {
        MappingsFile opened = new MappingsFile(file, lastGood);
        try {
            opened.reload();
        } catch (SettingsException e) {
            opened.fallBack(lastGood, e);
        }
        return opened;
    }

    private void fallBack(LastGood kept, SettingsException refused) {
        String text = kept.text(NAME).orElseThrow(() -> refused);
        try {
            take(read(text));
        } catch (SettingsException useless) {
            throw refused;
        }
        LOG.error(
                "The mappings are refused, their last good version in {} is in force: {}",
                kept.folder(),
                refused.getMessage());
    }

    /** The rules in force. */
    public MappingRules rules() {
        return inForce;
    }

    /** What the file in force says of expenses. */
    public ExpensePolicy expenses() {
        return expenses;
    }

    private void take(Content read) {
        inForce = new MappingRules(read.rules());
        expenses = read.expenses();
    }

    private record Content(List<MappingRule> rules, ExpensePolicy expenses) {}

    /** Why the file as it was last read is not in force; empty when it is. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    public Path file() {
        return file;
    }

    /**
     * Reads the file again.
     *
     * @return whether its text is another than at the last try
     * @throws SettingsException when it is missing or broken; the last good rules stay in force
     */
    public synchronized boolean reload() {
        return take(true);
    }

    /**
     * Reads the file again if it is not what it was at the last try, good or bad.
     *
     * @return whether other rules are in force now
     * @throws SettingsException as {@link #reload()}, once for each new content
     */
    public synchronized boolean refresh() {
        return take(false);
    }

    private boolean take(boolean evenIfTheSame) {
        try {
            String before = lastSeen;
            lastSeen = null; // what can't be read is another text than the one that comes after it
            String text = text();
            boolean changed = !text.equals(before);
            lastSeen = text;
            if (changed || evenIfTheSame) {
                take(read(text));
                refusal = null;
                if (lastGood != null) {
                    lastGood.keep(NAME, text);
                }
            }
            return changed;
        } catch (SettingsException e) {
            refusal = e.getMessage();
            throw e;
        }
    }

    private String text() {
        Writers.complaint(file).ifPresent(complaint -> {
            throw new SettingsException(complaint + ".");
        });
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new SettingsException(file
                    + " is missing: put back the one that came with the program, or an empty one for no exceptions.");
        } catch (CharacterCodingException e) {
            throw new SettingsException(file + " isn't UTF-8 text: save it in that encoding.");
        } catch (IOException e) {
            throw new SettingsException(file + " can't be read (" + e.getMessage() + "): check its permissions.");
        }
    }

    private Content read(String text) {
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
        return file + ", line " + line + ": " + words + ".";
    }
}
