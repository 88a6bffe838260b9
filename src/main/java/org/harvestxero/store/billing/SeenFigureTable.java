package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code draft_seen}: what each draft came to when it was let out, by a person or by itself. */
public final class SeenFigureTable {
    private static final String FIND =
            "select net, tax, gross, contact, due_date, tax_types, lines from draft_seen where draft_id = ?";
    private static final String ADD = """
            insert into draft_seen (draft_id, net, tax, gross, contact, due_date, tax_types, lines, seen_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String FORGET = "delete from draft_seen where draft_id = ?";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public SeenFigureTable(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What the client would get.
     *
     * @param contact name of the Xero contact; null where no person looked, so that it doesn't matter
     * @param taxTypes of the lines, each once, in words
     * @param lines fingerprint of each line's words, amount, tax and tax type
     */
    public record Figures(
            BigDecimal net,
            BigDecimal tax,
            BigDecimal gross,
            @Nullable String contact,
            LocalDate dueDate,
            String taxTypes,
            String lines) {}

    public Optional<Figures> find(long draftId) {
        return jdbc.query(FIND, SeenFigureTable::row, draftId).stream().findFirst();
    }

    /** In place of what was seen of the draft before. */
    public void put(long draftId, Figures seen) {
        forget(draftId);
        jdbc.update(
                ADD,
                draftId,
                seen.net(),
                seen.tax(),
                seen.gross(),
                Sql.cut(seen.contact(), 500),
                seen.dueDate(),
                Sql.cut(seen.taxTypes(), 2000),
                seen.lines(),
                Sql.at(clock.instant()));
    }

    public void forget(long draftId) {
        jdbc.update(FORGET, draftId);
    }

    private static Figures row(ResultSet rows, int n) throws SQLException {
        return new Figures(
                rows.getBigDecimal("net"),
                rows.getBigDecimal("tax"),
                rows.getBigDecimal("gross"),
                rows.getString("contact"),
                rows.getObject("due_date", LocalDate.class),
                rows.getString("tax_types"),
                rows.getString("lines"));
    }
}
