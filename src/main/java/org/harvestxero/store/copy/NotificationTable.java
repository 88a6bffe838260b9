package org.harvestxero.store.copy;

import java.sql.PreparedStatement;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.harvestxero.store.database.Durability;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Tables {@code notice} and {@code notice_document}: what people were told of by mail. */
public final class NotificationTable {
    private static final String ADD =
            "insert into notice (connection, state, documents, created_at) values (?, 'SENDING', 0, ?)";
    private static final String TELL = """
            insert into notice_document (connection, document_id, cause_id, notice_id)
            values (?, ?, ?, ?) on conflict do nothing""";
    private static final String TOLD = """
            select n.document_id, n.cause_id from unnest(?) asked(id)
            join notice_document n on n.connection = ? and n.document_id = asked.id""";
    private static final int PAGE = 500;
    private static final String COUNT = "update notice set documents = ? where id = ?";
    private static final String SETTLE =
            "update notice set state = ?, note = ?, settled_at = ? where id = ? and state = 'SENDING'";
    private static final String FORGET = "delete from notice_document where notice_id = ?";
    private static final String ABANDONED =
            "update notice set state = 'UNCLEAR', note = ?, settled_at = ? where connection = ? and state = 'SENDING'";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    public NotificationTable(String connection, JdbcTemplate jdbc, TransactionTemplate transactions, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What people are told of once; told again only when its id or its cause is another. Table {@code notice_document} was made for
     * failed copies, so drafts and alerts have numbers there that no failed copy ever gets.
     */
    public record Topic(long document, long cause) {
        /** @param cause what blocks it */
        public static Topic failedCopy(long id, long cause) {
            return new Topic(id, cause);
        }

        /** A step of a draft's review: each waits for somebody else, so each is told of. */
        public static Topic draft(long id, int step) {
            return new Topic(-id, -1L - step);
        }

        /** @param id another one each time the alert begins */
        public static Topic alert(long id) {
            return new Topic(Long.MIN_VALUE + id, Long.MIN_VALUE);
        }
    }

    /**
     * A notice about to be sent.
     *
     * @param news what it is the first to tell of; never empty
     */
    public record Claim(long notice, Set<Topic> news) {
        public Claim {
            news = Set.copyOf(news);
        }
    }

    /** Records that people are about to be told; empty when they were told of all of them before. */
    public Optional<Claim> claim(List<Topic> standing) {
        List<Topic> unknown = unknown(standing);
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        Optional<Claim> claim = Objects.requireNonNull(transactions.execute(transaction -> {
            long notice = add();
            int[] told = jdbc.batchUpdate(
                    TELL,
                    unknown.stream()
                            .map(each -> new Object[] {connection, each.document(), each.cause(), notice})
                            .toList());
            Set<Topic> news = IntStream.range(0, told.length)
                    .filter(i -> told[i] == 1)
                    .mapToObj(unknown::get)
                    .collect(Collectors.toUnmodifiableSet());
            if (news.isEmpty()) {
                transaction.setRollbackOnly();
                return Optional.<Claim>empty();
            }
            jdbc.update(COUNT, news.size(), notice);
            return Optional.of(new Claim(notice, news));
        }));
        if (claim.isPresent()) {
            Durability.settle(Objects.requireNonNull(jdbc.getDataSource()));
        }
        return claim;
    }

    /** Those nobody was told of when this was asked. */
    private List<Topic> unknown(List<Topic> standing) {
        Set<Topic> known = new HashSet<>();
        for (int from = 0; from < standing.size(); from += PAGE) {
            List<Topic> page = standing.subList(from, Math.min(from + PAGE, standing.size()));
            jdbc.query(
                    TOLD,
                    (RowCallbackHandler)
                            rows -> known.add(new Topic(rows.getLong("document_id"), rows.getLong("cause_id"))),
                    Sql.numbers(page.stream().map(Topic::document).toList()),
                    connection);
        }
        return standing.stream().filter(each -> !known.contains(each)).toList();
    }

    /** The mail server took it. */
    public void sent(long notice) {
        settle(notice, "SENT", "");
    }

    /** The mail may have been sent; it is not sent again. */
    public void unclear(long notice, String note) {
        settle(notice, "UNCLEAR", note);
    }

    /** The mail was certainly not sent; its documents are told of next time. */
    public void notSent(long notice, String note) {
        transactions.executeWithoutResult(transaction -> {
            settle(notice, "NOT_SENT", note);
            jdbc.update(FORGET, notice);
        });
    }

    /** Notices a crash left half done may have been sent; returns how many there were. */
    public int settleAbandoned() {
        return jdbc.update(ABANDONED, "the process stopped while it was sent", Sql.at(clock.instant()), connection);
    }

    private void settle(long notice, String state, String note) {
        jdbc.update(SETTLE, state, Sql.cut(note, 500), Sql.at(clock.instant()), notice);
    }

    private long add() {
        GeneratedKeyHolder keys = new GeneratedKeyHolder();
        jdbc.update(
                session -> {
                    PreparedStatement statement = session.prepareStatement(ADD, new String[] {"id"});
                    statement.setString(1, connection);
                    statement.setObject(2, Sql.at(clock.instant()));
                    return statement;
                },
                keys);
        return Objects.requireNonNull(keys.getKey()).longValue();
    }
}
