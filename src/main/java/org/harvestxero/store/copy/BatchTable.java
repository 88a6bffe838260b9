package org.harvestxero.store.copy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.harvestxero.store.database.PackedText;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code batch}: each request to Xero byte for byte, so that it can be repeated under its key. */
public final class BatchTable {
    private static final String COLUMNS = """
        id, kind, method, path, query, idempotency_key, body, packed, elements, state, first_sent_at, sends, retry_at, answer_status
        """;
    private static final String INSERT = """
            insert into batch (id, connection, kind, method, path, query, idempotency_key, body, packed, elements, state, first_sent_at,
            sends, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String SENT = """
            update batch set state = 'sent', first_sent_at = coalesce(first_sent_at, ?), sends = sends + 1
            where id = ? and state in ('prepared', 'sent')""";
    private static final String NOT_TAKEN = """
            update batch set sends = sends - 1, first_sent_at = case when sends <= 1 then null else first_sent_at end
            where id = ? and state = 'sent' and sends > 0""";
    private static final String PUZZLING = """
            update batch set answer_status = ?, first_sent_at = ? where id = ? and state = 'sent'""";
    private static final String RETRY_AT = "update batch set retry_at = ?, outcome = ? where id = ?";
    private static final String CLOSE = """
            update batch set state = 'closed', answer_status = ?, outcome = ?, closed_at = ? where id = ?""";
    /** State by state: H2 looks through all batches for one that is in a list of states. */
    private static final String OPEN = "select " + COLUMNS + """
            from (select * from batch where connection = ? and state = 'prepared'
                union all select * from batch where connection = ? and state = 'sent') unfinished
            order by created_at""";

    private static final String FIND = "select " + COLUMNS + " from batch where connection = ? and id = ?";
    private static final String FORGET_BODIES = """
            update batch set body = '', packed = null
            where connection = ? and state = 'closed' and closed_at < ? and (body <> '' or packed is not null)""";

    private static final String KEPT = """
            select closed_at, char_length(body) + coalesce(octet_length(packed), 0) as size from batch
            where connection = ? and state = 'closed' and (body <> '' or packed is not null) order by closed_at desc, id""";

    /** Characters from which on a body is kept packed. */
    private static final int LONG = 4_000;
    /** What the column holds; an incompressible one that is longer stays as it is. */
    private static final int LONGEST_PACKED = 1_000_000;

    private final String connection;
    private final JdbcTemplate jdbc;

    public BatchTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * @param firstSentAt by our own clock; null when it was never sent
     * @param sends how often it was sent so far
     * @param retryAt not before this; null for at once
     * @param answerStatus of an answer that came again and again and says nothing of the elements; null without one
     */
    public record Batch(
            String id,
            Kind kind,
            String method,
            String path,
            String query,
            String idempotencyKey,
            String body,
            int elements,
            @Nullable Instant firstSentAt,
            int sends,
            @Nullable Instant retryAt,
            @Nullable Integer answerStatus) {}

    public void add(Batch batch, Instant now) {
        jdbc.update(INSERT, values(connection, batch, "prepared", null, 0, now));
    }

    /** Stores new batches that may leave from now on: should the process end meanwhile, each counts as sent once. */
    public void addLeaving(List<Batch> batches, Instant now) {
        jdbc.batchUpdate(
                INSERT,
                batches.stream()
                        .map(batch -> values(connection, batch, "sent", now, 1, now))
                        .toList());
    }

    private static @Nullable Object[] values(
            String connection, Batch batch, String state, @Nullable Instant sentAt, int sends, Instant now) {
        byte[] packed = packed(batch.body());
        return new @Nullable Object[] {
            batch.id(),
            connection,
            batch.kind().code(),
            batch.method(),
            batch.path(),
            batch.query(),
            batch.idempotencyKey(),
            packed == null ? batch.body() : "",
            packed,
            batch.elements(),
            state,
            Sql.at(sentAt),
            sends,
            Sql.at(now)
        };
    }

    private static byte @Nullable [] packed(String body) {
        byte[] packed = body.length() < LONG ? null : PackedText.pack(body);
        return packed == null || packed.length > LONGEST_PACKED ? null : packed;
    }

    /** Records that the request is about to leave; the first time counts for the key's life. */
    public void sent(String id, Instant now) {
        jdbc.update(SENT, Sql.at(now), id);
    }

    /** Takes back that the batch was, or may have been, sent once more: the other side did not look at the request. */
    public void notTaken(String id) {
        jdbc.update(NOT_TAKEN, id);
    }

    /** The key only brings the same answer back, so it counts as forgotten since {@code firstSentAt}. */
    public void puzzling(String id, int answerStatus, Instant firstSentAt) {
        jdbc.update(PUZZLING, answerStatus, Sql.at(firstSentAt), id);
    }

    public void retryAt(String id, Instant at, String why) {
        jdbc.update(RETRY_AT, Sql.at(at), Sql.cut(why, 300), id);
    }

    public void close(String id, @Nullable Integer answerStatus, String outcome, Instant now) {
        jdbc.update(CLOSE, answerStatus, Sql.cut(outcome, 300), Sql.at(now), id);
    }

    /** Batches without a complete answer, oldest first: after a lost reply or a crash. */
    public List<Batch> open() {
        return jdbc.query(OPEN, BatchTable::row, connection, connection);
    }

    public Optional<Batch> find(String id) {
        return jdbc.query(FIND, BatchTable::row, connection, id).stream().findFirst();
    }

    /** Empties the bodies of batches closed before {@code before}; gives their number. */
    public int forgetBodies(Instant before) {
        return jdbc.update(FORGET_BODIES, connection, Sql.at(before));
    }

    /** Empties the oldest bodies of closed batches until the others take at most so many characters, or bytes; gives their number. */
    public int forgetBodies(long characters) {
        long[] sum = {0};
        @Nullable Instant[] newestTooMuch = {null};
        jdbc.query(
                KEPT,
                rows -> {
                    sum[0] += rows.getLong("size");
                    if (sum[0] > characters && newestTooMuch[0] == null) {
                        newestTooMuch[0] = Sql.instant(rows, "closed_at");
                    }
                },
                connection);
        Instant oldest = newestTooMuch[0];
        return oldest == null ? 0 : forgetBodies(oldest.plusNanos(1_000));
    }

    private static Batch row(ResultSet rows, int n) throws SQLException {
        return new Batch(
                rows.getString("id"),
                Kind.of(rows.getString("kind")),
                rows.getString("method"),
                rows.getString("path"),
                rows.getString("query"),
                rows.getString("idempotency_key"),
                PackedText.of(rows, "body", "packed"),
                rows.getInt("elements"),
                Sql.instantOrNull(rows, "first_sent_at"),
                rows.getInt("sends"),
                Sql.instantOrNull(rows, "retry_at"),
                Sql.intOrNull(rows, "answer_status"));
    }
}
