package org.harvestxero.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps a process that led the connection, was frozen meanwhile and woke again from recording or sending anything. Each process that
 * takes the lead raises a number in the database. Every transaction that writes makes sure first that the number is still the one
 * this process raised, and holds it until its end; whoever takes over waits for that.
 *
 * <p>A process that never led is free to write: it does what people decide, which every process may. One that was overtaken is free
 * again once all it had under way has ended.
 */
public final class Fence {
    private static final String READ = "select number from fence where connection = ?";
    private static final String ADD = "insert into fence (connection, number) values (?, 0) on conflict do nothing";
    private static final String RAISE = "update fence set number = number + 1 where connection = ?";

    /** Whoever was overtaken in the middle of a transaction is waited for; longer than that, at the next look. */
    private static final String POSTGRES_RAISES = "set local synchronous_commit = on; set local lock_timeout = '2s'";

    private static final String POSTGRES_WAITED_ENOUGH = "55P03";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final String hold;
    private final boolean h2;
    private final BooleanSupplier rehearsing;
    private final List<Runnable> leads = new ArrayList<>();
    private volatile BooleanSupplier idle = () -> true;
    private volatile @Nullable Term term;
    private volatile boolean overtaken;
    private volatile @Nullable String words;

    /** @param rehearsing whether what this thread writes is undone anyway */
    public Fence(JdbcTemplate jdbc, TransactionTemplate transactions, boolean h2, BooleanSupplier rehearsing) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.h2 = h2;
        this.hold = READ + (h2 ? " for update" : " for share");
        this.rehearsing = rehearsing;
    }

    /** The time during which this process leads a connection, by the number it raised. */
    private record Term(String connection, long number) {}

    /** @param nothingUnderWay whether all has ended that was begun while this process led */
    public void endsWhen(BooleanSupplier nothingUnderWay) {
        idle = nothingUnderWay;
    }

    /** @param begin what is known of work under way is forgotten: another process may have gone on with it */
    public void whenLeading(Runnable begin) {
        leads.add(begin);
    }

    /** Why this process no longer leads, in words for people; empty once it leads again, or when it never did. */
    public Optional<String> overtaken() {
        return Optional.ofNullable(words);
    }

    /** Whether what was under way when another process took over has not ended yet. */
    public boolean isEnding() {
        return overtaken;
    }

    /** The number this process leads by; empty while it doesn't lead. */
    public OptionalLong number() {
        Term mine = term;
        return mine == null || overtaken ? OptionalLong.empty() : OptionalLong.of(mine.number());
    }

    /**
     * Asked before each request leaves, after all waiting for it.
     *
     * @param changes whether it changes anything on the other side; one that only reads is not held against the database
     * @throws OvertakenException when another process leads by now
     */
    public void mayLeave(boolean changes) {
        Term mine = term;
        if (mine == null) {
            return;
        }
        if (overtaken) {
            throw new OvertakenException();
        }
        if (changes) {
            check(mine, READ);
        }
    }

    /** Writes, in the transaction under way or in one of its own, if this process may. */
    <T> T write(Supplier<T> write) {
        Term mine = term;
        if (mine == null || rehearsing.getAsBoolean()) {
            return write.get();
        }
        if (overtaken) {
            throw new OvertakenException();
        }
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            holdOnce(mine);
            return write.get();
        }
        List<T> written = new ArrayList<>(1);
        transactions.executeWithoutResult(status -> {
            check(mine, hold);
            written.add(write.get());
        });
        return written.get(0);
    }

    private void holdOnce(Term mine) {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return;
        }
        check(mine, hold);
        TransactionSynchronizationManager.bindResource(this, mine);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(Fence.this);
            }
        });
    }

    private void check(Term mine, String sql) {
        List<Long> numbers = jdbc.queryForList(sql, Long.class, mine.connection());
        if (!numbers.equals(List.of(mine.number()))) {
            beOvertaken();
            throw new OvertakenException();
        }
    }

    private void beOvertaken() {
        words =
                "another process took the connection over while this one was held up; what was under way here is not recorded"
                        + " by this process, that one looks for it";
        overtaken = true;
    }

    /** Whether this process still leads by the number; notes it when not. */
    public boolean isHeld(Connection session, String connection) throws SQLException {
        Term mine = term;
        if (mine == null || overtaken) {
            return false;
        }
        OptionalLong number = read(session, connection);
        if (number.isPresent() && number.getAsLong() == mine.number()) {
            return true;
        }
        beOvertaken();
        return false;
    }

    /**
     * Whether this process may lead as far as it is concerned. False when it finds itself overtaken; from the next time on it may
     * lead again, and is free to decide, unless something of its own is still under way.
     */
    public boolean mayLead(Connection session, String connection) throws SQLException {
        if (term == null || isHeld(session, connection)) {
            return true;
        }
        if (idle.getAsBoolean()) {
            term = null;
            overtaken = false;
        }
        return false;
    }

    /**
     * Takes the lead; whoever had it before can no longer record anything then. Where nobody else led meanwhile, this process goes
     * on as it was.
     *
     * @return false while a former leader is in the middle of a transaction
     */
    public boolean lead(Connection session, String connection) throws SQLException {
        if (!mayLead(session, connection)) {
            return false;
        }
        if (term != null) {
            return true;
        }
        boolean commits = session.getAutoCommit();
        session.setAutoCommit(false);
        try {
            if (!h2) {
                try (Statement statement = session.createStatement()) {
                    statement.execute(POSTGRES_RAISES);
                }
            }
            update(session, ADD, connection);
            update(session, RAISE, connection);
            long number = read(session, connection).orElseThrow();
            session.commit();
            leads.forEach(Runnable::run);
            words = null;
            term = new Term(connection, number);
        } catch (SQLException e) {
            if (!POSTGRES_WAITED_ENOUGH.equals(e.getSQLState())) {
                throw e;
            }
            return false;
        } finally {
            session.rollback();
            session.setAutoCommit(commits);
        }
        return true;
    }

    /** Gives up the lead. */
    public void lower() {
        if (!overtaken || idle.getAsBoolean()) {
            term = null;
            overtaken = false;
        }
    }

    private static OptionalLong read(Connection session, String connection) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(READ)) {
            statement.setString(1, connection);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private static void update(Connection session, String sql, String connection) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setString(1, connection);
            statement.executeUpdate();
        }
    }
}
