package org.harvestxero.store.assistant;

import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;

/** What assistants asked and propose, and what they search work in, of one connection. */
public record AssistantTables(AssistantCallTable calls, AssistantProposalTable proposals, Searched searched) {
    /** What work is searched in. */
    public record Searched(WorkEntryTable entries, WorkNameTable names, WorkOutcomes outcomes) {}

    public static AssistantTables of(String connection, JdbcTemplate jdbc, Clock clock) {
        return new AssistantTables(
                new AssistantCallTable(connection, jdbc, clock),
                new AssistantProposalTable(connection, jdbc, clock),
                new Searched(
                        new WorkEntryTable(connection, jdbc),
                        new WorkNameTable(connection, jdbc),
                        new WorkOutcomes(connection, jdbc)));
    }
}
