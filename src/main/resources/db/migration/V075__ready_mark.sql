-- Work that people marked in Harvest as ready to be billed, and what became of each mark. On H2 the step can be taken again.
create table if not exists ready_mark (
    connection       varchar(60) not null,
    kind             varchar(20) not null,     -- time-entry, expense
    source_id        bigint not null,          -- Harvest's
    client_id        bigint not null,
    mark             varchar(64) not null,     -- sign of the text that holds the mark: another text is a new mark
    state            varchar(20) not null,     -- waiting, refused, billed
    name             varchar(1000) not null,   -- which work it is, for people
    words            varchar(2000) not null,   -- why it is not billed; empty once it is
    run_id           bigint references billing_run (id),
    seen_at          timestamp with time zone not null,
    primary key (connection, kind, source_id)
);
create index if not exists ready_mark_state on ready_mark (connection, state);
