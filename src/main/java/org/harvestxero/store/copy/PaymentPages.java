package org.harvestxero.store.copy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.harvestxero.store.copy.PaymentBackTable.PaymentBack;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Money in Xero and what became of it in Harvest, for people to look through: what changed last comes first. */
public final class PaymentPages {
    private static final String LATEST = PaymentBackTable.SELECT.replace(" from", ", b.changed_at from") + """
            payment_back b where b.connection = ? and b.state = ? and b.changed_at <= ? and (b.changed_at < ? or b.target_id < ?)
            order by b.connection desc, b.state desc, b.changed_at desc, b.target_id desc limit ?""";
    private static final Comparator<Shown> LATEST_FIRST = Comparator.comparing(Shown::changed)
            .thenComparing(shown -> shown.payment().money().id())
            .reversed();

    private final String connection;
    private final JdbcTemplate jdbc;

    PaymentPages(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** @param changed when something became of it last */
    public record Shown(PaymentBack payment, Instant changed) {}

    /** Where a page ended: the last one on it. */
    public record Place(Instant changed, String id) {
        private static final Place FIRST = new Place(Instant.parse("9999-01-01T00:00:00Z"), "");
    }

    /** Those in any of the states. @param after null for the first page */
    public List<Shown> latest(Collection<PaymentBackState> states, @Nullable Place after, int most) {
        Place from = after == null ? Place.FIRST : after;
        List<Shown> shown = new ArrayList<>();
        for (PaymentBackState state : states) {
            shown.addAll(jdbc.query(
                    LATEST,
                    (rows, n) -> new Shown(PaymentBackTable.row(rows, n), Sql.instant(rows, "changed_at")),
                    connection,
                    state.code(),
                    Sql.at(from.changed()),
                    Sql.at(from.changed()),
                    from.id(),
                    most));
        }
        return shown.stream().sorted(LATEST_FIRST).limit(most).toList();
    }
}
