package org.harvestxero.store.copy;

import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.harvestxero.mapping.XeroMoney;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Table {@code payment_back}: money on sales invoices as Xero last showed it, and what became of each piece in Harvest. */
public final class PaymentBackTable {
    static final String SELECT = """
            select b.target_id, b.kind, b.invoice_target, b.invoice_number, b.currency, b.amount, b.paid_on, b.reference, b.account, b.batch,
            b.removed, b.state, b.reason, b.invoice_id, b.payment_id, b.ours, b.decided_on, b.asked_at from\s""";
    private static final String BY_TARGETS =
            SELECT + "unnest(?) asked(id) join payment_back b on b.connection = ? and b.target_id = asked.id";
    private static final String IN_STATE = SELECT + """
            payment_back b where b.connection = ? and b.state = ? and b.invoice_id is null and b.target_id > ?
            order by b.target_id limit ?""";
    private static final String OF_INVOICE = SELECT + """
            payment_back b where b.connection = ? and b.invoice_id = ? order by b.paid_on, b.target_id""";
    private static final String CREDITS_OF =
            SELECT + "payment_back b where b.connection = ? and b.invoice_target = ? and b.kind <> 'payment'";
    private static final String APART_LINKED = SELECT + """
            payment_back b join link l on l.connection = b.connection and l.kind = 'invoice' and l.target_id = b.invoice_target
            where b.connection = ? and b.state = 'apart' and l.source_id > 0""";
    private static final String DUE = """
            select distinct invoice_id from payment_back where connection = ? and state = ? and invoice_id is not null""";
    private static final String DUE_AGAIN = """
            select distinct b.invoice_id from payment_back b
            join source_document d on d.connection = b.connection and d.kind = 'invoice' and d.source_id = b.invoice_id
            where b.connection = ? and b.state = ? and d.fingerprint <> coalesce(b.decided_on, '')""";
    private static final String INSERT = """
            insert into payment_back (kind, invoice_target, invoice_number, currency, amount, paid_on, reference, account, batch, removed,
            state, changed_at, connection, target_id, ours)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false)""";
    private static final String SHOWN = """
            update payment_back set kind = ?, invoice_target = ?, invoice_number = ?, currency = ?, amount = ?, paid_on = ?, reference = ?,
            account = ?, batch = ?, removed = ?, state = ?, changed_at = ? where connection = ? and target_id = ?""";
    private static final String MOVE = """
            update payment_back set state = ?, reason = ?, invoice_id = ?, payment_id = ?, ours = ?, decided_on = ?, asked_at = ?,
            changed_at = ? where connection = ? and target_id = ? and state = ?""";
    private static final String AGAIN = """
            update payment_back set state = 'seen', changed_at = ? where connection = ? and target_id = ? and state = 'failed'""";
    private static final String GIVE_UP = """
            update payment_back set state = 'given-up', reason = ?, changed_at = ? where connection = ? and target_id = ? and state = 'failed'""";
    private static final String GIVE_UP_RECORDED = """
            update payment_back set state = 'given-up', reason = ?, changed_at = ?
            where connection = ? and target_id = ? and state = 'recorded'""";
    private static final String GIVEN_UP_LINKED = SELECT + """
            payment_back b join link l on l.connection = b.connection and l.kind = 'payment' and l.target_id = b.target_id
            where b.connection = ? and b.state = 'given-up'""";
    private static final String UNLINKED = """
            select d.number, d.source_id from source_document d
            where d.connection = ? and d.kind = 'invoice' and d.state <> 'gone' and d.due_amount > 0 and d.number is not null
            and not exists (select 1 from link l where l.connection = d.connection and l.kind = 'invoice' and l.source_id = d.source_id)""";
    private static final String KNOWN = """
            select a.id, coalesce((select sum(b.amount) from payment_back b where b.connection = l.connection and b.invoice_target = a.id
                and b.kind = 'payment' and b.removed = false), 0) as known
            from unnest(?) a(id) join link l on l.connection = ? and l.kind = 'invoice' and l.target_id = a.id and l.source_id > 0""";
    private static final String RECORDED_SINCE =
            "select count(*) from payment_back where connection = ? and state = 'recorded' and changed_at >= ?";
    private static final int PAGE = 500;

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final WaitingPaymentsBack waiting;
    private final PaymentPages pages;

    public PaymentBackTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.waiting = new WaitingPaymentsBack(connection, jdbc);
        this.pages = new PaymentPages(connection, jdbc);
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Money in Xero and what became of it.
     *
     * @param removed whether Xero no longer has it
     */
    public record PaymentBack(XeroMoney money, boolean removed, PaymentBackState state, Standing standing) {
        /** Whether Harvest has it, or is asked to delete it. */
        public boolean isInHarvest() {
            return standing.paymentId() != null;
        }
    }

    /**
     * How it stands in Harvest.
     *
     * @param reason why it waits or is left alone
     * @param invoiceId Harvest's, of the invoice; null while that is not known
     * @param paymentId Harvest's, of the payment; null while there is none
     * @param ours whether we recorded that payment
     * @param decidedOn fingerprint of the invoice it was decided on last
     * @param askedAt when Harvest was asked to record it last
     */
    public record Standing(
            @Nullable String reason,
            @Nullable Long invoiceId,
            @Nullable Long paymentId,
            boolean ours,
            @Nullable String decidedOn,
            @Nullable Instant askedAt) {
        public Standing because(@Nullable String words) {
            return new Standing(words, invoiceId, paymentId, ours, decidedOn, askedAt);
        }

        public Standing on(long invoice) {
            return new Standing(reason, invoice, paymentId, ours, decidedOn, askedAt);
        }

        /** Harvest has it. @param recorded whether by our doing */
        public Standing as(long payment, boolean recorded) {
            return new Standing(null, invoiceId, payment, recorded, decidedOn, askedAt);
        }

        public Standing decidedOn(@Nullable String fingerprint) {
            return new Standing(reason, invoiceId, paymentId, ours, fingerprint, askedAt);
        }

        public Standing asked(Instant at) {
            return new Standing(null, invoiceId, paymentId, ours, decidedOn, at);
        }
    }

    /** What is known of those of them, by Xero's ids. */
    public Map<String, PaymentBack> find(Collection<String> targetIds) {
        return jdbc.query(BY_TARGETS, PaymentBackTable::row, Sql.texts(targetIds), connection).stream()
                .collect(toMap(found -> found.money().id(), found -> found));
    }

    /** Those in a state of which it is not known whose invoice they are on, a page of them, by Xero's ids. */
    public List<PaymentBack> withoutInvoice(PaymentBackState state, String after) {
        return jdbc.query(IN_STATE, PaymentBackTable::row, connection, state.code(), after, PAGE);
    }

    /** Those on invoices that were none of Harvest's and have a twin there by now. */
    public List<PaymentBack> apartAndLinked() {
        return jdbc.query(APART_LINKED, PaymentBackTable::row, connection);
    }

    /** All money on a Harvest invoice, by the day it was paid. */
    public List<PaymentBack> of(long invoice) {
        return jdbc.query(OF_INVOICE, PaymentBackTable::row, connection, invoice);
    }

    /** The credits known of an invoice in Xero. */
    public List<PaymentBack> creditsOf(String invoiceTarget) {
        return jdbc.query(CREDITS_OF, PaymentBackTable::row, connection, invoiceTarget);
    }

    /** The Harvest invoices with money to decide; a decision that stands is taken again once its invoice changed in Harvest. */
    public Set<Long> dueInvoices() {
        Set<Long> due = new LinkedHashSet<>();
        for (PaymentBackState state :
                List.of(PaymentBackState.ASKED, PaymentBackState.REMOVING, PaymentBackState.SEEN)) {
            due.addAll(jdbc.queryForList(DUE, Long.class, connection, state.code()));
        }
        for (PaymentBackState state : List.of(PaymentBackState.WAITING, PaymentBackState.FAILED)) {
            due.addAll(jdbc.queryForList(DUE_AGAIN, Long.class, connection, state.code()));
        }
        return due;
    }

    /** How much is known to be paid of those of the invoices that have a twin in Harvest, by Xero's ids. */
    public Map<String, BigDecimal> known(Collection<String> invoiceTargets) {
        Map<String, BigDecimal> known = new HashMap<>();
        jdbc.query(
                KNOWN,
                (RowCallbackHandler) rows -> known.put(rows.getString("id"), rows.getBigDecimal("known")),
                Sql.texts(invoiceTargets),
                connection);
        return known;
    }

    /** Harvest's invoices that have no twin in Xero and are not paid, by their numbers. */
    public Map<String, Long> unlinkedInvoices() {
        Map<String, Long> numbers = new HashMap<>();
        jdbc.query(
                UNLINKED,
                (RowCallbackHandler) rows -> numbers.put(rows.getString("number"), rows.getLong("source_id")),
                connection);
        return numbers;
    }

    /** Stores what was not known. */
    public void add(XeroMoney money, boolean removed, PaymentBackState state) {
        jdbc.update(INSERT, shown(money, removed, state));
    }

    /** Xero shows it otherwise than before. */
    public void shown(PaymentBack known, XeroMoney money, boolean removed, PaymentBackState state) {
        allowed(known.state(), state);
        jdbc.update(SHOWN, shown(money, removed, state));
    }

    private @Nullable Object[] shown(XeroMoney money, boolean removed, PaymentBackState state) {
        return new @Nullable Object[] {
            money.kind().code(),
            money.invoice().id(),
            Sql.cut(money.invoice().number(), 300),
            money.invoice().currency(),
            money.amount(),
            money.date(),
            Sql.cut(money.origin().reference(), 300),
            Sql.cut(money.origin().account(), 60),
            Sql.cut(money.origin().batch(), 60),
            removed,
            state.code(),
            Sql.at(clock.instant()),
            connection,
            money.id()
        };
    }

    /** Moves it on if it still stands as given; false when it was moved meanwhile. */
    public boolean move(PaymentBack from, PaymentBackState to, Standing standing) {
        allowed(from.state(), to);
        return jdbc.update(
                        MOVE,
                        to.code(),
                        Sql.cut(standing.reason(), 2000),
                        standing.invoiceId(),
                        standing.paymentId(),
                        standing.ours(),
                        standing.decidedOn(),
                        Sql.at(standing.askedAt()),
                        Sql.at(clock.instant()),
                        connection,
                        from.money().id(),
                        from.state().code())
                == 1;
    }

    private static void allowed(PaymentBackState from, PaymentBackState to) {
        if (from != to && !from.mayBecome(to)) {
            throw new IllegalStateException("Money of Xero cannot go from " + from + " to " + to);
        }
    }

    /** A person, or a setting, wants it decided anew; false when nobody was asked about it. */
    public boolean again(String targetId) {
        return jdbc.update(AGAIN, Sql.at(clock.instant()), connection, targetId) == 1;
    }

    /** A person says that nothing is to be done; false when nobody was asked about it. */
    public boolean giveUp(String targetId, String why) {
        return jdbc.update(GIVE_UP, Sql.cut(why, 2000), Sql.at(clock.instant()), connection, targetId) == 1;
    }

    /** A person deleted in Harvest what was recorded there; it is not recorded again. */
    public boolean giveUpRecorded(String targetId, String why) {
        return jdbc.update(GIVE_UP_RECORDED, Sql.cut(why, 2000), Sql.at(clock.instant()), connection, targetId) == 1;
    }

    /** What was given up and is known as the twin of a payment in Harvest by now. */
    public List<PaymentBack> givenUpAndLinked() {
        return jdbc.query(GIVEN_UP_LINKED, PaymentBackTable::row, connection);
    }

    /** How many were recorded in Harvest, or found there as ours, since then. */
    public long recordedSince(Instant since) {
        return Sql.count(jdbc, RECORDED_SINCE, connection, Sql.at(since));
    }

    /** All of it, to be looked through. */
    public PaymentPages pages() {
        return pages;
    }

    /** What of it goes on by itself. */
    public WaitingPaymentsBack waiting() {
        return waiting;
    }

    static PaymentBack row(ResultSet rows, int n) throws SQLException {
        return new PaymentBack(
                new XeroMoney(
                        rows.getString("target_id"),
                        XeroMoney.Kind.of(rows.getString("kind")),
                        new XeroMoney.Paid(
                                rows.getString("invoice_target"),
                                rows.getString("invoice_number"),
                                rows.getString("currency")),
                        Sql.amount(rows, "amount"),
                        rows.getObject("paid_on", LocalDate.class),
                        new XeroMoney.Origin(
                                Objects.requireNonNullElse(rows.getString("reference"), ""),
                                rows.getString("account"),
                                rows.getString("batch"))),
                rows.getBoolean("removed"),
                PaymentBackState.of(rows.getString("state")),
                new Standing(
                        rows.getString("reason"),
                        Sql.longOrNull(rows, "invoice_id"),
                        Sql.longOrNull(rows, "payment_id"),
                        rows.getBoolean("ours"),
                        rows.getString("decided_on"),
                        Sql.instantOrNull(rows, "asked_at")));
    }
}
