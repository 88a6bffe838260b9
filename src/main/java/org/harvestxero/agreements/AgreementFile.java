package org.harvestxero.agreements;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.harvestxero.billing.calendar.Holidays;

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
        Optional<AgreementSchema.Fault> fault = Schema.ONCE.fault(tree);
        if (fault.isPresent()) {
            throw refused(fault.get().pointer(), fault.get().reason(), defaults, own);
        }
        try {
            AgreementVersion version = version(own.name(), tree, holidays::of);
            version.in(ANY);
            return version;
        } catch (Fault e) {
            throw refused(e.pointer(), e.reason(), defaults, own);
        }
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
        if (Schema.ONCE.fault(version.tree()).isPresent()) {
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
                tree.path("client").asText(), sha256(content), file, content, tree, usualZone, holidaysOf);
    }

    private static AgreementRefusedException refused(String pointer, String reason, YamlFile defaults, YamlFile own) {
        Optional<Integer> ownLine = own.lineOf(pointer);
        Optional<Integer> defaultLine = defaults.lineOf(pointer);
        boolean fromDefaults = defaultLine.isPresent()
                && (ownLine.isEmpty() || !own.lines().containsKey(pointer))
                && defaults.lines().containsKey(pointer);
        return fromDefaults
                ? new AgreementRefusedException(defaults.name(), defaultLine.get(), reason)
                : new AgreementRefusedException(own.name(), ownLine.orElse(1), reason);
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

    private static String sha256(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** Read when the first file is: a deployment without agreements never needs it. */
    private static final class Schema {
        static final AgreementSchema ONCE = new AgreementSchema("/agreement.schema.json");
    }
}
