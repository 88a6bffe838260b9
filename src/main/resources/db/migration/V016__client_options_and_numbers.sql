-- The tracking option that stands for a client, so that it is found again when the client goes by another name.
create table client_option (
    connection       varchar(60) not null,
    client_id        bigint not null,          -- the Harvest client
    category         varchar(300) not null,    -- as Xero compares names
    target_id        varchar(60) not null,     -- Xero's id of the option
    name             varchar(300) not null,
    former           varchar(4000) not null,   -- names it had before, one a line
    renamed_at       timestamp with time zone, -- null while it has its first name
    primary key (connection, client_id, category)
);

-- Documents in Xero that hold a number one of ours was refused for: once they go by another, ours is tried again.
create table number_holder (
    connection       varchar(60) not null,
    target_id        varchar(60) not null,     -- Xero's id of the document
    number           varchar(300) not null,
    seen_at          timestamp with time zone not null,
    primary key (connection, target_id)
);
