package org.harvestxero.store.copy;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** The invoice numbers in use, as far as they are known: of Harvest's invoices, of their Xero twins and of drafts. */
public final class InvoiceNumbers {
    private static final String ALL = """
            select number from source_document where connection = ? and kind = 'invoice' and number is not null
            union all select number from link where connection = ? and kind in ('invoice', 'credit-note') and number is not null
            union all select number from draft_invoice where connection = ? and number is not null""";
    private static final String LATEST = """
            select number from source_document where connection = ? and kind = 'invoice' and number is not null
            order by source_id desc limit 50""";
    private static final String LATEST_DRAFT = """
            select number from draft_invoice where connection = ? and number is not null order by id desc limit 50""";
    private static final Pattern COUNTED = Pattern.compile("(.*?)(\\d{1,18})");

    private final String connection;
    private final JdbcTemplate jdbc;

    public InvoiceNumbers(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** Those in use now, read once however many are taken after that. */
    public InUse inUse() {
        Optional<Series> ofInvoices = latest(LATEST);
        InUse inUse = new InUse(
                ofInvoices.or(() -> latest(LATEST_DRAFT)).orElse(new Series("", 1, BigInteger.ZERO)),
                ofInvoices.isPresent());
        jdbc.query(
                ALL,
                (RowCallbackHandler) rows -> inUse.add(rows.getString("number")),
                connection,
                connection,
                connection);
        return inUse;
    }

    private Optional<Series> latest(String sql) {
        return jdbc.queryForList(sql, String.class, connection).stream()
                .flatMap(number -> Series.of(number).stream())
                .findFirst();
    }

    /** Numbers in use, and those taken since. For one thread. */
    public static final class InUse {
        private final Set<String> taken = new HashSet<>();
        private final Map<String, BigInteger> highest = new HashMap<>();
        private final boolean ledByInvoices;
        private Series latest;

        private InUse(Series latest, boolean ledByInvoices) {
            this.latest = latest;
            this.ledByInvoices = ledByInvoices;
        }

        /** Whether an invoice, a twin or a draft has the number, whatever its case. */
        public boolean isTaken(String number) {
            return taken.contains(key(number));
        }

        /** The number after the highest in use, written like Harvest's latest, else like the latest draft's; else {@code 1}. */
        public String next() {
            String count = highest.getOrDefault(key(latest.prefix), BigInteger.ZERO)
                    .add(BigInteger.ONE)
                    .toString();
            return latest.prefix + "0".repeat(Math.max(0, latest.width - count.length())) + count;
        }

        /** A draft has it now. */
        public void take(String number) {
            add(number);
            if (!ledByInvoices) {
                latest = Series.of(number).orElse(latest);
            }
        }

        private void add(String number) {
            if (taken.add(key(number))) {
                Series.of(number).ifPresent(series -> highest.merge(key(series.prefix), series.count, BigInteger::max));
            }
        }

        private static String key(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    /** A number that ends in digits. */
    private record Series(String prefix, int width, BigInteger count) {
        static Optional<Series> of(String number) {
            Matcher matcher = COUNTED.matcher(number.strip());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String digits = matcher.group(2);
            return Optional.of(new Series(matcher.group(1), digits.length(), new BigInteger(digits)));
        }
    }
}
