package org.harvestxero.mcp;

import java.util.Map;
import org.harvestxero.PostgresServer;

/** The same on a real PostgreSQL. */
class ProposalsOnPostgresIT extends ProposalsIT {
    @Override
    Map<String, String> database() {
        return Map.of("database.url", PostgresServer.newDatabase(), "database.user", "postgres");
    }
}
