package org.harvestxero.http;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.harvestxero.config.secret.Sealer;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.store.connection.TokenTable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Databases with the shipped table of tokens. */
public final class Databases {
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private Databases() {}

    /** A new, empty H2 database in memory, as it is configured by default. */
    public static DataSource h2() {
        return open("jdbc:h2:mem:" + UUID.randomUUID()
                + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
    }

    public static DataSource open(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(0);
        return migrate(pool);
    }

    public static DataSource migrate(DataSource dataSource) {
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V002__token.sql")).execute(dataSource);
        return dataSource;
    }

    public static TokenTable tokens(DataSource dataSource, Clock clock) {
        return new TokenTable(dataSource, () -> Sealer.withKey(Secret.of(KEY)), clock);
    }
}
