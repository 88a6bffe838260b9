package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tables {@code draft_invoice}, {@code draft_content} and {@code draft_source}: invoices in the making, what they say, and the way
 * from their lines to entries and back.
 * Every change names the version it was decided on and is refused, with {@code false}, when the draft changed meanwhile.
 */
public final class DraftTable {
    private static final String COLUMNS = """
            d.id, d.run_id, d.client_id, r.client_name, r.period, r.period_start, r.period_end, d.state, d.version, d.step, d.number,
            d.currency, c.content, c.original, d.agreement_hash, d.harvest_id, d.mirror_note, d.replaces, d.created_at, d.decided_at,
            d.decided_by
            """;
    private static final String SELECT = "select " + COLUMNS + """
             from draft_invoice d join draft_content c on c.draft_id = d.id join billing_run r on r.id = d.run_id
            where d.connection = ?""";
    /** Let out by a person or by the agreement's conditions, and not stopped since. */
    static final String RELEASED = "'approved', 'mirrored', 'planned', 'sent', 'credited'";

    private static final String FIND = SELECT + " and d.id = ?";
    private static final String BY_NUMBER = SELECT + " and d.number = ?";
    private static final String BY_MIRROR = SELECT + " and d.harvest_id = ?";
    private static final String OF_RUN = SELECT + " and d.run_id = ? order by d.draft_key";
    private static final String OF_CLIENT = SELECT + " and d.client_id = ? order by r.period_start, d.id";
    private static final String IN_STATE =
            "select id from draft_invoice where connection = ? and state = ? order by id";
    private static final String REFUSED = """
            exists (select 1 from outbox o where o.connection = d.connection and o.kind in ('invoice', 'credit-note') and o.source_id = %s
            and o.revision = 'draft:' || cast(d.id as varchar(20)) and o.state = 'failed' and o.next_attempt_at > ?)""";
    /** Two look-ups: an index finds one number at a time. */
    private static final String MAY_GO = "d.state in ('approved', 'mirrored') and not " + REFUSED.formatted("-d.id")
            + " and not " + REFUSED.formatted("d.harvest_id");

    private static final String TO_HAND_OVER = SELECT + " and " + MAY_GO + " order by d.id";
    private static final String ANY_TO_HAND_OVER =
            "select d.id from draft_invoice d where d.connection = ? and " + MAY_GO + " limit 1";
    private static final String ACCEPTED = SELECT + """
             and d.state = 'planned' and exists (select 1 from link l where l.connection = d.connection
            and l.kind = case when d.subtotal < 0 then 'credit-note' else 'invoice' end
            and l.source_id = coalesce(d.harvest_id, -d.id) and l.agrees) order by d.id""";
    private static final String TRACKED = """
            select id from draft_invoice where connection = ? and state in ('review', 'held', 'approved', 'mirrored')
            and tracked limit 1""";
    private static final String TO_UNMIRROR = SELECT + """
             and d.state in ('rejected', 'credited') and d.harvest_id is not null and not exists (select 1 from delivery y
            where y.draft_id = d.id and y.step = 'unmirror' and y.state = 'done') order by d.id""";
    private static final String MIRRORS = """
            select client_id, harvest_id, number from draft_invoice where connection = ?
            and (harvest_id between ? and ? or (harvest_id is null and number is not null and state = 'approved'))""";
    private static final String LATEST = "select id from draft_invoice where connection = ? order by id desc limit ?";
    private static final String OF_SOURCE =
            SELECT + " and d.id in (select s.draft_id from draft_source s where s.connection = ? and s.kind = ?"
                    + " and s.source_id = ?) order by d.id";
    private static final String ADD = """
            insert into draft_invoice (connection, run_id, client_id, draft_key, state, version, step, number, issue_date, due_date,
            currency, subtotal, tracked, agreement_hash, replaces, created_at)
            values (?, ?, ?, ?, ?, 0, 0, null, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String ADD_CONTENT = "insert into draft_content (draft_id, content) values (?, ?)";
    private static final String ID =
            "select id from draft_invoice where connection = ? and run_id = ? and draft_key = ?";
    private static final String ADD_SOURCE = """
            insert into draft_source (draft_id, line, position, connection, kind, source_id, hours, amount, person, rate)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String FORGET_SOURCES = "delete from draft_source where draft_id = ?";
    private static final String MOVE = """
            update draft_invoice set state = ?, version = version + 1 where id = ? and version = ? and state = ?""";
    private static final String DECIDE = """
            update draft_invoice set state = ?, step = ?, decided_at = ?, decided_by = ?, version = version + 1
            where id = ? and version = ? and state = ?""";
    private static final String EDIT = """
            update draft_invoice set subtotal = ?, tracked = ?, issue_date = ?, due_date = ?, decided_at = ?, decided_by = ?, step = 0,
            version = version + 1
            where id = ? and version = ? and state in ('review', 'held')""";
    private static final String EDIT_CONTENT =
            "update draft_content set original = coalesce(original, content), content = ? where draft_id = ?";
    private static final String NUMBER = """
            update draft_invoice set number = ?, version = version + 1 where id = ? and version = ? and number is null
            and not exists (select 1 from draft_invoice o where o.connection = draft_invoice.connection and o.number = ?)""";
    private static final String MIRRORED = """
            update draft_invoice set state = 'mirrored', harvest_id = ?, mirror_note = ?, version = version + 1
            where id = ? and version = ? and state = 'approved'""";
    private static final String KEEP_TAXES = "update draft_invoice set mirror_tax = ?, mirror_tax2 = ? where id = ?";
    private static final String TAXES = "select mirror_tax, mirror_tax2 from draft_invoice where id = ?";
    private static final String MIRROR = """
            update draft_invoice set harvest_id = ?, version = version + 1 where id = ? and version = ?""";
    private static final String PRICES = """
            select distinct s.person, s.rate from draft_source s join draft_invoice d on d.id = s.draft_id
            join billing_run r on r.id = d.run_id
            where d.connection = ? and d.client_id = ? and d.state in (""" + RELEASED + """
            , ?) and r.mode <> 'trial' and r.undone_at is null""";
    private static final String WAITING_BEFORE = SELECT + """
             and d.client_id = ? and d.state in ('review', 'held') and r.period_start < ? order by r.period_start, d.id""";
    private static final String JUDGE = """
            update draft_invoice set state = ?, version = version + 1
            where id = ? and version = ? and state = 'review' and decided_by is null""";
    private static final String SEND_BACK = """
            update draft_invoice set state = 'review', step = 0, version = version + 1
            where id = ? and version = ? and state in ('approved', 'mirrored')""";
    private static final String REPLACE_CONTENT = "update draft_content set content = ? where draft_id = ?";
    private static final String TAKE_BACK = """
            update draft_invoice set state = 'credited', version = version + 1
            where run_id = ? and state not in ('rejected', 'credited')""";
    private static final String COUNT = "select count(*) from draft_invoice where connection = ? and state = ?";
    private static final String COUNT_NUMBER = "select count(*) from draft_invoice where connection = ? and number = ?";
    private static final String NUMBERS =
            "select number from draft_invoice where connection = ? and number is not null";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public DraftTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A draft as it stands.
     *
     * @param clientName as Harvest called the client when the period was billed
     * @param period label of the period
     * @param version names this state of it in every change
     * @param step how many steps of its review have said yes
     * @param number reserved; null while it has none
     * @param content with all edits
     * @param original as the run made it, once a reviewer changed it; else null
     * @param agreementHash the version of the agreement that made it
     * @param harvestId its mirror; null without one
     * @param mirrorNote why it has none; null while that is open or it has one
     * @param replaces the draft it was made for anew; null for none
     * @param decidedBy who decided last; null while nobody did
     */
    public record StoredDraft(
            long id,
            long runId,
            long clientId,
            String clientName,
            String period,
            LocalDate periodStart,
            LocalDate periodEnd,
            DraftState state,
            int version,
            int step,
            @Nullable String number,
            String currency,
            Draft content,
            @Nullable Draft original,
            String agreementHash,
            @Nullable Long harvestId,
            @Nullable String mirrorNote,
            @Nullable Long replaces,
            Instant createdAt,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy) {
        /** What its Xero twin is filed under: its mirror in Harvest, else minus its own id. */
        public long sourceId() {
            return harvestId == null ? -id : harvestId;
        }

        /** What its Xero twin is: a draft below zero is sent as a credit note. */
        public Kind xeroKind() {
            return content.subtotal().isNegative() ? Kind.CREDIT_NOTE : Kind.INVOICE;
        }

        /** The revision of its outbox row. */
        public Revision revision() {
            return Revision.of(RevisionKind.DRAFT, id);
        }
    }

    /** The id of the draft that an outbox row is about; empty for other rows. */
    public static OptionalLong idIn(Revision revision) {
        return revision.is(RevisionKind.DRAFT) ? revision.id() : OptionalLong.empty();
    }

    /** A price somebody was billed at. @param rate of an hour or day; null for expenses */
    public record Price(long person, @Nullable BigDecimal rate) {}

    /** Stores a new draft with its sources; gives its id. */
    public long add(
            long runId, long clientId, DraftState state, Draft draft, String agreementHash, @Nullable Long replaces) {
        String content = DraftJson.write(draft);
        jdbc.update(
                ADD,
                connection,
                runId,
                clientId,
                draft.key(),
                state.code(),
                draft.issueDate(),
                draft.dueDate(),
                draft.subtotal().currency().getCurrencyCode(),
                draft.subtotal().amount(),
                isTracked(content),
                agreementHash,
                replaces,
                Sql.at(clock.instant()));
        Long id = jdbc.queryForObject(ID, Long.class, connection, runId, draft.key());
        if (id == null) {
            throw new IllegalStateException("Draft " + draft.key() + " of run " + runId + " was not stored");
        }
        jdbc.update(ADD_CONTENT, id, content);
        addSources(id, draft);
        return id;
    }

    public Optional<StoredDraft> find(long id) {
        return jdbc.query(FIND, DraftTable::row, connection, id).stream().findFirst();
    }

    public Optional<StoredDraft> byNumber(String number) {
        return jdbc.query(BY_NUMBER, DraftTable::row, connection, number).stream()
                .findFirst();
    }

    /** The draft whose mirror the Harvest invoice is, as far as it is recorded. */
    public Optional<StoredDraft> byMirror(long harvestId) {
        return jdbc.query(BY_MIRROR, DraftTable::row, connection, harvestId).stream()
                .findFirst();
    }

    public List<StoredDraft> ofRun(long runId) {
        return jdbc.query(OF_RUN, DraftTable::row, connection, runId);
    }

    /** All drafts of a client, oldest period first. */
    public List<StoredDraft> ofClient(long clientId) {
        return jdbc.query(OF_CLIENT, DraftTable::row, connection, clientId);
    }

    /** The ids of those in the state, oldest first. */
    public List<Long> inState(DraftState state) {
        return jdbc.queryForList(IN_STATE, Long.class, connection, state.code());
    }

    /** Approved ones that are not on their way to Xero yet, oldest first; those that were refused only once they are due again. */
    public List<StoredDraft> toHandOver() {
        OffsetDateTime now = Sql.at(clock.instant());
        return jdbc.query(TO_HAND_OVER, DraftTable::row, connection, now, now);
    }

    /** Whether there is one of those. */
    public boolean isAnyToHandOver() {
        OffsetDateTime now = Sql.at(clock.instant());
        return !jdbc.queryForList(ANY_TO_HAND_OVER, Long.class, connection, now, now)
                .isEmpty();
    }

    /** Planned ones that Xero has taken, with equal totals. */
    public List<StoredDraft> accepted() {
        return jdbc.query(ACCEPTED, DraftTable::row, connection);
    }

    /** Whether one that may go out names a tracking option, so that Xero's have to be known. */
    public boolean useTracking() {
        return !jdbc.queryForList(TRACKED, Long.class, connection).isEmpty();
    }

    /** Rejected and credited ones whose mirror still stands in Harvest, as far as is recorded. */
    public List<StoredDraft> toUnmirror() {
        return jdbc.query(TO_UNMIRROR, DraftTable::row, connection);
    }

    /** The Harvest invoices among these that are, or are about to become, mirrors of drafts. */
    public Mirrors mirrors(List<Long> harvestIds) {
        Set<Long> known = new HashSet<>();
        Map<String, Long> reserved = new HashMap<>();
        if (!harvestIds.isEmpty()) {
            jdbc.query(
                    MIRRORS,
                    rows -> {
                        Long harvestId = Sql.longOrNull(rows, "harvest_id");
                        if (harvestId == null) {
                            reserved.put(rows.getString("number"), rows.getLong("client_id"));
                        } else {
                            known.add(harvestId);
                        }
                    },
                    connection,
                    Collections.min(harvestIds),
                    Collections.max(harvestIds));
        }
        return new Mirrors(known, reserved);
    }

    /**
     * How the mirrors of drafts are recognised.
     *
     * @param known by their ids
     * @param reserved before that: by the numbers reserved for them, each with its client
     */
    public record Mirrors(Set<Long> known, Map<String, Long> reserved) {
        public Mirrors {
            known = Set.copyOf(known);
            reserved = Map.copyOf(reserved);
        }

        public boolean contain(SourceDocument invoice) {
            Long client = invoice.number() == null ? null : reserved.get(invoice.number());
            return known.contains(invoice.sourceId()) || (client != null && client.equals(invoice.parentId()));
        }
    }

    /** The ids of the newest, the newest first. */
    public List<Long> latest(int limit) {
        return jdbc.queryForList(LATEST, Long.class, connection, limit);
    }

    /** The drafts a time entry or expense is on. */
    public List<StoredDraft> ofSource(WorkKind kind, long sourceId) {
        return jdbc.query(OF_SOURCE, DraftTable::row, connection, connection, kind.code(), sourceId);
    }

    /** Moves the draft on; false when it is not the version, or not in the state, this was decided on. */
    public boolean move(StoredDraft draft, DraftState to) {
        check(draft, to);
        return jdbc.update(
                        MOVE,
                        to.code(),
                        draft.id(),
                        draft.version(),
                        draft.state().code())
                == 1;
    }

    /**
     * The same by a person.
     *
     * @param step how many steps of the review have said yes after it
     */
    public boolean decide(StoredDraft draft, DraftState to, int step, String by) {
        check(draft, to);
        return jdbc.update(
                        DECIDE,
                        to.code(),
                        step,
                        Sql.at(clock.instant()),
                        Sql.cut(by, 200),
                        draft.id(),
                        draft.version(),
                        draft.state().code())
                == 1;
    }

    /** A reviewer's change of content; every yes so far is void. False when the draft changed meanwhile or is past review. */
    public boolean edit(StoredDraft draft, Draft content, String by) {
        String written = DraftJson.write(content);
        boolean edited = jdbc.update(
                        EDIT,
                        content.subtotal().amount(),
                        isTracked(written),
                        content.issueDate(),
                        content.dueDate(),
                        Sql.at(clock.instant()),
                        Sql.cut(by, 200),
                        draft.id(),
                        draft.version())
                == 1;
        if (edited) {
            jdbc.update(EDIT_CONTENT, written, draft.id());
            jdbc.update(FORGET_SOURCES, draft.id());
            addSources(draft.id(), content);
        }
        return edited;
    }

    /** The client's drafts of periods that start before {@code day} and wait for a person, the oldest first. */
    public List<StoredDraft> waitingBefore(long clientId, LocalDate day) {
        return jdbc.query(WAITING_BEFORE, DraftTable::row, connection, clientId, day);
    }

    /**
     * Gives a draft in review that nobody has decided on the reasons that hold now, and lets it go on where there are none; false
     * when it changed meanwhile.
     */
    public boolean judge(StoredDraft draft, Draft content) {
        DraftState to = content.needsReview() ? DraftState.REVIEW : DraftState.APPROVED;
        check(draft, to);
        boolean judged = jdbc.update(JUDGE, to.code(), draft.id(), draft.version()) == 1;
        if (judged) {
            jdbc.update(REPLACE_CONTENT, DraftJson.write(content), draft.id());
        }
        return judged;
    }

    /** A draft on its way out goes back to a person, with the reason in its content; false when it changed meanwhile. */
    public boolean sendBack(StoredDraft draft, Draft content) {
        check(draft, DraftState.REVIEW);
        boolean back = jdbc.update(SEND_BACK, draft.id(), draft.version()) == 1;
        if (back) {
            jdbc.update(REPLACE_CONTENT, DraftJson.write(content), draft.id());
        }
        return back;
    }

    /** Gives the draft its number; false when the draft changed meanwhile, has one, or another draft has this one. */
    public boolean reserve(StoredDraft draft, String number) {
        return jdbc.update(NUMBER, number, draft.id(), draft.version(), number) == 1;
    }

    /** Records the Harvest invoice as its mirror while it is being made, before the draft moves on. */
    public boolean mirror(StoredDraft draft, @Nullable Long harvestId) {
        return jdbc.update(MIRROR, harvestId, draft.id(), draft.version()) == 1;
    }

    /** Approved → mirrored: with its mirror, or with the reason why it has none. */
    public boolean mirrored(StoredDraft draft, @Nullable Long harvestId, @Nullable String note) {
        return jdbc.update(MIRRORED, harvestId, Sql.cut(note, 2000), draft.id(), draft.version()) == 1;
    }

    /** What the mirror of a draft charges. */
    public record MirrorTaxes(BigDecimal tax, BigDecimal tax2) {}

    public void keepTaxes(long draftId, MirrorTaxes taxes) {
        jdbc.update(KEEP_TAXES, taxes.tax(), taxes.tax2(), draftId);
    }

    /** Empty without a mirror. */
    public Optional<MirrorTaxes> mirrorTaxes(long draftId) {
        return jdbc
                .query(
                        TAXES,
                        (rows, n) -> new MirrorTaxes(
                                orZero(Sql.amountOrNull(rows, "mirror_tax")),
                                orZero(Sql.amountOrNull(rows, "mirror_tax2"))),
                        draftId)
                .stream()
                .findFirst();
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    public long count(DraftState state) {
        Long count = jdbc.queryForObject(COUNT, Long.class, connection, state.code());
        return count == null ? 0 : count;
    }

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

    /** Takes all drafts of the run for undone. Only to be rolled back: to see what a new run would make of the period. */
    public void takeBack(long runId) {
        jdbc.update(TAKE_BACK, runId);
    }

    /** Whether a draft has reserved the number; a Harvest invoice of that number is its mirror. */
    public boolean isReserved(String number) {
        Long count = jdbc.queryForObject(COUNT_NUMBER, Long.class, connection, number);
        return count != null && count > 0;
    }

    public List<String> numbers() {
        return jdbc.queryForList(NUMBERS, String.class, connection);
    }

    private static boolean isTracked(String content) {
        return content.contains("\"tracking\":{\"");
    }

    private static void check(StoredDraft draft, DraftState to) {
        if (!draft.state().mayBecome(to)) {
            throw new IllegalArgumentException(
                    "A draft cannot go from " + draft.state().code() + " to " + to.code());
        }
    }

    private void addSources(long id, Draft draft) {
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

    private static StoredDraft row(ResultSet rows, int n) throws SQLException {
        String original = rows.getString("original");
        return new StoredDraft(
                rows.getLong("id"),
                rows.getLong("run_id"),
                rows.getLong("client_id"),
                rows.getString("client_name"),
                rows.getString("period"),
                rows.getObject("period_start", LocalDate.class),
                rows.getObject("period_end", LocalDate.class),
                DraftState.of(rows.getString("state")),
                rows.getInt("version"),
                rows.getInt("step"),
                rows.getString("number"),
                rows.getString("currency"),
                DraftJson.draft(rows.getString("content")),
                original == null ? null : DraftJson.draft(original),
                rows.getString("agreement_hash"),
                Sql.longOrNull(rows, "harvest_id"),
                rows.getString("mirror_note"),
                Sql.longOrNull(rows, "replaces"),
                Sql.instant(rows, "created_at"),
                Sql.instantOrNull(rows, "decided_at"),
                rows.getString("decided_by"));
    }
}
