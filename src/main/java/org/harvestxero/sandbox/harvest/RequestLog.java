package org.harvestxero.sandbox.harvest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The latest API calls, and how many there were of each kind. */
final class RequestLog {
    private static final int KEPT = 1000;
    private static final int BODY_KEPT = 20_000;

    private final Deque<LoggedRequest> latest = new ArrayDeque<>();
    private final Map<String, Long> calls = new TreeMap<>();

    void add(LoggedRequest request) {
        calls.merge(request.method() + " " + request.template(), 1L, Long::sum);
        latest.addLast(request);
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
    }

    static String shortened(String body) {
        return body.length() > BODY_KEPT ? body.substring(0, BODY_KEPT) : body;
    }

    /** Oldest first, at most 1,000. */
    List<LoggedRequest> latest() {
        return List.copyOf(latest);
    }

    /** By method and path template, such as {@code GET /invoices/{id}/payments}. */
    Map<String, Long> calls() {
        return new TreeMap<>(calls);
    }

    void clear() {
        latest.clear();
        calls.clear();
    }
}
