package org.harvestxero.sandbox.xero;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure to inject: what goes wrong, on which calls, and how often.
 *
 * @param method such as {@code PUT}, or {@code *} for any
 * @param pathPrefix such as {@code /api.xro/2.0/Invoices}
 * @param every strikes each n-th matching call; 0 when {@code next} counts
 * @param next strikes the next so many matching calls; 0 when {@code every} counts
 * @param seed with {@code every}: strikes one in n calls drawn at random by this seed instead; 0 for strictly each n-th
 * @param status of a server error: 500, 502, 503 or 504
 * @param retryAfter seconds in a pretended 429 or server error; null for no such header
 * @param delayMillis of a slow answer
 * @param holding strikes only calls whose query or body holds this text; empty for any
 */
public record XeroFault(
        Kind kind,
        String method,
        String pathPrefix,
        int every,
        int next,
        long seed,
        int status,
        @Nullable Integer retryAfter,
        long delayMillis,
        String holding) {

    /** What goes wrong. */
    public enum Kind {
        /** The request is carried out, then the connection closes without an answer. */
        LOSE_REPLY,
        /** The connection closes and nothing was carried out. */
        DROP_REQUEST,
        /** 429 for the minute limit. */
        MINUTE_LIMIT,
        /** 429 for the day limit. */
        DAY_LIMIT,
        /** 429 for calls in flight. */
        CONCURRENT_LIMIT,
        /** 429 for the limit over all organisations. */
        APP_MINUTE_LIMIT,
        /** A server error, nothing carried out. A 500 is remembered under the idempotency key. */
        ERROR_BEFORE,
        /** A server error although the request was carried out. A 500 is remembered under the idempotency key. */
        ERROR_AFTER,
        /** 503 as a page of HTML, nothing carried out. */
        OFFLINE_HTML,
        /** 400 for the request as a whole, nothing carried out. */
        REFUSED,
        /** Carried out; the JSON of the answer breaks off half-way. */
        BROKEN_JSON,
        /** Carried out; a page of HTML comes back with status 200. */
        HTML,
        /** Carried out; status 200 without a body. */
        EMPTY,
        /** Carried out; the answer takes its time. */
        SLOW,
        /** Just before a list is read, its first row changes and moves to the end, so all others move up by one. */
        SHIFTING_PAGES,
        /** The token expires with this call. */
        EXPIRED_TOKEN,
        /** 403 as if the organisation had been disconnected. */
        DISCONNECTED
    }

    public XeroFault {
        Objects.requireNonNull(kind, "kind");
        if ((every > 0) == (next > 0)) {
            throw new IllegalArgumentException("A fault strikes either every n-th call or the next k calls");
        }
    }

    /** Strikes the next matching call, of any method and path, until told otherwise. */
    public static XeroFault of(Kind kind) {
        return new XeroFault(kind, "*", "/", 0, 1, 0, 503, null, 1_000, "");
    }

    public XeroFault on(String newMethod, String newPathPrefix) {
        if (newPathPrefix.matches("/[A-Z].*")) {
            throw new IllegalArgumentException(
                    "No call would be struck: " + newPathPrefix + " lacks /api.xro/2.0 or /payroll.xro/2.0");
        }
        return new XeroFault(
                kind, newMethod, newPathPrefix, every, next, seed, status, retryAfter, delayMillis, holding);
    }

    /** Strikes each n-th matching call. */
    public XeroFault every(int n) {
        return new XeroFault(kind, method, pathPrefix, n, 0, 0, status, retryAfter, delayMillis, holding);
    }

    /** Strikes one in n matching calls, drawn at random. */
    public XeroFault oneIn(int n, long newSeed) {
        return new XeroFault(kind, method, pathPrefix, n, 0, newSeed, status, retryAfter, delayMillis, holding);
    }

    /** Strikes the next k matching calls. */
    public XeroFault next(int k) {
        return new XeroFault(kind, method, pathPrefix, 0, k, 0, status, retryAfter, delayMillis, holding);
    }

    public XeroFault withStatus(int newStatus) {
        return new XeroFault(kind, method, pathPrefix, every, next, seed, newStatus, retryAfter, delayMillis, holding);
    }

    /** @param seconds of a pretended 429 or server error */
    public XeroFault withRetryAfter(int seconds) {
        return new XeroFault(kind, method, pathPrefix, every, next, seed, status, seconds, delayMillis, holding);
    }

    public XeroFault withDelay(long millis) {
        return new XeroFault(kind, method, pathPrefix, every, next, seed, status, retryAfter, millis, holding);
    }

    /** Strikes only calls whose query or body holds the text. */
    public XeroFault holding(String text) {
        return new XeroFault(kind, method, pathPrefix, every, next, seed, status, retryAfter, delayMillis, text);
    }
}
