package org.harvestxero.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * A response as it came, before it was judged.
 *
 * @param headers by name in any case
 * @param body read to its end
 */
public record RawResponse(int status, Map<String, String> headers, String body, Instant received) {
    private static final int SERVER_ERROR = 500;
    private static final Duration LONGEST_OUTAGE = Duration.ofHours(1);

    /**
     * Reads the response that camel-http left on the message.
     *
     * @throws IOException when the connection fails before its end
     */
    public static RawResponse of(Message message, Clock clock) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        message.getHeaders().forEach((name, value) -> {
            if (value != null && !name.startsWith("Camel")) {
                headers.put(name, value.toString());
            }
        });
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        byte[] body = body(message);
        return new RawResponse(
                status == null ? 0 : status,
                headers,
                body == null ? "" : new String(body, StandardCharsets.UTF_8),
                clock.instant());
    }

    private static byte @Nullable [] body(Message message) throws IOException {
        if (message.getBody() instanceof InputStream stream) {
            try (stream) {
                return stream.readAllBytes();
            }
        }
        return message.getBody(byte[].class);
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** A header that counts something; empty when absent or no whole number. */
    public OptionalInt count(String name) {
        String text = headers.get(name);
        if (text == null || !text.trim().matches("\\d{1,9}")) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(text.trim()));
    }

    /** The time of the response by the other side's clock, by ours when it sent none. */
    public Instant serverDate() {
        return HttpDates.date(header("Date")).orElse(received);
    }

    /** False for a page of HTML or plain text, whatever its status says. */
    public boolean claimsJson() {
        String type = header("Content-Type");
        return type == null || type.toLowerCase(Locale.ROOT).contains("json");
    }

    /** What an error body says in plain text, shortened; empty for HTML. */
    public String plainText() {
        String text = body.strip();
        boolean markup = text.startsWith("<");
        return markup ? "" : text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }

    /** True for 2xx. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** The wait that its {@code Retry-After} asks for. */
    public Optional<Duration> retryAfter() {
        return HttpDates.retryAfter(header("Retry-After"), received);
    }

    /** The pause that a server asks for because it can't serve now (5xx); an hour at most, then one call finds out how things stand. */
    public Optional<Duration> outagePause() {
        return status < SERVER_ERROR
                ? Optional.empty()
                : retryAfter().map(asked -> asked.compareTo(LONGEST_OUTAGE) < 0 ? asked : LONGEST_OUTAGE);
    }

    @Override
    public String toString() {
        return status + " with " + body.length() + " characters";
    }
}
