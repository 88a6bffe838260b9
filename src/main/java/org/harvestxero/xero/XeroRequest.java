package org.harvestxero.xero;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.http.ApiRequest;
import org.harvestxero.http.Query;
import org.jspecify.annotations.Nullable;

/**
 * One request to Xero's accounting or payroll API.
 *
 * @param path below {@code /api.xro/2.0}, or below {@code /payroll.xro} with the version at its beginning; begins with a slash, its segments already percent-encoded
 * @param query in the order it is sent, values not yet encoded
 * @param body JSON, sent byte for byte
 * @param attachment bytes instead of a body
 * @param idempotencyKey at most 128 characters
 * @param ifModifiedSince sent in whole seconds
 */
public record XeroRequest(
        String method,
        String path,
        Map<String, String> query,
        @Nullable String body,
        @Nullable Attachment attachment,
        @Nullable String idempotencyKey,
        @Nullable Instant ifModifiedSince)
        implements ApiRequest {

    private static final int LONGEST_KEY = 128;

    public XeroRequest {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("A path begins with a slash: " + path);
        }
        if (idempotencyKey != null && (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST_KEY)) {
            throw new IllegalArgumentException("An idempotency key has 1 to 128 characters: " + idempotencyKey);
        }
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    /** A file to attach. */
    public record Attachment(byte[] bytes, String contentType) {
        @Override
        public String toString() {
            return bytes.length + " bytes of " + contentType;
        }
    }

    public static XeroRequest get(String path) {
        return new XeroRequest("GET", path, Map.of(), null, null, null, null);
    }

    public static XeroRequest put(String path, String body, String idempotencyKey) {
        return new XeroRequest("PUT", path, Map.of(), body, null, idempotencyKey, null);
    }

    public static XeroRequest post(String path, String body, String idempotencyKey) {
        return new XeroRequest("POST", path, Map.of(), body, null, idempotencyKey, null);
    }

    public static XeroRequest delete(String path) {
        return new XeroRequest("DELETE", path, Map.of(), null, null, null, null);
    }

    /**
     * Creates every element of an envelope, with a verdict for each and prices of four decimals.
     *
     * @param collection such as {@code Invoices}
     */
    public static XeroRequest create(String collection, String envelope, String idempotencyKey) {
        return put("/" + collection, envelope, idempotencyKey).withVerdicts();
    }

    /** Edits every element of an envelope by its id, with a verdict for each and prices of four decimals. */
    public static XeroRequest edit(String collection, String envelope, String idempotencyKey) {
        return post("/" + collection, envelope, idempotencyKey).withVerdicts();
    }

    /** Attaches a file to a document; the file name may hold any character Xero allows. */
    public static XeroRequest attach(String documentPath, String fileName, Attachment file, String idempotencyKey) {
        String path = documentPath + "/Attachments/" + Query.segment(fileName);
        return new XeroRequest("PUT", path, Map.of(), null, file, idempotencyKey, null).with("IncludeOnline", "true");
    }

    private XeroRequest withVerdicts() {
        return with("summarizeErrors", "false").with("unitdp", "4");
    }

    /** The same request with one more query parameter. */
    public XeroRequest with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(parameter, value);
        return new XeroRequest(method, path, more, body, attachment, idempotencyKey, ifModifiedSince);
    }

    /** The same request for what changed since then. */
    public XeroRequest since(@Nullable Instant instant) {
        return new XeroRequest(method, path, query, body, attachment, idempotencyKey, instant);
    }

    /** Whether it goes to payroll, which not every organisation has and not every user may see. */
    boolean isForPayroll() {
        return path.startsWith("/1.0/") || path.startsWith("/2.0/");
    }

    /** Whether it asks which organisation the credentials open. */
    boolean isForOrganisation() {
        return isRead() && path.equals("/Organisation");
    }

    /** The array a good answer to a list request must hold: {@code Invoices} for {@code GET /Invoices}. */
    Optional<String> expectedCollection() {
        String name = path.substring(1);
        if (!isRead() || name.contains("/")) {
            return Optional.empty();
        }
        return Optional.of(name.equals("Organisation") ? "Organisations" : name);
    }

    /** What is asked, for messages and logs: no query, no body, no key. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
