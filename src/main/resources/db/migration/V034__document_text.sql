-- Whole documents are written once, in a table of their own: the rows they belong to move from state to state, and a row is written
-- anew each time. On H2, utf8tostring(content) reads one; on PostgreSQL, convert_from(content, 'UTF8').
--
-- H2 commits at each change of a table. So that whoever was killed in the middle goes on at the next start, each step here can be taken again.

create sequence if not exists document_text_id start with 1 increment by 1;
create table if not exists document_text (
    id               bigint not null primary key,
    content          ${bytes} not null
);

alter table source_document add column if not exists content_id bigint;
${h2} execute immediate (select case when exists (select 1 from information_schema.columns where table_schema = current_schema and table_name = 'source_document' and column_name = 'content') then 'update source_document set content_id = next value for document_text_id where content_id is null' else 'delete from document_text where false' end);
${h2} execute immediate (select case when exists (select 1 from information_schema.columns where table_schema = current_schema and table_name = 'source_document' and column_name = 'content') then 'insert into document_text (id, content) select content_id, content from source_document where content_id is not null and not exists (select 1 from document_text t where t.id = content_id)' else 'delete from document_text where false' end);
${postgres} update source_document set content_id = nextval('document_text_id');
${postgres} insert into document_text (id, content) select content_id, content from source_document;
alter table source_document drop column if exists content;
alter table source_document alter column content_id set not null;

alter table outbox add column if not exists content_id bigint;
${h2} execute immediate (select case when exists (select 1 from information_schema.columns where table_schema = current_schema and table_name = 'outbox' and column_name = 'content') then 'update outbox set content_id = next value for document_text_id where content is not null and content_id is null' else 'delete from document_text where false' end);
${h2} execute immediate (select case when exists (select 1 from information_schema.columns where table_schema = current_schema and table_name = 'outbox' and column_name = 'content') then 'insert into document_text (id, content) select content_id, content from outbox where content_id is not null and not exists (select 1 from document_text t where t.id = content_id)' else 'delete from document_text where false' end);
${postgres} update outbox set content_id = nextval('document_text_id') where content is not null;
${postgres} insert into document_text (id, content) select content_id, content from outbox where content is not null;
alter table outbox drop column if exists content;
alter table outbox add column if not exists written_id bigint;
${h2} execute immediate (select case when exists (select 1 from information_schema.columns where table_schema = current_schema and table_name = 'outbox' and column_name = 'written') then 'update outbox set written_id = next value for document_text_id where written is not null and written_id is null' else 'delete from document_text where false' end);
${h2} execute immediate (select case when exists (select 1 from information_schema.columns where table_schema = current_schema and table_name = 'outbox' and column_name = 'written') then 'insert into document_text (id, content) select written_id, written from outbox where written_id is not null and not exists (select 1 from document_text t where t.id = written_id)' else 'delete from document_text where false' end);
${postgres} update outbox set written_id = nextval('document_text_id') where written is not null;
${postgres} insert into document_text (id, content) select written_id, written from outbox where written is not null;
alter table outbox drop column if exists written;

alter table link add column if not exists written_id bigint;
${h2} execute immediate (select case when exists (select 1 from information_schema.columns where table_schema = current_schema and table_name = 'link' and column_name = 'written') then 'update link set written_id = next value for document_text_id where written is not null and written_id is null' else 'delete from document_text where false' end);
${h2} execute immediate (select case when exists (select 1 from information_schema.columns where table_schema = current_schema and table_name = 'link' and column_name = 'written') then 'insert into document_text (id, content) select written_id, written from link where written_id is not null and not exists (select 1 from document_text t where t.id = written_id)' else 'delete from document_text where false' end);
${postgres} update link set written_id = nextval('document_text_id') where written is not null;
${postgres} insert into document_text (id, content) select written_id, written from link where written is not null;
alter table link drop column if exists written;

-- From now on whoever writes takes a thousand ids at a time.
alter sequence document_text_id increment by 1000;

-- An id of Harvest's or Xero's tells rows apart at once; connection and kind are the same in most of them.
${h2} execute immediate (select case when exists (select 1 from information_schema.table_constraints where table_schema = current_schema and table_name = 'source_document' and constraint_type = 'PRIMARY KEY') then 'alter table source_document drop primary key' else 'delete from document_text where false' end);
${postgres} alter table source_document drop constraint source_document_pkey;
alter table source_document add primary key (source_id, kind, connection);
drop index if exists source_document_parent;
create index source_document_parent on source_document (parent_id, kind, connection);

${h2} execute immediate (select coalesce(max('alter table outbox drop constraint "' || constraint_name || '"'), 'delete from document_text where false') from information_schema.table_constraints where table_schema = current_schema and table_name = 'outbox' and constraint_type = 'UNIQUE');
${postgres} alter table outbox drop constraint outbox_connection_kind_source_id_revision_key;
create unique index if not exists outbox_revision on outbox (source_id, kind, revision, connection);
drop index if exists outbox_group;
create index outbox_group on outbox (group_id, kind, connection);

drop index if exists link_target;
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
