-- Failed copies that hooks were told of and that are not over yet. On H2 each step can be taken again.
create table if not exists dead_letter (
    connection       varchar(60) not null,
    kind             varchar(20) not null,
    source_id        bigint not null,
    outbox_id        bigint not null,          -- by which people name it, as F7
    cause            varchar(100) not null,    -- told of anew when it fails for another
    number           varchar(300),
    since            timestamp with time zone not null,
    primary key (source_id, kind, connection)
);
