package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tables {@code draft_invoice} and {@code draft_content}: invoices in the making and what they say, to be read. {@link DraftWriter}
 * adds and changes them, {@link DraftLines} leads from their lines to entries and back.
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
    private static final String TAXES = "select mirror_tax, mirror_tax2 from draft_invoice where id = ?";
    private static final String WAITING_BEFORE = SELECT + """
             and d.client_id = ? and d.state in ('review', 'held') and r.period_start < ? order by r.period_start, d.id""";
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

    /** The client's drafts of periods that start before {@code day} and wait for a person, the oldest first. */
    public List<StoredDraft> waitingBefore(long clientId, LocalDate day) {
        return jdbc.query(WAITING_BEFORE, DraftTable::row, connection, clientId, day);
    }

    /** What the mirror of a draft charges. */
    public record MirrorTaxes(BigDecimal tax, BigDecimal tax2) {}

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

    /** Whether a draft has reserved the number; a Harvest invoice of that number is its mirror. */
    public boolean isReserved(String number) {
        Long count = jdbc.queryForObject(COUNT_NUMBER, Long.class, connection, number);
        return count != null && count > 0;
    }

    public List<String> numbers() {
        return jdbc.queryForList(NUMBERS, String.class, connection);
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
