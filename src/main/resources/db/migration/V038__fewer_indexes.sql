-- A database writes an entry in each index of a table for each row, and another whenever a column in it changes. Rows of the outbox move
-- through three states, so each of its indexes counts.
-- Each step can be taken again after a kill in the middle, since H2 commits at each.

-- What is not finished has not ended: so one index finds the rows of a state by their ids, and those that ended by when they did.
update outbox set finished_at = null where state in ('waiting', 'sending', 'failed') and finished_at is not null;
drop index if exists outbox_finished;
drop index if exists outbox_state;
create index outbox_state on outbox (connection, state, kind, finished_at, id);

-- Causes are asked for only of what failed, which is found by its state. They are never deleted, so nothing has to be kept from pointing to
-- one that is gone; H2 keeps an index for that.
${h2} execute immediate (select coalesce(max('alter table outbox drop constraint "' || constraint_name || '"'), 'delete from document_text where false') from information_schema.table_constraints where table_schema = current_schema and table_name = 'outbox' and constraint_type = 'FOREIGN KEY');
${postgres} alter table outbox drop constraint outbox_cause_id_fkey;
drop index if exists outbox_cause;
