package org.harvestxero.console.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which failed copies somebody wants to see, as the address says it.
 *
 * @param cause word or number of a cause; empty for any
 * @param kind word of a kind; empty for any
 * @param client part of a name; empty for any
 * @param days only what has failed for longer; 0 for any
 * @param from how many of a cause are passed over before the first that is shown
 */
public record FailedQuery(String cause, String kind, String client, int days, int from) {
    private static final int MOST_DAYS = 3_650;
    private static final int MOST_PASSED = 1_000_000;

    static FailedQuery of(Asked asked) {
        return new FailedQuery(
                asked.value("cause").orElse("").toLowerCase(Locale.ROOT),
                asked.value("kind").filter(word -> kind(word).isPresent()).orElse(""),
                asked.value("client").orElse(""),
                number(asked.value("days"), MOST_DAYS),
                number(asked.value("from"), MOST_PASSED));
    }

    /** What a form about a whole list means: that list's choice, as it stood when it was shown. */
    static FailedFilter listed(Asked asked) {
        Instant now = asked.format().now();
        Instant shown = asked.field("shown")
                .filter(digits -> digits.matches("\\d{1,15}"))
                .map(digits -> Instant.ofEpochMilli(Long.parseLong(digits)))
                .filter(at -> at.isBefore(now))
                .orElse(now);
        int days = number(asked.field("days"), MOST_DAYS);
        return new FailedFilter(
                asked.field("kind").flatMap(FailedQuery::kind).orElse(null),
                null,
                null,
                asked.field("client").orElse(null),
                shown.plusMillis(1).minus(Duration.ofDays(days)),
                false);
    }

    private static int number(Optional<String> text, int most) {
        return text.filter(digits -> digits.matches("\\d{1,7}"))
                .map(Integer::parseInt)
                .filter(number -> number <= most)
                .orElse(0);
    }

    private static Optional<DocumentKind> kind(String word) {
        return Arrays.stream(DocumentKind.values())
                .filter(kind -> kind.text().equals(word))
                .findFirst();
    }

    /** The number of a cause; null where its word is meant, or any. */
    @Nullable
    Long causeId() {
        return cause.matches("\\d{1,18}") ? Long.valueOf(cause) : null;
    }

    FailedFilter filter(ReaderFormat format) {
        return new FailedFilter(
                kind(kind).orElse(null),
                causeId(),
                cause.isEmpty() || causeId() != null ? null : cause,
                client.isEmpty() ? null : client,
                days == 0 ? null : format.now().minus(Duration.ofDays(days)),
                false);
    }

    FailedQuery ofCause(long id) {
        return new FailedQuery(Long.toString(id), kind, client, days, 0);
    }

    FailedQuery startingAt(int passed) {
        return new FailedQuery(cause, kind, client, days, passed);
    }

    /** As the end of an address: {@code ?cause=9&kind=invoice}, or nothing. */
    public String address() {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        add(query, "cause", cause);
        add(query, "kind", kind);
        add(query, "client", client);
        add(query, "days", days == 0 ? "" : Integer.toString(days));
        add(query, "from", from == 0 ? "" : Integer.toString(from));
        return query.toString();
    }

    private static void add(StringJoiner query, String name, String value) {
        if (!value.isEmpty()) {
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
