package org.harvestxero.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.harvestxero.billing.Hours;
import org.harvestxero.store.ConnectionLock;
import org.harvestxero.store.ConnectionLockIT;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A process that was overtaken records nothing and sends nothing, whatever it tries. */
class FenceIT {
    private static final String CONNECTION = "main";

    private final TestClock clock = new TestClock();

    @Test
    void noTableIsWrittenToByAProcessThatWasOvertaken() throws Exception {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        try (Store old = Store.open(url, "sa", "", clock);
                Store heir = Store.open(url, "sa", "", clock);
                ConnectionLock first = new ConnectionLock(old.forConnection(CONNECTION));
                ConnectionLock second = new ConnectionLock(heir.forConnection(CONNECTION))) {
            first.take();
            second.take();
            JdbcTemplate look = new JdbcTemplate(heir.dataSource());
            look.execute("set query_statistics_max_entries 100000");
            look.execute("set query_statistics true");

            Set<String> refused = new TreeSet<>();
            Set<String> unreached = new TreeSet<>();
            for (Object table : tables(old)) {
                for (Method method : methods(table)) {
                    String name = table.getClass().getSimpleName() + "." + method.getName();
                    call(table, method).ifPresent(failure -> {
                        if (failure instanceof OvertakenException) {
                            refused.add(name);
                        } else {
                            unreached.add(name + ": " + failure);
                        }
                    });
                }
            }

            assertThat(unreached).isEmpty();
            assertThat(refused)
                    .hasSizeGreaterThan(100)
                    .contains(
                            "BatchTable.addLeaving",
                            "BatchTable.sent",
                            "BatchTable.close",
                            "OutboxClaims.claimAll",
                            "OutboxVerdicts.done",
                            "LinkTable.putAll",
                            "WatermarkTable.move",
                            "DeliveryTable.move",
                            "ConnectionTable.pause",
                            "NotificationTable.claim");
            assertThat(look.queryForList("select sql_statement from information_schema.query_statistics", String.class))
                    .isNotEmpty()
                    .noneMatch(sql -> sql.strip().matches("(?is)(insert|update|delete|merge)\\b.*"));
        }
    }

    @Test
    void whoeverTakesOverWaitsForTheTransactionTheFormerLeaderIsIn() throws Exception {
        String url = PostgresServer.newDatabase();
        try (Store old = Store.open(url, "postgres", "", clock);
                Store heir = Store.open(url, "postgres", "", clock);
                ConnectionLock first = new ConnectionLock(old.forConnection(CONNECTION));
                ConnectionLock second = new ConnectionLock(heir.forConnection(CONNECTION))) {
            first.take();
            old.inTransaction(() -> {
                old.forConnection(CONNECTION).watermarks().move("a", "1");
                ConnectionLockIT.endSession(heir);

                assertThat(second.take()).isFalse();

                old.forConnection(CONNECTION).watermarks().move("a", "2");
            });

            assertThat(second.take()).isTrue();
            assertThat(heir.forConnection(CONNECTION).watermarks().find("a")).contains("2");
            assertThatThrownBy(() -> old.inTransaction(
                            () -> old.forConnection(CONNECTION).watermarks().move("a", "3")))
                    .isInstanceOf(OvertakenException.class);
            assertThat(heir.forConnection(CONNECTION).watermarks().find("a")).contains("2");
        }
    }

    @Test
    void nothingLeavesOnceAnotherTookOver() throws Exception {
        try (Two two = new Two()) {
            two.old().fence().mayLeave(true);

            two.takeOver();

            two.old().fence().mayLeave(false); // nobody has told it yet; to read does no harm
            assertThatThrownBy(() -> two.old().fence().mayLeave(true)).isInstanceOf(OvertakenException.class);
            assertThatThrownBy(() -> two.old().fence().mayLeave(false)).isInstanceOf(OvertakenException.class);
            two.heir().fence().mayLeave(true);
        }
    }

    @Test
    void theOvertakenIsNoCandidateWhileAnythingOfItsOwnIsUnderWay() throws Exception {
        try (Two two = new Two()) {
            AtomicBoolean idle = new AtomicBoolean();
            two.old().fence().endsWhen(idle::get);
            two.takeOver();

            assertThat(two.first().take()).isFalse();
            assertThat(two.old().fence().isEnding()).isTrue();
            assertThat(two.old().fence().overtaken()).isPresent();
            two.second().giveBack();
            assertThat(two.first().take()).isFalse();
            assertThatThrownBy(() ->
                            two.old().forConnection(CONNECTION).watermarks().move("a", "1"))
                    .isInstanceOf(OvertakenException.class);

            idle.set(true);
            assertThat(two.first().take()).isFalse(); // lets go
            assertThat(two.old().fence().isEnding()).isFalse();
            two.old()
                    .forConnection(CONNECTION)
                    .watermarks()
                    .move("decided", "by a person"); // as any process may that doesn't lead
            assertThat(two.first().take()).isTrue();
            assertThat(two.old().fence().overtaken()).isEmpty();
        }
    }

    @Test
    void whatIsUndoneAnywayIsNotHeldAgainstTheFence() throws Exception {
        try (Two two = new Two()) {
            two.old().rehearse(() -> {
                two.old().forConnection(CONNECTION).watermarks().move("a", "1");
                CompletableFuture<Void> other = CompletableFuture.runAsync(two::takeOver);
                assertThat(other).succeedsWithin(30, TimeUnit.SECONDS);
            });

            assertThat(two.heir().forConnection(CONNECTION).watermarks().find("a"))
                    .isEmpty();
        }
    }

    /** Two processes on one PostgreSQL, the first of which leads. */
    private final class Two implements AutoCloseable {
        private final String url = PostgresServer.newDatabase();
        private final Store old = Store.open(url, "postgres", "", clock);
        private final Store heir = Store.open(url, "postgres", "", clock);
        private final ConnectionLock first = new ConnectionLock(old.forConnection(CONNECTION));
        private final ConnectionLock second = new ConnectionLock(heir.forConnection(CONNECTION));

        Two() {
            assertThat(first.take()).isTrue();
        }

        void takeOver() {
            ConnectionLockIT.endSession(heir);
            assertThat(second.take()).isTrue();
        }

        Store old() {
            return old;
        }

        Store heir() {
            return heir;
        }

        ConnectionLock first() {
            return first;
        }

        ConnectionLock second() {
            return second;
        }

        @Override
        public void close() {
            old.fence().endsWhen(() -> true);
            first.close();
            second.close();
            old.close();
            heir.close();
        }
    }

    /** Whatever the ledger hands out that reads or writes tables. */
    private static List<Object> tables(Store store) throws ReflectiveOperationException {
        List<Object> tables = new ArrayList<>();
        ConnectionStore bound = store.forConnection("{}");
        List<Object> groups = new ArrayList<>(List.of(bound, bound.billing()));
        for (Method method : ConnectionStore.class.getMethods()) {
            if (method.getReturnType().isRecord()) {
                groups.add(method.invoke(bound));
            }
        }
        for (Object group : groups) {
            for (Method method : group.getClass().getMethods()) {
                if (method.getParameterCount() == 0
                        && Arrays.stream(method.getReturnType().getDeclaredFields())
                                .anyMatch(field -> field.getType() == JdbcTemplate.class)
                        && method.getReturnType() != Fence.class
                        && method.getReturnType() != Store.class) {
                    tables.add(method.invoke(group));
                }
            }
        }
        assertThat(tables).hasSizeGreaterThan(50);
        return tables;
    }

    private static List<Method> methods(Object table) {
        return Arrays.stream(table.getClass().getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    /** What it threw; values read are read to their end. */
    private static Optional<Throwable> call(Object table, Method method) throws ReflectiveOperationException {
        Object[] values = Arrays.stream(method.getGenericParameterTypes())
                .map(FenceIT::value)
                .toArray();
        try {
            Object answer = method.invoke(table, values);
            if (answer instanceof java.util.Iterator<?> pages) {
                pages.forEachRemaining(page -> {});
            }
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(e.getCause());
        }
    }

    /** Some value of the type; lists hold one. */
    private static @Nullable Object value(Type type) {
        if (type instanceof WildcardType any) {
            return value(any.getUpperBounds()[0]);
        }
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] of = generic.getActualTypeArguments();
            if (raw == Map.class) {
                return Map.of(value(of[0]), value(of[1]));
            }
            if (raw == SortedMap.class) {
                return new TreeMap<>(Map.of(value(of[0]), value(of[1])));
            }
            if (raw == Optional.class) {
                return Optional.empty();
            }
            if (raw == Set.class) {
                return Set.of(value(of[0]));
            }
            return raw.isAssignableFrom(List.class) ? List.of(value(of[0])) : made(raw);
        }
        return made((Class<?>) type);
    }

    private static @Nullable Object made(Class<?> type) {
        if (type == String.class || type == Object.class) {
            return "{}";
        }
        if (type == long.class || type == Long.class) {
            return 1L;
        }
        if (type == int.class || type == Integer.class) {
            return 1;
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == BigDecimal.class) {
            return new BigDecimal("1.00");
        }
        if (type == Instant.class) {
            return Instant.parse("2026-11-06T10:00:00Z");
        }
        if (type == LocalDate.class) {
            return LocalDate.of(2026, 11, 6);
        }
        if (type == YearMonth.class) {
            return YearMonth.of(2026, 11);
        }
        if (type == Hours.class) {
            return Hours.ZERO;
        }
        if (type == Currency.class) {
            return Currency.getInstance("EUR");
        }
        if (type == ZoneId.class) {
            return ZoneId.of("UTC");
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isSealed()) {
            return made(type.getPermittedSubclasses()[0]);
        }
        return type.isRecord() ? record(type) : null;
    }

    private static @Nullable Object record(Class<?> type) {
        try {
            RecordComponent[] parts = type.getRecordComponents();
            Object[] values = Arrays.stream(parts)
                    .map(RecordComponent::getGenericType)
                    .map(FenceIT::value)
                    .toArray();
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            return null; // its own rules refuse such a value; what it is for then shows as not reached
        }
    }
}
