package org.harvestxero.sandbox.harvest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Trouble to make on purpose.
 *
 * @param kind what goes wrong
 * @param method such as {@code POST}; null for any
 * @param path beginning of the path below the API root, with numbers or with {@code {id}} in their place
 * @param after matching requests that pass before the first trouble
 * @param every of the matching requests after that, each n-th is hit
 * @param times at most so many are hit
 * @param duration the delay of {@link Kind#SLOW}, the {@code Retry-After} of {@link Kind#TOO_MANY_REQUESTS}
 */
public record Fault(
        Kind kind, @Nullable String method, String path, int after, int every, int times, Duration duration) {
    /** What can go wrong. */
    public enum Kind {
        /** 429 with {@code Retry-After}. */
        TOO_MANY_REQUESTS,
        /** 429 without {@code Retry-After}. */
        TOO_MANY_REQUESTS_UNTIMED,
        /** 429 as once recorded live: HTML, no {@code Retry-After}. */
        TOO_MANY_REQUESTS_HTML,
        ERROR_500_BEFORE_COMMIT,
        ERROR_502_BEFORE_COMMIT,
        ERROR_503_BEFORE_COMMIT,
        ERROR_500_AFTER_COMMIT,
        ERROR_502_AFTER_COMMIT,
        ERROR_503_AFTER_COMMIT,
        /** The connection breaks before anything is done. */
        DROP_REQUEST,
        /** Everything is done, then the connection breaks. */
        LOSE_REPLY,
        /** The answer comes late, all done. */
        SLOW,
        /** The JSON ends halfway. */
        MALFORMED_BODY,
        /** The right status with an HTML page. */
        HTML_BODY,
        /** The right status without a body. */
        EMPTY_BODY,
        /** 404 with an HTML page, nothing done. */
        NOT_FOUND_HTML,
        /** 401, nothing done. */
        EXPIRED_TOKEN,
        /** 403, nothing done. */
        FORBIDDEN,
        /** Pages after the first repeat the last row of the one before, as if someone had added a document. */
        REPEATING_PAGES,
        /** Pages after the first miss a row, as if someone had removed a document. */
        SKIPPING_PAGES,
        /** Amounts of taxes and discounts are null. */
        NULL_TAX_AMOUNTS,
        /** Invoices lack {@code payment_options}. */
        MISSING_PAYMENT_OPTIONS,
        /** Every object has a field nobody knows. */
        UNKNOWN_FIELDS,
        /** 100 instead of 100.0. */
        INTEGERS_FOR_DECIMALS
    }

    /** Hits every request until cleared. */
    public static Fault of(Kind kind) {
        return new Fault(kind, null, "/", 0, 1, Integer.MAX_VALUE, Duration.ofSeconds(1));
    }

    public Fault on(String someMethod, String pathPrefix) {
        return new Fault(kind, someMethod, pathPrefix, after, every, times, duration);
    }

    public Fault on(String pathPrefix) {
        return new Fault(kind, method, pathPrefix, after, every, times, duration);
    }

    public Fault after(int passing) {
        return new Fault(kind, method, path, passing, every, times, duration);
    }

    public Fault everyNth(int n) {
        return new Fault(kind, method, path, after, n, times, duration);
    }

    public Fault times(int k) {
        return new Fault(kind, method, path, after, every, k, duration);
    }

    public Fault lasting(Duration value) {
        return new Fault(kind, method, path, after, every, times, value);
    }

    boolean matches(String requestMethod, String requestPath, String template) {
        return (method == null || method.equals(requestMethod))
                && (requestPath.startsWith(path) || template.startsWith(path));
    }
}
