package org.harvestxero.store.copy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Plans what is to be done in Xero: rows of table {@code outbox}, recorded before anything is sent. Planning the same revision twice adds
 * nothing; an unsent row gives way to a newer revision of its document.
 */
public final class OutboxPlanner {
    private static final String INSERT = """
            insert into outbox (connection, kind, source_id, revision, action, state, group_id, order_key, depends_kind, depends_id,
            depends_status, content_id, written_id, number, currency, total, total_tax, next_attempt_at, created_at)
            values (?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String FOUND = """
            insert into outbox (connection, kind, source_id, revision, action, state, outcome, group_id, order_key, number, currency,
            total, next_attempt_at, created_at)
            values (?, ?, ?, ?, ?, ?, 'adopted', ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String REPLACE = """
            update outbox set action = ?, state = 'waiting', group_id = ?, order_key = ?, depends_kind = ?, depends_id = ?, depends_status = ?,
            content_id = ?, written_id = ?, number = ?, currency = ?, total = ?, total_tax = ?, next_attempt_at = ?, batch_id = null, position = null,
            cause_id = null, message = null, notified_at = null, finished_at = null
            where connection = ? and kind = ? and source_id = ? and revision = ?
            and (state in ('waiting', 'failed') or (state = 'superseded' and batch_id is null))""";
    private static final String TEXTS = """
            select content_id, written_id from outbox where connection = ? and kind = ? and source_id = ? and revision = ?""";
    /** Those of the documents of which something is planned that gives way to a row of another revision. */
    private static final String UNSENT = """
            select distinct o.source_id from unnest(?) asked(id)
            join outbox o on o.connection = ? and o.kind = ? and o.source_id = asked.id where o.state in ('waiting', 'failed')""";

    private static final String SUPERSEDE = """
            update outbox set state = 'superseded', finished_at = ?
            where connection = ? and kind = ? and source_id = ? and revision <> ? and state in ('waiting', 'failed')""";
    private static final String SUPERSEDE_BUT = """
            update outbox set state = 'superseded', finished_at = ?
            where connection = ? and kind = ? and source_id = ? and revision <> ? and revision not like ?
            and state in ('waiting', 'failed')""";
    private static final String SUPERSEDE_ONE = """
            update outbox set state = 'superseded', finished_at = ?
            where connection = ? and kind = ? and source_id = ? and revision = ? and state in ('waiting', 'failed')""";
    private static final String SUPERSEDE_EDITS = """
            update outbox set state = 'superseded', finished_at = ?
            where connection = ? and kind = ? and source_id = ? and (left(revision, 7) = 'create:' or left(revision, 7) = 'update:')
            and state in ('waiting', 'failed')""";
    private static final String SETTLE = """
            update outbox set state = 'discarded', message = ?, finished_at = ?
            where connection = ? and kind = ? and source_id = ? and revision = ? and state = 'waiting'""";
    private static final String BALANCES_SETTLED = """
            update outbox set state = 'superseded', finished_at = ?
            where connection = ? and kind = 'invoice' and state = 'failed' and left(revision, 8) = 'balance:'
            and not exists (select 1 from source_document d where d.connection = outbox.connection and d.kind = 'invoice'
                and d.source_id = outbox.source_id and d.state <> 'gone'
                and outbox.revision = 'balance:' || cast(d.due_amount as varchar(30)))""";

    /** No row has this revision. */
    private static final String NONE = "";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final DocumentTextTable texts;

    public OutboxPlanner(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
        this.texts = new DocumentTextTable(jdbc);
    }

    /** Records the intent; replaces an unsent one of the same revision. False when that revision is sent or done already. */
    public boolean plan(Intent intent) {
        Instant now = clock.instant();
        Texts text = texts(List.of(intent)).get(0);
        return jdbc.update(INSERT, inserted(connection, intent, text, now)) == 1 || replace(intent, text, now);
    }

    /** The ids of an intent's documents. */
    private record Texts(@Nullable Long content, @Nullable Long written) {
        List<@Nullable Long> ids() {
            return Arrays.asList(content, written);
        }
    }

    private List<Texts> texts(List<Intent> intents) {
        List<@Nullable String> all = new ArrayList<>();
        intents.forEach(intent -> {
            all.add(intent.content());
            all.add(intent.written());
        });
        List<@Nullable Long> ids = texts.addAll(all);
        List<Texts> texts = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += 2) {
            texts.add(new Texts(ids.get(i), ids.get(i + 1)));
        }
        return texts;
    }

    /** Records what turned out to be done without our knowing: done, or sending until it is adopted. False when it is known already. */
    public boolean found(Intent intent, OutboxState state) {
        Instant now = clock.instant();
        return jdbc.update(
                        FOUND,
                        connection,
                        intent.kind().code(),
                        intent.sourceId(),
                        intent.revision().toString(),
                        intent.action().code(),
                        state.code(),
                        intent.groupId(),
                        intent.orderKey(),
                        Sql.cut(intent.number(), 300),
                        intent.currency(),
                        intent.total(),
                        Sql.at(now),
                        Sql.at(now))
                == 1;
    }

    /** Records intents of different documents; other unsent versions of each give way. */
    public void planAll(List<Intent> intents) {
        intents.stream()
                .collect(groupingBy(Intent::kind, () -> new EnumMap<>(Kind.class), toList()))
                .forEach(this::planAll);
    }

    private void planAll(Kind kind, List<Intent> intents) {
        Set<Long> unsent = unsent(kind, intents.stream().map(Intent::sourceId).toList());
        Instant now = clock.instant();
        intents.stream()
                .filter(intent -> unsent.contains(intent.sourceId()))
                .forEach(intent -> supersede(kind, intent.sourceId(), intent.revision()));
        List<Texts> texts = texts(intents);
        List<@Nullable Object[]> inserts = new ArrayList<>();
        for (int i = 0; i < intents.size(); i++) {
            inserts.add(inserted(connection, intents.get(i), texts.get(i), now));
        }
        int[] added = jdbc.batchUpdate(INSERT, inserts);
        for (int i = 0; i < added.length; i++) {
            if (added[i] == 0) {
                replace(intents.get(i), texts.get(i), now);
            }
        }
    }

    private Set<Long> unsent(Kind kind, Collection<Long> documents) {
        return Set.copyOf(jdbc.queryForList(UNSENT, Long.class, Sql.numbers(documents), connection, kind.code()));
    }

    private static @Nullable Object[] inserted(String connection, Intent intent, Texts text, Instant now) {
        Dependency on = intent.dependsOn();
        return new @Nullable Object[] {
            connection,
            intent.kind().code(),
            intent.sourceId(),
            intent.revision().toString(),
            intent.action().code(),
            intent.groupId(),
            intent.orderKey(),
            on == null ? null : on.kind().code(),
            on == null ? null : on.sourceId(),
            on == null ? null : on.status(),
            text.content(),
            text.written(),
            Sql.cut(intent.number(), 300),
            intent.currency(),
            intent.total(),
            intent.totalTax(),
            Sql.at(now),
            Sql.at(now)
        };
    }

    /** The row's former documents are forgotten; the new ones are where it is sent or done already. */
    private boolean replace(Intent intent, Texts text, Instant now) {
        List<@Nullable Long> former = new ArrayList<>();
        jdbc.query(
                TEXTS,
                (RowCallbackHandler) rows -> {
                    former.add(Sql.longOrNull(rows, "content_id"));
                    former.add(Sql.longOrNull(rows, "written_id"));
                },
                connection,
                intent.kind().code(),
                intent.sourceId(),
                intent.revision().toString());
        boolean replaced = update(intent, text, now);
        texts.forget(replaced ? former : text.ids());
        return replaced;
    }

    private boolean update(Intent intent, Texts text, Instant now) {
        Dependency on = intent.dependsOn();
        return jdbc.update(
                        REPLACE,
                        intent.action().code(),
                        intent.groupId(),
                        intent.orderKey(),
                        on == null ? null : on.kind().code(),
                        on == null ? null : on.sourceId(),
                        on == null ? null : on.status(),
                        text.content(),
                        text.written(),
                        Sql.cut(intent.number(), 300),
                        intent.currency(),
                        intent.total(),
                        intent.totalTax(),
                        Sql.at(now),
                        connection,
                        intent.kind().code(),
                        intent.sourceId(),
                        intent.revision().toString())
                == 1;
    }

    /** Other unsent versions of the document give way to {@code revision}; gives their number. */
    public int supersede(Kind kind, long sourceId, Revision revision) {
        return jdbc.update(SUPERSEDE, Sql.at(clock.instant()), connection, kind.code(), sourceId, revision.toString());
    }

    /** Every unsent version of the document gives way. */
    public void supersede(Kind kind, long sourceId) {
        jdbc.update(SUPERSEDE, Sql.at(clock.instant()), connection, kind.code(), sourceId, NONE);
    }

    /** Other unsent versions of the rows' documents give way to them; gives the ids of the rows that had such. */
    public Set<Long> supersedeAll(List<Row> rows) {
        Map<Kind, List<Long>> documents =
                rows.stream().collect(groupingBy(Row::kind, mapping(Row::sourceId, toList())));
        Set<Long> newer = new HashSet<>();
        documents.forEach((kind, ids) -> {
            Set<Long> unsent = unsent(kind, ids);
            rows.stream()
                    .filter(row -> row.kind() == kind && unsent.contains(row.sourceId()))
                    .filter(row -> supersede(kind, row.sourceId(), row.revision()) > 0)
                    .forEach(row -> newer.add(row.id()));
        });
        return newer;
    }

    /** The same, sparing those of the kind {@code spared}. */
    public void supersedeBut(Kind kind, long sourceId, Revision revision, RevisionKind spared) {
        jdbc.update(
                SUPERSEDE_BUT,
                Sql.at(clock.instant()),
                connection,
                kind.code(),
                sourceId,
                revision.toString(),
                spared.prefix() + "%");
    }

    /** What was to be written of the document, or could not be, gives way: it looks again as it was written last. */
    public void supersedeEdits(Kind kind, long sourceId) {
        jdbc.update(SUPERSEDE_EDITS, Sql.at(clock.instant()), connection, kind.code(), sourceId);
    }

    /** That unsent version of the document gives way. */
    public void supersedeOne(Kind kind, long sourceId, Revision revision) {
        jdbc.update(SUPERSEDE_ONE, Sql.at(clock.instant()), connection, kind.code(), sourceId, revision.toString());
    }

    /** Records that there is nothing to do for the intent, so that it isn't planned again. */
    public void settle(Intent intent, String why) {
        if (plan(intent)) {
            Instant now = clock.instant();
            jdbc.update(
                    SETTLE,
                    why,
                    Sql.at(now),
                    connection,
                    intent.kind().code(),
                    intent.sourceId(),
                    intent.revision().toString());
        }
    }

    /** Reported credit balances that are gone or have another amount by now give way. */
    public void supersedeSettledBalances() {
        jdbc.update(BALANCES_SETTLED, Sql.at(clock.instant()), connection);
    }
}
