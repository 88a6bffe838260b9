package org.harvestxero.store.database;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.harvestxero.billing.CurrencyDigits;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** Small conversions between Java's values and JDBC's that H2 and PostgreSQL agree on. */
public final class Sql {
    private Sql() {}

    /** What a statement counts. */
    public static long count(JdbcTemplate jdbc, String sql, @Nullable Object... values) {
        Long count = jdbc.queryForObject(sql, Long.class, values);
        return count == null ? 0 : count;
    }

    static @Nullable public OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    public static Instant instant(ResultSet rows, String column) throws SQLException {
        Instant instant = instantOrNull(rows, column);
        if (instant == null) {
            throw new SQLException("Column " + column + " is empty");
        }
        return instant;
    }

    static @Nullable public Instant instantOrNull(ResultSet rows, String column) throws SQLException {
        Timestamp stamp = rows.getTimestamp(column);
        return stamp == null ? null : stamp.toInstant();
    }

    /** An amount with two decimals, or as many as it has beyond: columns keep four, for currencies with three or four. */
    static @Nullable public BigDecimal amountOrNull(ResultSet rows, String column) throws SQLException {
        BigDecimal amount = rows.getBigDecimal(column);
        return amount == null ? null : CurrencyDigits.atLeastTwo(amount);
    }

    public static BigDecimal amount(ResultSet rows, String column) throws SQLException {
        BigDecimal amount = amountOrNull(rows, column);
        if (amount == null) {
            throw new SQLException("Column " + column + " is empty");
        }
        return amount;
    }

    static @Nullable public Long longOrNull(ResultSet rows, String column) throws SQLException {
        long value = rows.getLong(column);
        return rows.wasNull() ? null : value;
    }

    static @Nullable public Integer intOrNull(ResultSet rows, String column) throws SQLException {
        int value = rows.getInt(column);
        return rows.wasNull() ? null : value;
    }

    /** Numbers for one {@code unnest(?)}: a join with it looks each up in an index, which H2 doesn't do for a list. */
    public static SqlArrayValue numbers(Collection<Long> numbers) {
        return new SqlArrayValue("bigint", numbers.toArray());
    }

    /** Texts for one {@code unnest(?)}. */
    public static SqlArrayValue texts(Collection<String> texts) {
        return new SqlArrayValue("varchar", texts.toArray());
    }

    /** Amounts, or null, for one {@code unnest(?)}. */
    public static SqlArrayValue amounts(Collection<? extends @Nullable BigDecimal> amounts) {
        return new SqlArrayValue("numeric", amounts.toArray());
    }

    /** Long texts as {@link #bytes} gives them, for one {@code unnest(?)}. */
    public static SqlArrayValue longTexts(Collection<byte[]> texts) {
        return new SqlArrayValue("bytea", (Object[]) texts.toArray(new byte[0][]));
    }

    /** A long text as its table keeps it. */
    public static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    public static String text(ResultSet rows, String column) throws SQLException {
        String text = textOrNull(rows, column);
        if (text == null) {
            throw new SQLException("Column " + column + " is empty");
        }
        return text;
    }

    static @Nullable public String textOrNull(ResultSet rows, String column) throws SQLException {
        byte[] bytes = rows.getBytes(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** A text as it stands in the pattern of a {@code like}. */
    public static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /**
     * At most {@code length} characters, ending in an ellipsis where something was cut, never between the halves of one sign; without
     * the character 0, which PostgreSQL can't hold.
     */
    static @Nullable public String cut(@Nullable String text, int length) {
        if (text == null) {
            return null;
        }
        String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        if (clean.length() <= length) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(length - 2)) ? length - 2 : length - 1;
        return clean.substring(0, end) + "…";
    }
}
