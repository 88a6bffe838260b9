package org.harvestxero.store.connection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Table {@code belonging}: the Harvest account and the Xero organisation that the links of a connection belong to. Closing moves
 * what belongs to them, unchanged, under a connection name of its own.
 */
public final class BelongingTable {
    /** The sides of a connection, as the table words them. */
    public static final String HARVEST = "harvest";

    public static final String XERO = "xero";

    /** Tables that say which documents of one side stand in the other, and how they got there. */
    static final List<String> COPYING = List.of(
            "source_document",
            "link",
            "cause",
            "outbox",
            "batch",
            "watermark",
            "cached_answer",
            "xero_contact",
            "followed_contact",
            "contact_conflict",
            "grouped_contact",
            "group_wish",
            "option_intent",
            "other_payment",
            "payment_back",
            "client_option",
            "number_holder",
            "project",
            "purchase",
            "purchase_expense",
            "seen_purchase",
            "receipt",
            "tally",
            "notice",
            "notice_document",
            "invoice_told",
            "dead_letter",
            "open_credit",
            "receivable",
            "overdue_step",
            "overdue_mail",
            "overdue_arrangement",
            "journal",
            "journal_line",
            "journal_piece",
            "journal_source",
            "payroll_link",
            "payroll_timesheet",
            "payroll_line",
            "payroll_hindrance",
            "profit_month",
            "profit_fact",
            "profit_invoice",
            "profit_invoiced",
            "profit_name",
            "profit_balance",
            "profit_accrued",
            "budget_told",
            "profit_mail",
            "reconciliation",
            "reconciliation_difference",
            "milestone_told",
            "invoice_entry",
            "invoice_client",
            "invoice_search");

    /** Tables that say what was billed of one Harvest account's time; they stay while that account stays. */
    static final List<String> BILLING = List.of(
            "agreement_version",
            "billing_run",
            "entry_state",
            "draft_invoice",
            "draft_source",
            "balance_movement",
            "decision",
            "correction",
            "delivery",
            "marked_work",
            "ready_mark",
            "work_entry",
            "work_name");

    /** Tables about the connection itself. */
    static final List<String> STAYING = List.of(
            "token",
            "belonging",
            "audit_event",
            "work_run",
            "alarm",
            "fence",
            "event",
            "hook",
            "hook_event",
            "agreement_text",
            "assistant_call",
            "assistant_proposal");

    private static final String FIND = """
            select side, account, organisation, name, since from belonging where connection = ? and side = ?""";
    private static final String ADD = """
            insert into belonging (connection, side, account, organisation, name, since) values (?, ?, ?, ?, ?, ?)
            on conflict do nothing""";
    private static final String LEARN = """
            update belonging set account = coalesce(?, account), organisation = coalesce(?, organisation), name = coalesce(?, name)
            where connection = ? and side = ?""";
    private static final String LINKS =
            "select count(*) as links, min(linked_at) as first_linked from link where connection = ?";
    private static final String UNDER_WAY = "select count(*) from outbox where connection = ? and state = 'sending'";
    private static final String CLOSED = "select count(distinct connection) from belonging where connection like ?";
    private static final String CLOSE =
            "update belonging set connection = ?, closed_at = ?, closed_by = ? where connection = ?";
    private static final String CLOSE_HISTORY = """
            update audit_event set connection = ? where connection = ? and kind is not null and kind not in ('draft', 'billing')""";
    private static final String CLOSE_BILLING_HISTORY =
            "update audit_event set connection = ? where connection = ? and kind is not null";

    /** Drafts that Xero accepted stay sent; those on their way go to the next organisation. */
    private static final String SETTLE_TAKEN = """
            update draft_invoice set state = 'sent', version = version + 1 where connection = ? and state = 'planned'
            and exists (select 1 from link l where l.connection = draft_invoice.connection and l.kind = 'invoice'
            and l.source_id = coalesce(draft_invoice.harvest_id, -draft_invoice.id))""";

    private static final String PLAN_AGAIN = """
            update draft_invoice set state = 'mirrored', version = version + 1 where connection = ? and state = 'planned'""";
    private static final String GIVE_UP_DELIVERIES = """
            update delivery set state = 'given-up', message = ?, changed_at = ? where connection = ?
            and state in ('waiting', 'sending', 'failed', 'unclear')
            and draft_id in (select id from draft_invoice where connection = ? and state = 'sent')""";

    private final String connection;
    private final JdbcTemplate jdbc;

    public BelongingTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * One side of a connection.
     *
     * @param account Harvest's account id; Xero's tenant id, null where only the token knew it
     * @param organisation Xero's own id of it; null for Harvest, and before it was asked
     * @param since when it was first worked with
     */
    public record Party(
            String side,
            @Nullable String account,
            @Nullable String organisation,
            @Nullable String name,
            Instant since) {
        /** Whether the other is the same account or organisation as far as both are known. */
        public boolean isSame(@Nullable String otherAccount, @Nullable String otherOrganisation) {
            if (organisation != null && otherOrganisation != null) {
                return organisation.equalsIgnoreCase(otherOrganisation);
            }
            return account == null || otherAccount == null || account.equalsIgnoreCase(otherAccount);
        }

        /** Its name for people. */
        public String called() {
            String called = name != null ? name : account != null ? account : String.valueOf(organisation);
            return side.equals(HARVEST) ? "Harvest account " + called : called + " in Xero";
        }
    }

    /** @param first when the oldest was made; null without any */
    public record Standing(long links, @Nullable Instant first) {}

    /**
     * What was closed.
     *
     * @param name the connection's name that it stands under now
     * @param underWay documents that were being sent, of which nobody knows what became
     */
    public record Closed(String name, long links, long underWay) {}

    public Optional<Party> find(String side) {
        return jdbc.query(FIND, BelongingTable::party, connection, side).stream()
                .findFirst();
    }

    /** Stores it unless there is one already. */
    public void add(Party party) {
        jdbc.update(
                ADD,
                connection,
                party.side(),
                party.account(),
                party.organisation(),
                Sql.cut(party.name(), 500),
                Sql.at(party.since()));
    }

    /** Adds what has become known of the same account or organisation; null leaves a value as it is. */
    public void learn(String side, @Nullable String account, @Nullable String organisation, @Nullable String name) {
        jdbc.update(LEARN, account, organisation, Sql.cut(name, 500), connection, side);
    }

    public Standing standing() {
        return jdbc
                .query(
                        LINKS,
                        (rows, n) -> new Standing(rows.getLong("links"), Sql.instantOrNull(rows, "first_linked")),
                        connection)
                .stream()
                .findFirst()
                .orElseThrow();
    }

    /**
     * Closes what the connection copied. Call it in a transaction.
     *
     * @param billingToo when the work that was billed belongs to another Harvest account
     */
    public Closed close(boolean billingToo, String who, Instant now) {
        String name = connection + "~" + (count(CLOSED, connection + "~%") + 1);
        Closed closed = new Closed(name, standing().links(), count(UNDER_WAY, connection));
        if (billingToo) {
            BILLING.forEach(table -> move(table, connection, name));
        } else {
            jdbc.update(SETTLE_TAKEN, connection);
            jdbc.update(PLAN_AGAIN, connection);
            jdbc.update(
                    GIVE_UP_DELIVERIES,
                    "its invoice stands in the former organisation, whose links are closed",
                    Sql.at(now),
                    connection,
                    connection);
        }
        COPYING.forEach(table -> move(table, connection, name));
        jdbc.update(billingToo ? CLOSE_BILLING_HISTORY : CLOSE_HISTORY, name, connection);
        jdbc.update(CLOSE, name, Sql.at(now), Sql.cut(who, 200), connection);
        return closed;
    }

    private void move(String table, String from, String to) {
        jdbc.update("update " + table + " set connection = ? where connection = ?", to, from);
    }

    private long count(String sql, String connection) {
        Long count = jdbc.queryForObject(sql, Long.class, connection);
        return count == null ? 0 : count;
    }

    private static Party party(ResultSet rows, int n) throws SQLException {
        return new Party(
                rows.getString("side"),
                rows.getString("account"),
                rows.getString("organisation"),
                rows.getString("name"),
                Sql.instant(rows, "since"));
    }
}
