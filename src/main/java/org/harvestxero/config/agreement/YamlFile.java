package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.config.agreement.AgreementRefusedException.Flaw;
import org.harvestxero.config.yaml.YamlMistake;
import org.harvestxero.config.yaml.YamlReader;

/**
 * One YAML document and the line of every place in it.
 *
 * @param name of the file, without its folder
 * @param root what it says; an empty file says an empty object
 * @param lines line from 1, by JSON pointer
 */
record YamlFile(String name, ObjectNode root, Map<String, Integer> lines) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static YamlFile empty(String name) {
        return new YamlFile(name, NODES.objectNode(), Map.of());
    }

    static YamlFile read(String name, String text) throws AgreementRefusedException {
        try (YamlReader reader = YamlReader.of(text, YamlReader.Values.TYPED)) {
            JsonNode root = reader.root();
            if (root.isNull()) {
                return empty(name);
            }
            if (!(root instanceof ObjectNode object)) {
                throw new AgreementRefusedException(name, reader.line(), "the file is made of keys and values");
            }
            reader.end();
            return new YamlFile(name, object, reader.lines());
        } catch (YamlMistake e) {
            throw new AgreementRefusedException(name, e.line(), words(e));
        }
    }

    private static String words(YamlMistake mistake) {
        return switch (mistake.kind()) {
            case SYNTAX -> "not YAML: " + mistake.detail();
            case UNREADABLE -> "cannot be read: " + mistake.detail();
            case REPEATED_KEY -> "\"" + mistake.detail() + "\" is given twice";
            case ALIAS -> "aliases are not supported; write the value out";
            case SECOND_DOCUMENT -> "a second document starts here; keep everything in one";
        };
    }

    /** The line of the place or of what is around it; empty when the file says nothing there. */
    Optional<Integer> lineOf(String pointer) {
        for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            Integer line = lines.get(at);
            if (line != null) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** @throws AgreementRefusedException when anything is wrong */
    void refuseFor(List<Fault> faults) throws AgreementRefusedException {
        if (!faults.isEmpty()) {
            throw refused(faults);
        }
    }

    /** By lines, each once. */
    AgreementRefusedException refused(List<Fault> faults) {
        return new AgreementRefusedException(
                name,
                faults.stream()
                        .map(fault -> new Flaw(lineOf(fault.pointer()).orElse(1), fault.reason()))
                        .sorted()
                        .distinct()
                        .toList());
    }
}
