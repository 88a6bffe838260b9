package org.harvestxero.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.harvestxero.config.secret.Secret;

/**
 * Hands {@code Authorization} values to the HTTP client past the routes: a message carries only a ticket, so that no trace,
 * dump or dead letter of a route can show a token.
 */
public final class AuthorizationVault {
    /** The message header that carries the ticket; it never leaves this process. */
    public static final String TICKET = "Call-Ticket";

    private final Map<String, Secret> waiting = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    /** Stores a value for one call and returns its ticket. */
    public String issue(Secret authorization) {
        String ticket = Long.toString(count.incrementAndGet());
        waiting.put(ticket, authorization);
        return ticket;
    }

    /** Hands out the value for a ticket, which is good only once. */
    Optional<Secret> redeem(String ticket) {
        return Optional.ofNullable(waiting.remove(ticket));
    }

    /** Forgets a ticket, such as one whose call was never made. */
    public void forget(String ticket) {
        waiting.remove(ticket);
    }
}
