package org.harvestxero.mcp.token;

import java.time.LocalDate;
import java.util.Set;
import org.harvestxero.console.user.Right;
import org.harvestxero.console.user.Role;
import org.jspecify.annotations.Nullable;

/**
 * An assistant that may ask.
 *
 * @param name as it stands in the audit
 * @param roles what it may see, and what it may propose
 * @param connections whose books it may see, by name; empty for those of every connection
 * @param bounds how much it may ask for
 * @param expires its last day
 * @param revoked the day it was revoked; null while it was not
 * @param hash SHA-256 of its token
 */
public record Assistant(
        String name,
        Set<Role> roles,
        Set<String> connections,
        Bounds bounds,
        LocalDate expires,
        @Nullable LocalDate revoked,
        String hash) {
    public Assistant {
        roles = Set.copyOf(roles);
        connections = Set.copyOf(connections);
    }

    /**
     * How much one may ask for.
     *
     * @param calls in any minute
     * @param rows in one answer
     * @param sideCalls calls of Harvest and Xero in any minute; 0 for none
     */
    public record Bounds(int calls, int rows, int sideCalls) {
        public static final int MOST_CALLS = 1_000;
        public static final int MOST_ROWS = 500;
        public static final int MOST_SIDE_CALLS = 60;
        public static final Bounds USUAL = new Bounds(60, 100, 10);

        public Bounds {
            check("calls a minute", calls, 1, MOST_CALLS);
            check("rows a call", rows, 1, MOST_ROWS);
            check("calls of the sides a minute", sideCalls, 0, MOST_SIDE_CALLS);
        }

        private static void check(String what, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        "An assistant has from " + least + " to " + most + " " + what + ", not " + value + ".");
            }
        }
    }

    public boolean may(Right right) {
        return roles.stream().anyMatch(role -> role.may(right));
    }

    /** Whether it may see the books of a connection. */
    public boolean sees(String connection) {
        return connections.isEmpty() || connections.contains(connection);
    }

    /** Such as {@code bookkeeper, reviewer}. */
    public String roleWords() {
        return Role.words(roles);
    }

    /** The same, whose token is good for nothing from that day on. */
    Assistant revokedOn(LocalDate day) {
        return new Assistant(name, roles, connections, bounds, expires, day, hash);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "Assistant[" + name + ", " + roleWords() + "]";
    }
}
