package org.harvestxero.sandbox.harvest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes fields the way Harvest prints them: decimals with at least one decimal place, times in whole seconds. */
final class JsonWriter {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final JsonGenerator out;

    private JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    static byte[] object(Consumer<JsonWriter> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator generator = JSON.createGenerator(bytes)) {
            generator.writeStartObject();
            fields.accept(new JsonWriter(generator));
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    JsonWriter text(String name, @Nullable String value) {
        return field(name, () -> {
            if (value == null) {
                out.writeNull();
            } else {
                out.writeString(value);
            }
        });
    }

    JsonWriter date(String name, @Nullable LocalDate value) {
        return text(name, value == null ? null : value.toString());
    }

    JsonWriter time(String name, @Nullable Instant value) {
        return text(name, value == null ? null : value.toString());
    }

    JsonWriter flag(String name, boolean value) {
        return field(name, () -> out.writeBoolean(value));
    }

    JsonWriter whole(String name, @Nullable Number value) {
        return field(name, () -> {
            if (value == null) {
                out.writeNull();
            } else {
                out.writeNumber(value.longValue());
            }
        });
    }

    /** With at least one decimal place: 100.0, 0.535. */
    JsonWriter decimal(String name, @Nullable BigDecimal value) {
        return field(name, () -> {
            if (value == null) {
                out.writeNull();
            } else {
                BigDecimal plain = value.stripTrailingZeros();
                out.writeNumber(plain.scale() < 1 ? plain.setScale(1) : plain);
            }
        });
    }

    /** Without needless decimals, as reports print numbers: 9, 9.25. */
    JsonWriter figure(String name, @Nullable BigDecimal value) {
        return field(name, () -> {
            if (value == null) {
                out.writeNull();
            } else {
                BigDecimal plain = value.stripTrailingZeros();
                out.writeNumber(plain.scale() < 0 ? plain.setScale(0) : plain);
            }
        });
    }

    JsonWriter none(String name) {
        return text(name, null);
    }

    JsonWriter texts(String name, Collection<String> values) {
        return field(name, () -> {
            out.writeStartArray();
            for (String value : values) {
                out.writeString(value);
            }
            out.writeEndArray();
        });
    }

    JsonWriter ids(String name, Collection<Long> values) {
        return field(name, () -> {
            out.writeStartArray();
            for (Long value : values) {
                out.writeNumber(value);
            }
            out.writeEndArray();
        });
    }

    JsonWriter nested(String name, Consumer<JsonWriter> fields) {
        return field(name, () -> {
            out.writeStartObject();
            fields.accept(this);
            out.writeEndObject();
        });
    }

    /** {@code {id, name}} of another document. */
    JsonWriter reference(String name, long id, String label) {
        return nested(name, inner -> inner.whole("id", id).text("name", label));
    }

    <T> JsonWriter rows(String name, Collection<T> values, BiConsumer<T, JsonWriter> fields) {
        return field(name, () -> {
            out.writeStartArray();
            for (T value : values) {
                out.writeStartObject();
                fields.accept(value, this);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private JsonWriter field(String name, Body body) {
        try {
            out.writeFieldName(name);
            body.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private interface Body {
        void write() throws IOException;
    }
}
