-- Of all invoices that are known, a cycle asks for the few that something is left to do about. The database itself says of each row
-- whether it is one of them, so that an index leads there: H2 has no partial indexes, and an index condition can't compare two columns.
-- Each step can be taken again after a kill in the middle, since H2 commits at each.
-- No lists of states (in, or several = with or): H2 2.4 works those out with the connection that made the column, even once it is closed.

-- Has or had payments, and changed since they were last read.
alter table source_document add column if not exists payments_due boolean generated always as (coalesce(kind = 'invoice'
    and state <> 'skipped' and state <> 'gone'
    and (payments_read is not null or due_amount <> amount or source_state = 'paid')
    and (payments_read is null or payments_read <> fingerprint), false)) ${stored};

-- Written off in Harvest, or with a credit balance there.
alter table source_document add column if not exists unsettled boolean generated always as (coalesce(kind = 'invoice'
    and state <> 'skipped' and state <> 'gone'
    and (source_state = 'closed' or (due_amount < 0 and amount >= 0)), false)) ${stored};

create index if not exists source_document_payments_due on source_document (connection, payments_due, source_id);
create index if not exists source_document_unsettled on source_document (connection, unsettled, source_id);
