package org.harvestxero.store.billing;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.Notice;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.billing.engine.TieOut;

/**
 * The form in which drafts and the proof of a run are stored: what is read back equals what was written. Hours stand as decimals, or
 * as thirty-thousandths where no decimal is exact; money as {@code 109.95 USD}.
 */
public final class DraftJson {
    private static final String PARTS = "/30000";
    private static final TypeReference<List<Notice>> NOTICES = new TypeReference<>() {};
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule("billing")
                    .addSerializer(Hours.class, new AsText<>(Hours.class, DraftJson::text))
                    .addDeserializer(Hours.class, new FromText<>(Hours.class, DraftJson::hours))
                    .addSerializer(Money.class, new AsText<>(Money.class, Money::toString))
                    .addDeserializer(Money.class, new FromText<>(Money.class, DraftJson::money))
                    .addSerializer(Rate.class, new AsText<>(Rate.class, DraftJson::text))
                    .addDeserializer(Rate.class, new FromText<>(Rate.class, DraftJson::rate))
                    .addSerializer(BigDecimal.class, new AsText<>(BigDecimal.class, BigDecimal::toPlainString))
                    .addDeserializer(BigDecimal.class, new FromText<>(BigDecimal.class, BigDecimal::new)))
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private DraftJson() {}

    /** The draft, or another value of the engine, as text. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Draft draft(String text) {
        try {
            return MAPPER.readValue(text, Draft.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Source source(String text) {
        try {
            return MAPPER.readValue(text, Source.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TieOut tieOut(String text) {
        try {
            return MAPPER.readValue(text, TieOut.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Notice> notices(String text) {
        try {
            return MAPPER.readValue(text, NOTICES);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Hours hours) {
        BigDecimal decimal = hours.toBigDecimal();
        return Hours.of(decimal).equals(hours) ? decimal.toPlainString() : hours.parts() + PARTS;
    }

    private static Hours hours(String text) {
        return text.endsWith(PARTS)
                ? Hours.ofParts(Long.parseLong(text.substring(0, text.length() - PARTS.length())))
                : Hours.of(text);
    }

    private static Money money(String text) {
        int blank = text.indexOf(' ');
        return Money.of(text.substring(0, blank), text.substring(blank + 1));
    }

    /** Such as {@code 150.00 USD}; the price of a day with the hours it has: {@code 900.00 USD 8.00}. */
    private static String text(Rate rate) {
        String price = rate.amount().toPlainString() + " " + rate.currency().getCurrencyCode();
        return rate.isHourly() ? price : price + " " + text(rate.unit());
    }

    private static Rate rate(String text) {
        String[] parts = text.split(" ", 3);
        BigDecimal amount = new BigDecimal(parts[0]);
        Currency currency = Currency.getInstance(parts[1]);
        return parts.length == 2 ? Rate.hourly(amount, currency) : Rate.daily(amount, currency, hours(parts[2]));
    }

    /** Writes a value as one text. */
    private static final class AsText<T> extends StdSerializer<T> {
        private static final long serialVersionUID = 1;
        private final transient Function<T, String> text;

        AsText(Class<T> type, Function<T, String> text) {
            super(type);
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text.apply(value));
        }
    }

    /** Reads it back. */
    private static final class FromText<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1;
        private final transient Function<String, T> value;

        FromText(Class<T> type, Function<String, T> value) {
            super(type);
            this.value = value;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return value.apply(json.getText());
        }
    }
}
