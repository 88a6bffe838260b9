-- Whole documents are written once, in a table of their own: the rows they belong to move from state to state, and a row is written
-- anew each time. On H2, utf8tostring(content) reads one; on PostgreSQL, convert_from(content, 'UTF8').

create sequence document_text_id start with 1 increment by 1;
create table document_text (
    id               bigint not null primary key,
    content          ${bytes} not null
);

alter table source_document add column content_id bigint;
update source_document set content_id = nextval('document_text_id');
insert into document_text (id, content) select content_id, content from source_document;
alter table source_document drop column content;
alter table source_document alter column content_id set not null;

alter table outbox add column content_id bigint;
alter table outbox add column written_id bigint;
update outbox set content_id = nextval('document_text_id') where content is not null;
update outbox set written_id = nextval('document_text_id') where written is not null;
insert into document_text (id, content) select content_id, content from outbox where content is not null;
insert into document_text (id, content) select written_id, written from outbox where written is not null;
alter table outbox drop column content;
alter table outbox drop column written;

alter table link add column written_id bigint;
update link set written_id = nextval('document_text_id') where written is not null;
insert into document_text (id, content) select written_id, written from link where written is not null;
alter table link drop column written;

-- From now on whoever writes takes a thousand ids at a time.
alter sequence document_text_id increment by 1000;

-- An id of Harvest's or Xero's tells rows apart at once; connection and kind are the same in most of them.
${h2} alter table source_document drop primary key;
${postgres} alter table source_document drop constraint source_document_pkey;
alter table source_document add primary key (source_id, kind, connection);
drop index source_document_parent;
create index source_document_parent on source_document (parent_id, kind, connection);

${h2} execute immediate (select 'alter table outbox drop constraint "' || constraint_name || '"' from information_schema.table_constraints where table_schema = current_schema and table_name = 'outbox' and constraint_type = 'UNIQUE');
${postgres} alter table outbox drop constraint outbox_connection_kind_source_id_revision_key;
create unique index outbox_revision on outbox (source_id, kind, revision, connection);
drop index outbox_group;
create index outbox_group on outbox (group_id, kind, connection);

drop index link_target;
create unique index link_target on link (target_id, kind, connection);

-- H2 takes every column to be equally telling until it has counted.
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
