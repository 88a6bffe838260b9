-- Whole documents are kept as UTF-8 bytes: rows are moved on several times, and text costs far more to write again each time.
-- On H2, utf8tostring(content) reads one; on PostgreSQL, convert_from(content, 'UTF8').

alter table source_document add column content_bytes ${bytes};
update source_document set content_bytes = ${utf8-of}content${end};
alter table source_document drop column content;
alter table source_document rename column content_bytes to content;
alter table source_document alter column content set not null;

alter table outbox add column content_bytes ${bytes};
alter table outbox add column written_bytes ${bytes};
update outbox set content_bytes = ${utf8-of}content${end}, written_bytes = ${utf8-of}written${end};
alter table outbox drop column content;
alter table outbox drop column written;
alter table outbox rename column content_bytes to content;
alter table outbox rename column written_bytes to written;

alter table link add column written_bytes ${bytes};
update link set written_bytes = ${utf8-of}written${end};
alter table link drop column written;
alter table link rename column written_bytes to written;

-- Questions about a state concern all kinds more often than one.
drop index outbox_state;
create index outbox_state on outbox (connection, state, kind, id);
drop index outbox_batch; -- the few rows under way are found by their state
drop index source_document_state;
create index source_document_state on source_document (connection, state, kind, source_id);

-- H2 takes every column to be equally telling until it has counted, and then picks whichever index comes first.
${h2} alter table source_document alter column connection selectivity 1;
${h2} alter table source_document alter column kind selectivity 1;
${h2} alter table source_document alter column state selectivity 1;
${h2} alter table source_document alter column source_id selectivity 100;
${h2} alter table source_document alter column parent_id selectivity 50;
${h2} alter table outbox alter column connection selectivity 1;
${h2} alter table outbox alter column kind selectivity 1;
${h2} alter table outbox alter column state selectivity 1;
${h2} alter table outbox alter column source_id selectivity 100;
${h2} alter table outbox alter column group_id selectivity 100;
${h2} alter table link alter column connection selectivity 1;
${h2} alter table link alter column kind selectivity 1;
${h2} alter table link alter column source_id selectivity 100;
${h2} alter table link alter column target_id selectivity 100;
