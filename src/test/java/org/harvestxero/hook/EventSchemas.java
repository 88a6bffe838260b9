package org.harvestxero.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The schemas that receivers are given, and whether an event keeps to its own. */
public final class EventSchemas {
    public static final Path FOLDER = Path.of("events");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private EventSchemas() {}

    public static JsonNode schema(String kind) {
        try {
            return JSON.readTree(Files.readString(FOLDER.resolve(kind + ".schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything in it is as its schema says, and nothing is in it that its schema doesn't tell of. */
    public static void assertFits(JsonNode event) {
        JsonNode schema = schema(event.path("kind").asText());
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(event))
                .as(event.toPrettyString())
                .isEmpty();
        List<String> untold = new ArrayList<>();
        untold(event, schema, "", untold);
        assertThat(untold).as(event.toPrettyString()).isEmpty();
    }

    private static void untold(JsonNode value, JsonNode schema, String path, List<String> untold) {
        value.properties().forEach(field -> {
            JsonNode told = schema.path("properties").path(field.getKey());
            if (told.isMissingNode()) {
                untold.add(path + field.getKey());
            } else {
                untold(field.getValue(), told, path + field.getKey() + ".", untold);
            }
        });
    }

    public static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
