package org.harvestxero.store.event;

import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The tables by which one connection's hooks are told of events.
 *
 * @param progress how far each hook was told
 * @param pending what a hook did not take yet
 * @param events the events as they were written
 * @param deadLetters failed copies that were told of
 * @param milestones milestones of payment that were told of
 */
public record HookTables(
        HookTable progress,
        HookEventTable pending,
        StoredEvents events,
        DeadLetterTable deadLetters,
        MilestoneTable milestones) {
    public static HookTables of(String connection, JdbcTemplate jdbc, Clock clock) {
        return new HookTables(
                new HookTable(connection, jdbc, clock),
                new HookEventTable(connection, jdbc, clock),
                new StoredEvents(connection, jdbc),
                new DeadLetterTable(connection, jdbc, clock),
                new MilestoneTable(connection, jdbc));
    }
}
