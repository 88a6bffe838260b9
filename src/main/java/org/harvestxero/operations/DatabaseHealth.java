package org.harvestxero.operations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Not ready while the database can't be reached: without it nothing may be sent. */
final class DatabaseHealth extends AbstractHealthCheck {
    private static final int WITHIN_SECONDS = 3;

    private final DataSource dataSource;

    DatabaseHealth(DataSource dataSource) {
        super("harvest-xero", "database");
        this.dataSource = dataSource;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try (Connection connection = dataSource.getConnection()) {
            if (connection.isValid(WITHIN_SECONDS)) {
                builder.up();
            } else {
                builder.down().message("the database does not answer");
            }
        } catch (SQLException e) {
            builder.down().message("the database can't be reached");
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
