package org.harvestxero.sandbox.xero;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The last requests and the number of calls by method and path template. */
final class RequestLog {
    private static final long MOST_BODY_CHARACTERS = 64L * 1024 * 1024;

    private final int capacity;
    private final Deque<LoggedRequest> requests = new ArrayDeque<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private long bodyCharacters;

    RequestLog(int capacity) {
        this.capacity = capacity;
    }

    void add(LoggedRequest request) {
        requests.addLast(request);
        bodyCharacters += request.body().length();
        while (requests.size() > capacity || bodyCharacters > MOST_BODY_CHARACTERS) {
            bodyCharacters -= requests.removeFirst().body().length();
        }
    }

    /** @param call method and path template, such as {@code PUT /Invoices} */
    void count(String call) {
        counts.merge(call, 1L, Long::sum);
    }

    List<LoggedRequest> requests() {
        return List.copyOf(requests);
    }

    Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    void clear() {
        requests.clear();
        counts.clear();
        bodyCharacters = 0;
    }
}
