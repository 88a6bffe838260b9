package org.harvestxero.store.copy;

import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The tables by which clients and contacts of one connection follow each other.
 *
 * @param contacts what both sides had when they last agreed
 * @param conflicts fields that a person is asked about
 * @param grouped contacts of a group that became clients
 * @param groupWishes groups that new contacts are put into
 */
public record FollowedTables(
        FollowedContactTable contacts,
        ContactConflictTable conflicts,
        GroupedContactTable grouped,
        GroupWishTable groupWishes) {
    public static FollowedTables of(String connection, JdbcTemplate jdbc, Clock clock) {
        return new FollowedTables(
                new FollowedContactTable(connection, jdbc),
                new ContactConflictTable(connection, jdbc, clock),
                new GroupedContactTable(connection, jdbc, clock),
                new GroupWishTable(connection, jdbc));
    }
}
