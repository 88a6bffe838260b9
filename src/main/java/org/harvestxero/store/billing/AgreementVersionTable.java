package org.harvestxero.store.billing;

import java.time.Clock;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code agreement_version}: agreements as they stood, by their content. */
public final class AgreementVersionTable {
    private static final String ADD = """
            insert into agreement_version (connection, hash, file, client, content, first_seen_at)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String FIND =
            "select hash, file, client, content from agreement_version where connection = ? and hash = ?";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public AgreementVersionTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One version, as {@link org.harvestxero.billing.terms.Agreement#version()} names it. */
    public record StoredAgreement(String hash, String file, String client, String content) {}

    /** Keeps the version; one that is known stays as it is. */
    public void keep(StoredAgreement version) {
        jdbc.update(
                ADD,
                connection,
                version.hash(),
                Sql.cut(version.file(), 300),
                Sql.cut(version.client(), 300),
                version.content(),
                Sql.at(clock.instant()));
    }

    public Optional<StoredAgreement> find(String hash) {
        return jdbc
                .query(
                        FIND,
                        (rows, n) -> new StoredAgreement(
                                rows.getString("hash"),
                                rows.getString("file"),
                                rows.getString("client"),
                                rows.getString("content")),
                        connection,
                        hash)
                .stream()
                .findFirst();
    }
}
