package org.harvestxero.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.harvestxero.PostgresServer;
import org.harvestxero.store.Store;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a PostgreSQL may be set up like, and what is said of it before anything is made. */
class PostgresIT {
    private static final JdbcTemplate ADMINISTRATOR = new JdbcTemplate(PostgresServer.administrator());

    private final String administrators = PostgresServer.newDatabase();
    private final String url = administrators.replaceAll("\\?.*", "");

    @BeforeAll
    static void addUser() {
        ADMINISTRATOR.execute("create role clerk login password 'sesame'");
    }

    @AfterAll
    static void wake() {
        ADMINISTRATOR.execute("alter role clerk set default_transaction_read_only = off");
    }

    @Test
    void aUserWithoutTheRightToMakeTablesIsToldWhatToGrant() throws SQLException {
        execute("revoke create on schema public from public");

        assertThat(refused(url))
                .hasMessage("the user clerk may not make tables in its schema public")
                .extracting(UnfitDatabaseException::remedy)
                .isEqualTo("as its owner, run: grant create on schema public to clerk; or name another database.user.");
        assertThat(tables()).isZero();
    }

    @Test
    void aSchemaOfItsOwnIsUsedWhereTheAddressNamesIt() throws SQLException {
        execute("create schema books authorization clerk");
        execute("create table public.anything (id int)");

        Store.open(url + "?currentSchema=books", "clerk", "sesame", Clock.systemUTC())
                .close();

        assertThat(tables()).isEqualTo(1);
    }

    @Test
    void aSchemaThatIsNotThereIsMissed() {
        assertThat(refused(url + "?currentSchema=nowhere")).hasMessage("there is no schema nowhere");
    }

    @Test
    void tablesOfSomethingElseAreLeftAlone() throws SQLException {
        execute("grant create on schema public to clerk");
        execute("create table public.anything (id int)");

        assertThat(refused(url)).hasMessage("its schema public holds tables of something else");
        assertThat(tables()).isEqualTo(1);
    }

    @Test
    void textThatCannotHoldEveryNameIsRefused() {
        ADMINISTRATOR.execute("create database latin encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'");

        assertThat(refused(url.replaceAll("/test_\\d+", "/latin")))
                .hasMessage("it keeps text as LATIN1, which can't hold every name");
    }

    @Test
    void aServerThatTakesNoWritesIsRefused() {
        ADMINISTRATOR.execute("alter role clerk set default_transaction_read_only = on");

        UnfitDatabaseException refused = refused(url);
        wake();

        assertThat(refused).hasMessage("it takes no writes");
        assertThat(refused.isPassing()).isFalse();
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        UnfitDatabaseException refused = refused(url.replaceAll("/test_\\d+", "/none"));

        assertThat(refused).hasMessage("FATAL: database \"none\" does not exist");
        assertThat(refused.remedy()).isEqualTo("make it, or correct its name in database.url.");
    }

    @Test
    void aServerThatDoesNotRunMayRunLater() {
        UnfitDatabaseException refused = refused("jdbc:postgresql://127.0.0.1:1/books");

        assertThat(refused.isPassing()).isTrue();
        assertThat(refused.remedy()).isEqualTo("check that the server runs, and its host and port in database.url.");
    }

    private static UnfitDatabaseException refused(String url) {
        return catchThrowableOfType(
                UnfitDatabaseException.class,
                () -> Store.open(url, "clerk", "sesame", Clock.systemUTC()).close());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(administrators);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int tables() throws SQLException {
        try (Connection connection = DriverManager.getConnection(administrators);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from pg_tables where schemaname = 'public'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
