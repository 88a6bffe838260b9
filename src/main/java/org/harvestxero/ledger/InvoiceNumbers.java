package org.harvestxero.ledger;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The invoice numbers in use, as far as they are known: of Harvest's invoices, of their Xero twins and of drafts. */
public final class InvoiceNumbers {
    private static final String ALL = """
            select number from source_document where connection = ? and kind = 'invoice' and number is not null
            union select number from link where connection = ? and kind in ('invoice', 'credit-note') and number is not null
            union select number from draft_invoice where connection = ? and number is not null""";
    private static final String LATEST = """
            select number from source_document where connection = ? and kind = 'invoice' and number is not null
            order by source_id desc limit 50""";
    private static final String LATEST_DRAFT = """
            select number from draft_invoice where connection = ? and number is not null order by id desc limit 50""";
    private static final String TAKEN =
            "select count(*) from (" + ALL + ") known where lower(number) = lower(cast(? as varchar(300)))";
    private static final Pattern COUNTED = Pattern.compile("(.*?)(\\d{1,18})");

    private final JdbcTemplate jdbc;

    InvoiceNumbers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether an invoice, a twin or a draft has the number, whatever its case. */
    public boolean isTaken(String connection, String number) {
        Long count = jdbc.queryForObject(TAKEN, Long.class, connection, connection, connection, number);
        return count != null && count > 0;
    }

    /** The number after the highest in use, written like the latest; {@code 1} when none is known. */
    public String next(String connection) {
        Series latest = latest(connection);
        BigInteger[] highest = {BigInteger.ZERO};
        jdbc.query(
                ALL,
                rows -> {
                    Series series = Series.of(rows.getString("number"));
                    if (series != null && series.prefix.equalsIgnoreCase(latest.prefix)) {
                        highest[0] = highest[0].max(series.count);
                    }
                },
                connection,
                connection,
                connection);
        String count = highest[0].add(BigInteger.ONE).toString();
        return latest.prefix + "0".repeat(Math.max(0, latest.width - count.length())) + count;
    }

    private Series latest(String connection) {
        return latestOf(LATEST, connection)
                .or(() -> latestOf(LATEST_DRAFT, connection))
                .orElse(new Series("", 1, BigInteger.ZERO));
    }

    private Optional<Series> latestOf(String sql, String connection) {
        List<String> numbers = jdbc.queryForList(sql, String.class, connection);
        for (String number : numbers) {
            Series series = Series.of(number);
            if (series != null) {
                return Optional.of(series);
            }
        }
        return Optional.empty();
    }

    /** A number that ends in digits. */
    private record Series(String prefix, int width, BigInteger count) {
        static @Nullable Series of(String number) {
            Matcher matcher = COUNTED.matcher(number.strip());
            if (!matcher.matches()) {
                return null;
            }
            String digits = matcher.group(2);
            return new Series(matcher.group(1), digits.length(), new BigInteger(digits));
        }
    }
}
