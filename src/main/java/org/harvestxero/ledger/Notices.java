package org.harvestxero.ledger;

import java.sql.PreparedStatement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Tables {@code notice} and {@code notice_document}: which failed copies people were told of by mail. */
public final class Notices {
    private static final String ADD =
            "insert into notice (connection, state, documents, created_at) values (?, 'SENDING', 0, ?)";
    private static final String TELL = """
            insert into notice_document (connection, document_id, cause_id, notice_id)
            values (?, ?, ?, ?) on conflict do nothing""";
    private static final String COUNT = "update notice set documents = ? where id = ?";
    private static final String SETTLE =
            "update notice set state = ?, note = ?, settled_at = ? where id = ? and state = 'SENDING'";
    private static final String FORGET = "delete from notice_document where notice_id = ?";
    private static final String ABANDONED =
            "update notice set state = 'UNCLEAR', note = ?, settled_at = ? where connection = ? and state = 'SENDING'";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    public Notices(DataSource dataSource, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.clock = clock;
    }

    /** A failed copy and what blocks it. */
    public record Told(long document, long cause) {}

    /** A notice about to be sent, and the documents it is the first to tell of. */
    public record Claim(long notice, List<Told> news) {
        public Claim {
            news = List.copyOf(news);
        }
    }

    /** Records that people are about to be told; empty when they were told of all of them before. */
    public Optional<Claim> claim(String connection, List<Told> standing) {
        Optional<Claim> claim = Objects.requireNonNull(transactions.execute(transaction -> {
            long notice = add(connection);
            List<Told> news = new ArrayList<>();
            for (Told told : standing) {
                if (jdbc.update(TELL, connection, told.document(), told.cause(), notice) == 1) {
                    news.add(told);
                }
            }
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
    public int settleAbandoned(String connection) {
        return jdbc.update(ABANDONED, "the process stopped while it was sent", Sql.at(clock.instant()), connection);
    }

    private void settle(long notice, String state, String note) {
        jdbc.update(SETTLE, state, Sql.cut(note, 500), Sql.at(clock.instant()), notice);
    }

    private long add(String connection) {
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
