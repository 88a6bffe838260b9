package org.harvestxero.store.copy;

import java.time.Instant;
import java.util.List;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The Harvest documents of which something is left to do, going by what the outbox and Xero have of them. Each cycle asks all of this,
 * so every question begins with what an index finds, such as the columns {@code payments_due} and {@code unsettled} that the database
 * keeps itself: both are true of nothing but invoices that are changed, edit or planned.
 */
public final class PendingDocuments {
    private static final String PAYMENTS_TO_READ =
            "select " + SourceDocumentTable.COLUMNS + " from" + SourceDocumentTable.ROWS + """
            where connection = ? and payments_due and source_id > ?
            order by connection, payments_due, source_id limit ?""";
    private static final String COUNT_PAYMENTS_TO_READ =
            "select count(*) from source_document where connection = ? and payments_due";
    private static final String IDS_OF_PAYMENTS_TO_READ =
            "select source_id from source_document where connection = ? and payments_due";
    /** State by state, as the index of the outbox has them. */
    private static final String CREDITED = """
            select distinct o.group_id from unnest(array['waiting', 'sending', 'done', 'failed', 'discarded', 'superseded']) states(state)
            join outbox o on o.connection = ? and o.state = states.state and o.kind = 'credit-note'""";

    private static final String UNLISTED_CLIENTS = """
            select d.source_id from source_document d where d.connection = ? and d.kind = 'invoice' and d.state = 'changed'
            and not exists (select 1 from source_document c where c.connection = d.connection and c.kind = 'client'
                and c.source_id = d.parent_id)
            and not exists (select 1 from link l where l.connection = d.connection and l.kind = 'contact'
                and l.source_id = d.parent_id)
            union all
            select i.client_id from draft_invoice i where i.connection = ? and i.state in ('approved', 'mirrored')
            and not exists (select 1 from source_document c where c.connection = i.connection and c.kind = 'client'
                and c.source_id = i.client_id)
            limit 1""";
    private static final String WRITTEN_OFF =
            "select " + SourceDocumentTable.COLUMNS + " from" + SourceDocumentTable.ROWS + """
            where connection = ? and unsettled and source_state = 'closed' and state not in ('changed', 'edit')
            and exists (select 1 from link l where l.connection = d.connection and l.kind = 'invoice'
                and l.source_id = d.source_id and l.target_status in ('AUTHORISED', 'PAID'))
            and not exists (select 1 from draft_invoice i where i.connection = d.connection and i.harvest_id = d.source_id)
            and not exists (select 1 from outbox o where o.connection = d.connection and o.kind = 'credit-note'
                and o.source_id = d.source_id and o.revision = 'closed:' || d.fingerprint and o.state <> 'superseded'
                and not (o.state = 'failed' and (o.next_attempt_at <= ? or exists (select 1 from link s
                    where s.connection = d.connection and s.kind = 'invoice' and s.source_id = d.source_id
                    and s.amount_due = 0))))
            order by source_id limit ?""";
    /** Begins with the few credit notes, state by state: an outer join is never turned around. */
    private static final String REOPENED = "select " + SourceDocumentTable.COLUMNS + """
            from (select distinct c.source_id as credited_id
                from unnest(array['waiting', 'failed', 'done', 'discarded']) states(state)
                join outbox c on c.connection = ? and c.state = states.state and c.kind = 'credit-note'
                left join link n on n.connection = c.connection and n.kind = c.kind and n.source_id = c.source_id
                left join link i on i.connection = c.connection and i.kind = 'invoice' and i.source_id = c.source_id
                left join source_document s on s.connection = c.connection and s.kind = 'invoice' and s.source_id = c.source_id
                where (left(c.revision, 7) = 'closed:' or left(c.revision, 6) = 'still:')
                and (c.state in ('waiting', 'failed')
                    or (c.state = 'done' and c.action = 'create' and n.target_status not in ('VOIDED', 'DELETED'))
                    or (c.state = 'discarded' and n.target_id is null and i.amount_due < s.due_amount))) credited
            left join source_document d on d.connection = ? and d.kind = 'invoice' and d.source_id = credited.credited_id
            left join document_text t on t.id = d.content_id
            where d.source_state <> 'closed' and d.state = 'planned'
            and not exists (select 1 from outbox o where o.connection = d.connection and o.kind = 'credit-note'
                and o.source_id = d.source_id and o.revision in ('reopened:' || d.fingerprint, 'still:' || d.fingerprint) and o.state <> 'superseded'
                and not (o.state = 'failed' and (o.next_attempt_at <= ? or exists (select 1 from link s
                    where s.connection = d.connection and s.kind = 'invoice' and s.source_id = d.source_id
                    and s.amount_due >= d.due_amount))))
            order by source_id limit ?""";

    private static final String IN_CREDIT =
            "select " + SourceDocumentTable.COLUMNS + " from" + SourceDocumentTable.ROWS + """
            where connection = ? and unsettled and due_amount < 0 and amount >= 0 and state <> 'changed'
            and not exists (select 1 from outbox o where o.connection = d.connection and o.kind = 'invoice'
                and o.source_id = d.source_id and o.revision = 'balance:' || cast(d.due_amount as varchar(30))
                and o.state in ('failed', 'discarded'))
            and not exists (select 1 from outbox p where p.connection = d.connection and p.kind = 'payment'
                and p.action = 'create' and p.state in ('failed', 'discarded')
                and p.source_id in (select c.source_id from source_document c where c.connection = d.connection
                    and c.kind = 'payment' and c.parent_id = d.source_id))
            order by source_id limit ?""";
    private static final String UNLINKED_CLIENTS = """
            select d.source_id from source_document d where d.connection = ? and d.kind = 'invoice' and d.state = 'changed'
            and not exists (select 1 from link l where l.connection = d.connection and l.kind = 'contact'
                and l.source_id = d.parent_id)
            and not exists (select 1 from outbox o where o.connection = d.connection and o.kind = 'contact'
                and o.source_id = d.parent_id and o.state in ('waiting', 'sending'))
            union all
            select i.client_id from draft_invoice i where i.connection = ? and i.state in ('approved', 'mirrored')
            and not exists (select 1 from link l where l.connection = i.connection and l.kind = 'contact'
                and l.source_id = i.client_id)
            and not exists (select 1 from outbox o where o.connection = i.connection and o.kind = 'contact'
                and o.source_id = i.client_id and o.state in ('waiting', 'sending'))
            union all
            select d.source_id from outbox f
            join source_document d on d.connection = f.connection and d.kind = 'invoice' and d.source_id = f.source_id
            where f.connection = ? and f.kind in ('invoice', 'credit-note') and f.state = 'failed' and f.next_attempt_at <= ?
            and d.state <> 'gone'
            and not exists (select 1 from link l where l.connection = d.connection and l.kind = 'contact'
                and l.source_id = d.parent_id)
            and not exists (select 1 from outbox o where o.connection = d.connection and o.kind = 'contact'
                and o.source_id = d.parent_id and o.state in ('waiting', 'sending'))
            limit 1""";

    private final String connection;
    private final JdbcTemplate jdbc;

    public PendingDocuments(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** Invoices written off in Harvest that stand in Xero and whose credit note is neither planned nor reported, or is due again. */
    public List<SourceDocument> writtenOff(Instant now, int limit) {
        return jdbc.query(WRITTEN_OFF, SourceDocumentTable::row, connection, Sql.at(now), limit);
    }

    /**
     * Invoices re-opened in Harvest of which something is left to undo: a write-off that was not sent yet or was reported, a credit
     * note that stands in Xero, or less due there than in Harvest.
     */
    public List<SourceDocument> reopened(Instant now, int limit) {
        return jdbc.query(REOPENED, SourceDocumentTable::row, connection, connection, Sql.at(now), limit);
    }

    /** Invoices on which Harvest shows a credit balance that nobody was told of, nor of a payment that is too much. */
    public List<SourceDocument> inCredit(int limit) {
        return jdbc.query(IN_CREDIT, SourceDocumentTable::row, connection, limit);
    }

    /**
     * Whether an invoice or draft to be planned, or due to be tried again, belongs to a client whose Xero contact is neither known nor
     * on its way.
     */
    public boolean hasUnlinkedClients(Instant now) {
        return !jdbc.queryForList(UNLINKED_CLIENTS, Long.class, connection, connection, connection, Sql.at(now))
                .isEmpty();
    }

    /** Whether an invoice or draft to be planned belongs to a client that is not listed yet; an invoice's may be linked instead. */
    public boolean hasUnlistedClients() {
        return !jdbc.queryForList(UNLISTED_CLIENTS, Long.class, connection, connection)
                .isEmpty();
    }

    /** Invoices that have or had payments and changed since their payments were last read. */
    public List<SourceDocument> paymentsToRead(long afterId, int limit) {
        return jdbc.query(PAYMENTS_TO_READ, SourceDocumentTable::row, connection, afterId, limit);
    }

    /** The ids of all those invoices. */
    public List<Long> idsOfPaymentsToRead() {
        return jdbc.queryForList(IDS_OF_PAYMENTS_TO_READ, Long.class, connection);
    }

    /** The ids of all invoices a credit note is or was planned for. */
    public List<Long> idsOfCredited() {
        return jdbc.queryForList(CREDITED, Long.class, connection);
    }

    public long countPaymentsToRead() {
        return Sql.count(jdbc, COUNT_PAYMENTS_TO_READ, connection);
    }
}
