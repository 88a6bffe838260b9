package org.harvestxero.store.assistant;

import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;

/** What assistants asked and propose, of one connection. */
public record AssistantTables(AssistantCallTable calls, AssistantProposalTable proposals) {
    public static AssistantTables of(String connection, JdbcTemplate jdbc, Clock clock) {
        return new AssistantTables(
                new AssistantCallTable(connection, jdbc, clock), new AssistantProposalTable(connection, jdbc, clock));
    }
}
