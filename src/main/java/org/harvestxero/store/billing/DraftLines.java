package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Table {@code draft_source}: the way from the lines of drafts to time entries and expenses, and back.
 */
public final class DraftLines {
    /** Let out by a person or by the agreement's conditions, and not stopped since. */
    static final String RELEASED = "'approved', 'mirrored', 'planned', 'sent', 'credited'";

    private static final String ADD_SOURCE = """
            insert into draft_source (draft_id, line, position, connection, kind, source_id, hours, amount, person, rate)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String FORGET_SOURCES = "delete from draft_source where draft_id = ?";
    private static final String PRICES = """
            select distinct s.person, s.rate from draft_source s join draft_invoice d on d.id = s.draft_id
            join billing_run r on r.id = d.run_id
            where d.connection = ? and d.client_id = ? and d.state in (""" + RELEASED + """
            , ?) and r.mode <> 'trial' and r.undone_at is null""";

    private final String connection;
    private final JdbcTemplate jdbc;

    public DraftLines(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** A price somebody was billed at. @param rate of an hour or day; null for expenses */
    public record Price(long person, @Nullable BigDecimal rate) {}

    /**
     * Everybody on an invoice released to the client, and every price; somebody who only spent has none.
     *
     * @param asWell drafts in this state count as if they had been released
     */
    public List<Price> prices(long clientId, DraftState asWell) {
        return jdbc.query(
                PRICES,
                (rows, n) -> new Price(rows.getLong("person"), rows.getBigDecimal("rate")),
                connection,
                clientId,
                asWell.code());
    }

    /** Stores which work each line of a new draft charges. */
    void add(long id, Draft draft) {
        List<Object[]> sources = new ArrayList<>();
        for (int line = 0; line < draft.lines().size(); line++) {
            DraftLine of = draft.lines().get(line);
            for (int i = 0; i < of.sources().size(); i++) {
                LineSource source = of.sources().get(i);
                Rate rate = source.rate();
                sources.add(new Object[] {
                    id,
                    line,
                    i,
                    connection,
                    WorkKind.of(source.source().kind()).code(),
                    source.source().id(),
                    source.hours().toBigDecimal(),
                    source.amount().amount(),
                    source.source().origin().person().id(),
                    rate == null ? null : rate.amount()
                });
            }
        }
        jdbc.batchUpdate(ADD_SOURCE, sources);
    }

    /** The same for a draft that was changed. */
    void replace(long id, Draft draft) {
        jdbc.update(FORGET_SOURCES, id);
        add(id, draft);
    }
}
