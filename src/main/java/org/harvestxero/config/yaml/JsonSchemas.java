package org.harvestxero.config.yaml;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;

/** The published shapes of files that people write. */
public final class JsonSchemas {
    private JsonSchemas() {}

    /** @param resource on the class path, such as {@code /agreement.schema.json}; places are named by JSON pointer */
    public static JsonSchema of(String resource) {
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ENGLISH)
                .build();
        try (InputStream text = Objects.requireNonNull(JsonSchemas.class.getResourceAsStream(resource), resource)) {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(text, config);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
