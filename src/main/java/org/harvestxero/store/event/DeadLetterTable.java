package org.harvestxero.store.event;

import java.time.Clock;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code dead_letter}: failed copies that hooks were told of and that are not over yet. */
public final class DeadLetterTable {
    private static final String ADD = """
            insert into dead_letter (connection, kind, source_id, outbox_id, cause, number, since) values (?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";
    private static final String OTHER_CAUSE = """
            update dead_letter set outbox_id = ?, cause = ? where connection = ? and kind = ? and source_id = ? and cause <> ?""";
    private static final String END = "delete from dead_letter where connection = ? and kind = ? and source_id = ?";
    private static final String ANY = "select 1 from dead_letter where connection = ? limit 1";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public DeadLetterTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A failed copy.
     *
     * @param outboxId by which people name it
     * @param cause the word for what it shares with others
     */
    public record DeadLetter(
            Kind kind,
            long sourceId,
            long outboxId,
            String cause,
            @Nullable String number) {}

    /** Keeps it; false when it is there already, for the same cause. */
    public boolean put(DeadLetter letter) {
        return jdbc.update(
                                ADD,
                                connection,
                                letter.kind().code(),
                                letter.sourceId(),
                                letter.outboxId(),
                                letter.cause(),
                                Sql.cut(letter.number(), 300),
                                Sql.at(clock.instant()))
                        == 1
                || jdbc.update(
                                OTHER_CAUSE,
                                letter.outboxId(),
                                letter.cause(),
                                connection,
                                letter.kind().code(),
                                letter.sourceId(),
                                letter.cause())
                        == 1;
    }

    /** It is over; false when that was known. */
    public boolean end(Kind kind, long sourceId) {
        return jdbc.update(END, connection, kind.code(), sourceId) == 1;
    }

    public boolean any() {
        return !jdbc.queryForList(ANY, Integer.class, connection).isEmpty();
    }
}
