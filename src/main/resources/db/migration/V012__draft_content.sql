-- What a draft says is kept beside it: it may be megabytes long, and each entry that refers to a draft would read it.
create table draft_content (
    draft_id         bigint not null primary key references draft_invoice (id),
    content          text not null,            -- lines, sources, rates, reasons for review: JSON
    original         text                      -- the content as made, once a reviewer changed it
);
insert into draft_content (draft_id, content, original) select id, content, original from draft_invoice;

alter table draft_invoice add column tracked boolean default false not null; -- whether a line names a tracking option
update draft_invoice set tracked = content like '%"tracking":{"%';
alter table draft_invoice drop column content;
alter table draft_invoice drop column original;
create index draft_invoice_client on draft_invoice (connection, client_id);
