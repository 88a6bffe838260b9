package org.harvestxero.console.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCause;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.FailedFilter.Remedy;
import org.jspecify.annotations.Nullable;

/**
 * Which failed copies somebody wants to see, as the address says it.
 *
 * @param cause word or number of a cause; empty for any
 * @param kind word of a kind; empty for any
 * @param words that the document's client, or the document itself, has in its name
 * @param days only what has failed for longer; 0 for any
 * @param side word of where it is put right; empty for any
 * @param after the last that was seen before: a document's id, or how many a cause keeps back and its number; empty from the first on
 */
public record FailedQuery(String cause, String kind, Words words, int days, String side, String after) {
    private static final int MOST_DAYS = 3_650;
    private static final Pattern AFTER_CAUSE = Pattern.compile("(\\d{1,15})-(\\d{1,18})");

    /**
     * Parts of names, in any case; empty for any.
     *
     * @param text of the number, or of what is wrong
     */
    public record Words(String client, String text) {}

    static FailedQuery of(Asked asked) {
        return new FailedQuery(
                asked.value("cause").orElse("").toLowerCase(Locale.ROOT),
                asked.value("kind").filter(word -> kind(word).isPresent()).orElse(""),
                new Words(asked.value("client").orElse(""), asked.value("text").orElse("")),
                number(asked.value("days"), MOST_DAYS),
                asked.value("side").filter(word -> remedy(word) != null).orElse(""),
                asked.value("after")
                        .filter(text -> text.matches("[\\d-]{1,40}"))
                        .orElse(""));
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
                false,
                remedy(asked.field("side").orElse("")),
                asked.field("text").orElse(null));
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

    private static @Nullable Remedy remedy(String word) {
        return Arrays.stream(Remedy.values())
                .filter(remedy -> remedy.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElse(null);
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
                words.client().isEmpty() ? null : words.client(),
                days == 0 ? null : format.now().minus(Duration.ofDays(days)),
                false,
                remedy(side),
                words.text().isEmpty() ? null : words.text());
    }

    /** The last cause that was seen; null for the first page of causes. */
    @Nullable
    FailedCause afterCause() {
        Matcher matcher = AFTER_CAUSE.matcher(after);
        return matcher.matches()
                ? new FailedCause(Long.parseLong(matcher.group(2)), "", "", "", Long.parseLong(matcher.group(1)))
                : null;
    }

    /** The last document that was seen; 0 for the first page of documents. */
    long afterDocument() {
        return after.matches("\\d{1,18}") ? Long.parseLong(after) : 0;
    }

    FailedQuery ofCause(long id) {
        return new FailedQuery(Long.toString(id), kind, words, days, side, "");
    }

    FailedQuery first() {
        return new FailedQuery(cause, kind, words, days, side, "");
    }

    FailedQuery after(long document) {
        return new FailedQuery(cause, kind, words, days, side, Long.toString(document));
    }

    FailedQuery after(FailedCause seen) {
        return new FailedQuery(cause, kind, words, days, side, seen.documents() + "-" + seen.id());
    }

    /** Whether all that stands failed is meant. */
    public boolean isAll() {
        return address().isEmpty();
    }

    /** As the end of an address: {@code ?cause=9&kind=invoice}, or nothing. */
    public String address() {
        return new AddressEnd()
                .with("cause", cause)
                .with("kind", kind)
                .with("client", words.client())
                .with("text", words.text())
                .with("days", days == 0 ? "" : Integer.toString(days))
                .with("side", side)
                .with("after", after)
                .toString();
    }
}
