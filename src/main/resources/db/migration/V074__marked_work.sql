-- Work billed here that no mirror of ours holds, once Harvest shows it as invoiced because a person marked it there. On H2 the step can be taken again.
create table if not exists marked_work (
    connection       varchar(60) not null,
    kind             varchar(20) not null,     -- time-entry, expense
    source_id        bigint not null,          -- Harvest's
    client_id        bigint not null,
    seen_at          timestamp with time zone not null,
    primary key (connection, kind, source_id)
);
create index if not exists marked_work_client on marked_work (connection, client_id);
