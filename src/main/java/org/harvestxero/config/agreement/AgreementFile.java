package org.harvestxero.config.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.config.Sha256;
import org.harvestxero.config.agreement.AgreementRefusedException.Flaw;

/** Makes agreements of files: lays a client's file over the defaults, checks the whole and gives it its hash. */
final class AgreementFile {
    private static final Currency ANY = Currency.getInstance("USD");

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private final ZoneId usualZone;
    private final HolidayBook holidays;

    AgreementFile(ZoneId usualZone, HolidayBook holidays) {
        this.usualZone = usualZone;
        this.holidays = holidays;
    }

    AgreementVersion read(YamlFile defaults, YamlFile own) throws AgreementRefusedException {
        ObjectNode tree = merged(defaults.root(), own.root());
        List<Fault> faults = faults(tree);
        if (!faults.isEmpty()) {
            throw refused(faults, defaults, own);
        }
        return version(own.name(), tree, holidays::of);
    }

    /** All that is wrong: with single values, and with what fits the schema but makes no sense. */
    private List<Fault> faults(ObjectNode tree) {
        List<Fault> misfits = AgreementFaults.of(Schema.ONCE.definition(), tree);
        Set<String> broken = misfits.stream()
                .map(fault -> fault.pointer().split("/", -1))
                .map(parts -> parts.length > 1 ? parts[1] : "")
                .collect(Collectors.toSet());
        List<Fault> faults = new ArrayList<>(misfits);
        faults.addAll(new AgreementReader(usualZone, holidays::of).faults(tree, ANY, broken));
        if (faults.isEmpty()) {
            AgreementFaults.misfit(Schema.ONCE, tree).ifPresent(faults::add);
        }
        return faults;
    }

    /** A version that was stored by its content. */
    AgreementVersion restore(String file, String content) {
        try {
            return version(file, json.readTree(content), holidays::asKept);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The stored content of " + file + " is no JSON", e);
        }
    }

    /** A version that was stored by its content; empty when it can't be used as agreements are read now. */
    Optional<AgreementVersion> restoreUsable(String file, String content) {
        AgreementVersion version = restore(file, content);
        if (Schema.ONCE.misfit(version.tree()).isPresent()) {
            return Optional.empty();
        }
        try {
            version.in(ANY);
            return Optional.of(version);
        } catch (Fault e) {
            return Optional.empty();
        }
    }

    private AgreementVersion version(String file, JsonNode tree, Function<String, Holidays> holidaysOf) {
        String content = sorted(tree).toString();
        return new AgreementVersion(
                tree.path("client").asText(), Sha256.of(content), file, content, tree, usualZone, holidaysOf);
    }

    /** By lines; those of the defaults after the file's own. */
    private static AgreementRefusedException refused(List<Fault> faults, YamlFile defaults, YamlFile own) {
        Set<Flaw> ofOwn = new TreeSet<>();
        Set<Flaw> ofDefaults = new TreeSet<>();
        for (Fault fault : faults) {
            Optional<Integer> ownLine = own.lineOf(fault.pointer());
            Optional<Integer> defaultLine = defaults.lineOf(fault.pointer());
            boolean fromDefaults = defaultLine.isPresent()
                    && (ownLine.isEmpty() || !own.lines().containsKey(fault.pointer()))
                    && defaults.lines().containsKey(fault.pointer());
            (fromDefaults ? ofDefaults : ofOwn)
                    .add(new Flaw((fromDefaults ? defaultLine : ownLine).orElse(1), fault.reason()));
        }
        return ofOwn.isEmpty()
                ? new AgreementRefusedException(defaults.name(), List.copyOf(ofDefaults))
                : new AgreementRefusedException(own.name(), List.copyOf(ofOwn));
    }

    /** Objects are merged key by key; anything else of the own file replaces the default. */
    private static ObjectNode merged(ObjectNode defaults, ObjectNode own) {
        ObjectNode tree = defaults.deepCopy();
        own.properties().forEach(entry -> {
            JsonNode usual = tree.get(entry.getKey());
            tree.set(
                    entry.getKey(),
                    usual instanceof ObjectNode below && entry.getValue() instanceof ObjectNode over
                            ? merged(below, over)
                            : entry.getValue().deepCopy());
        });
        return tree;
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            TreeMap<String, JsonNode> keys = new TreeMap<>();
            object.properties().forEach(entry -> keys.put(entry.getKey(), sorted(entry.getValue())));
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            keys.forEach(copy::set);
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(sorted(element)));
            return copy;
        }
        return node;
    }

    /** Read when the first file is: a deployment without agreements never needs it. */
    private static final class Schema {
        static final AgreementSchema ONCE = new AgreementSchema("/agreement.schema.json");
    }
}
