package org.harvestxero.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.harvestxero.PostgresServer;
import org.harvestxero.config.secret.Sealer;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.store.connection.StoredToken;
import org.harvestxero.store.connection.TokenTable;
import org.junit.jupiter.api.Test;

class RefreshingTokensIT {
    private static final TokenTable.Key KEY = new TokenTable.Key("main", "xero");
    private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

    private final Ticking clock = new Ticking();
    private final DataSource database = Databases.h2();
    private final TokenTable table = Databases.tokens(database, clock);
    private final Xero xero = new Xero();
    private final RefreshingTokens tokens = tokens(table);

    private RefreshingTokens tokens(TokenTable some) {
        return new RefreshingTokens(some, KEY, xero::refresh, Api.XERO, clock, clock::nanos);
    }

    private static OutcomeUnknownException lost() {
        return OutcomeUnknownException.noAnswer(Api.XERO, "lost", true, null);
    }

    /** Rotates as Xero does: each refresh token is good once, and for half an hour again after that. */
    private final class Xero {
        final AtomicInteger count = new AtomicInteger();
        final List<String> asked = new ArrayList<>();
        final Deque<RuntimeException> lost = new ArrayDeque<>();
        String good = "refresh-0";
        String graced = "";

        synchronized TokenResponse refresh(Secret token) {
            String text = token.reveal();
            asked.add(text);
            if (!text.equals(good) && !text.equals(graced)) {
                throw new GrantRefusedException(Api.XERO, 400, "invalid_grant");
            }
            int number = count.incrementAndGet();
            graced = text;
            good = "refresh-" + number;
            RuntimeException failure = lost.poll();
            if (failure != null) {
                throw failure;
            }
            return new TokenResponse(
                    Secret.of("access-" + number), clock.instant().plus(Duration.ofMinutes(30)), Secret.of(good), "");
        }
    }

    private static final class Ticking extends Clock {
        private Instant now = START;
        private long passed;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
            passed += time.toNanos();
        }

        void set(Duration by) {
            now = now.plus(by);
        }

        long nanos() {
            return passed;
        }
    }

    private void consented() {
        table.put(
                KEY,
                StoredToken.consented(
                                Secret.of("access-0"),
                                START.plus(Duration.ofMinutes(30)),
                                Secret.of("refresh-0"),
                                "accounting.invoices",
                                START)
                        .forTarget("tenant-1", "Studio"));
    }

    private String current() {
        return tokens.current().value().reveal();
    }

    @Test
    void usesAStoredTokenWhileItIsGood() {
        consented();
        clock.pass(Duration.ofMinutes(27));

        assertThat(current()).isEqualTo("access-0");
        assertThat(tokens.targetId()).contains("tenant-1");
        assertThat(xero.asked).isEmpty();
    }

    @Test
    void storesANewTokenBeforeItIsUsed() {
        consented();
        clock.pass(Duration.ofMinutes(29));

        assertThat(current()).isEqualTo("access-1");

        StoredToken stored = table.find(KEY).orElseThrow();
        assertThat(stored.access()).isEqualTo(Secret.of("access-1"));
        assertThat(stored.refresh()).isEqualTo(Secret.of("refresh-1"));
        assertThat(stored.previousRefresh()).isEqualTo(Secret.of("refresh-0"));
        assertThat(stored.targetId()).isEqualTo("tenant-1");
        assertThat(tokens(table).current().value().reveal()).isEqualTo("access-1");
    }

    @Test
    void renewsATokenThatWasRefusedBeforeItsTime() {
        consented();
        AccessToken refused = tokens.current();

        tokens.refused(refused);

        assertThat(current()).isEqualTo("access-1");
        assertThat(current()).isEqualTo("access-1");
    }

    @Test
    void takesWhatAnotherProcessStoredInsteadOfRefreshing() {
        consented();
        AccessToken refused = tokens.current();
        RefreshingTokens other = tokens(table);
        other.refused(other.current());
        assertThat(other.current().value().reveal()).isEqualTo("access-1");

        tokens.refused(refused);

        assertThat(current()).isEqualTo("access-1");
        assertThat(xero.asked).containsExactly("refresh-0");
    }

    @Test
    void asksAgainWithTheSameRefreshTokenWhenTheAnswerIsLost() {
        consented();
        clock.pass(Duration.ofMinutes(40));
        xero.lost.add(lost());

        assertThat(current()).isEqualTo("access-2");
        assertThat(xero.asked).containsExactly("refresh-0", "refresh-0");
    }

    @Test
    void survivesALostAnswerThatStaysLostForAWhile() {
        consented();
        clock.pass(Duration.ofMinutes(40));
        xero.lost.add(lost());
        xero.lost.add(lost());

        assertThatThrownBy(tokens::current)
                .isInstanceOfSatisfying(
                        OutcomeUnknownException.class,
                        e -> assertThat(e.neverSent()).isTrue());
        clock.pass(Duration.ofMinutes(20));

        assertThat(tokens(table).current().value().reveal()).isEqualTo("access-3");
    }

    @Test
    void triesTheRefreshTokenBeforeWhenTheStoredOneIsRefused() {
        consented();
        clock.pass(Duration.ofMinutes(29));
        current();
        xero.good = "somebody else's";
        xero.graced = "refresh-0";
        tokens.refused(tokens.current());

        assertThat(current()).isEqualTo("access-2");
        assertThat(xero.asked).containsExactly("refresh-0", "refresh-1", "refresh-0");
    }

    @Test
    void theGraceOfTheTokenBeforeOutlivesAClockSetAhead() {
        consented();
        clock.pass(Duration.ofMinutes(29));
        current();
        clock.set(Duration.ofHours(2));
        xero.good = "somebody else's";
        xero.graced = "refresh-0";

        assertThat(current()).isEqualTo("access-2");
        assertThat(xero.asked).containsExactly("refresh-0", "refresh-1", "refresh-0");
    }

    @Test
    void theGraceOfTheTokenBeforeEndsThoughTheClockWentBack() {
        consented();
        clock.pass(Duration.ofMinutes(29));
        current();
        clock.set(Duration.ofHours(-2));
        clock.pass(Duration.ofMinutes(31));
        xero.good = "somebody else's";
        xero.graced = "";
        tokens.refused(tokens.current());

        assertThatThrownBy(tokens::current).isInstanceOf(ConsentException.class);
        assertThat(xero.asked).containsExactly("refresh-0", "refresh-1");
    }

    @Test
    void asksForAPersonOnceTheRefreshTokenIsSpentAndThenKeepsQuiet() {
        consented();
        clock.pass(Duration.ofDays(61));
        xero.good = "none";

        assertThatThrownBy(tokens::current)
                .isInstanceOf(ConsentException.class)
                .hasMessageContaining("harvest-xero connect");
        assertThatThrownBy(tokens::current).isInstanceOf(ConsentException.class);

        assertThat(xero.asked).hasSize(1);
        assertThat(table.find(KEY).orElseThrow().refusedAt()).isNotNull();
    }

    @Test
    void saysThatNobodyConnectedYet() {
        assertThatThrownBy(tokens::current)
                .isInstanceOf(ConsentException.class)
                .hasMessageContaining("not connected yet");
    }

    @Test
    void saysWhenTheKeyIsAnotherOne() {
        consented();
        Sealer other = Sealer.withKey(Secret.of("OTg3NjU0MzIxMDk4NzY1NDMyMTA5ODc2NTQzMjEwOTg="));
        RefreshingTokens locked = tokens(new TokenTable(database, () -> other, clock));

        assertThatThrownBy(locked::current)
                .isInstanceOf(ConsentException.class)
                .hasMessageContaining("secrets.key-file");
    }

    @Test
    void storesNothingThatCanBeRead() throws Exception {
        consented();
        StringBuilder row = new StringBuilder();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from token")) {
            rows.next();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.append(rows.getString(i)).append('|');
            }
        }

        assertThat(row.toString()).contains("tenant-1", "v1:").doesNotContain("access-0", "refresh-0");
    }

    @Test
    void refreshesOnceForAllThreadsAndProcessesOnH2() throws Exception {
        refreshesOnce(table);
    }

    @Test
    void refreshesOnceForAllThreadsAndProcessesOnPostgres() throws Exception {
        try (HikariDataSource pool = (HikariDataSource) Databases.open(PostgresServer.newDatabase())) {
            refreshesOnce(Databases.tokens(pool, clock));
        }
    }

    /** Two processes, as far as tokens know of each other, with four threads each. */
    private void refreshesOnce(TokenTable shared) throws Exception {
        shared.put(KEY, StoredToken.consented(Secret.of("access-0"), START, Secret.of("refresh-0"), "", START));
        RefreshingTokens one = tokens(shared);
        RefreshingTokens other = tokens(shared);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                RefreshingTokens each = i % 2 == 0 ? one : other;
                calls.add(() -> each.current().value().reveal());
            }
            for (Future<String> each : threads.invokeAll(calls, 30, TimeUnit.SECONDS)) {
                assertThat(each.get()).isEqualTo("access-1");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(xero.asked).containsExactly("refresh-0");
    }
}
