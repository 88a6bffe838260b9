package org.harvestxero.store.copy;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.store.copy.PaymentBackTable.PaymentBack;
import org.harvestxero.store.database.PageByPage;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Money in Xero that goes to Harvest by itself once something happens, and what Harvest was asked and gave no answer to. */
public final class WaitingPaymentsBack {
    private static final String WAITING = PaymentBackTable.SELECT + """
            payment_back b where b.connection = ? and b.state in ('waiting', 'asked', 'removing') and b.target_id > ?
            order by b.target_id limit ?""";
    private static final String COUNT =
            "select count(*) from payment_back where connection = ? and state in ('waiting', 'asked', 'removing')";
    private static final String BY_REASON = """
            select why, count(*) as pieces from (select case when state = 'waiting' then reason else state end as why
                from payment_back where connection = ? and state in ('waiting', 'asked', 'removing')) waiting
            group by why order by why""";
    private static final int PAGE = 500;

    private final String connection;
    private final JdbcTemplate jdbc;

    WaitingPaymentsBack(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** All of it, by Xero's ids. */
    public Iterator<List<PaymentBack>> all() {
        return new PageByPage<>(List.of(last -> jdbc.query(
                WAITING,
                PaymentBackTable::row,
                connection,
                last == null ? "" : last.money().id(),
                PAGE)));
    }

    public long count() {
        return Sql.count(jdbc, COUNT, connection);
    }

    /** How many pieces there are, by the reason. */
    public Map<String, Long> byReason() {
        Map<String, Long> waiting = new LinkedHashMap<>();
        jdbc.query(
                BY_REASON,
                (RowCallbackHandler) rows -> waiting.put(inWords(rows.getString("why")), rows.getLong("pieces")),
                connection);
        return waiting;
    }

    private static String inWords(@Nullable String why) {
        for (PaymentBackState state : List.of(PaymentBackState.ASKED, PaymentBackState.REMOVING)) {
            if (state.code().equals(why)) {
                return inDoubt(state);
            }
        }
        return String.valueOf(why);
    }

    /** Why it waits. */
    public static String reason(PaymentBack money) {
        return money.state() == PaymentBackState.WAITING
                ? String.valueOf(money.standing().reason())
                : inDoubt(money.state());
    }

    private static String inDoubt(PaymentBackState state) {
        return "Harvest was asked to " + (state == PaymentBackState.REMOVING ? "delete" : "record")
                + " it and gave no answer; it is looked for in the first cycle after two minutes";
    }
}
