-- Receipts that go with a bill or with money spent, each once.
create table if not exists receipt (
    connection       varchar(60) not null,
    expense_id       bigint not null,          -- Harvest's number
    kind             varchar(20) not null,     -- of what it is attached to: bill, spend
    source_id        bigint not null,          -- as the link has it
    file_name        varchar(300) not null,
    url              varchar(2000) not null,   -- where people see it in Harvest
    state            varchar(20) not null,     -- waiting, sending, done, failed, given-up
    attempts         integer not null,
    next_attempt_at  timestamp with time zone not null,
    message          varchar(4000),
    changed_at       timestamp with time zone not null,
    primary key (expense_id, connection)
);
create index if not exists receipt_state on receipt (connection, state, next_attempt_at, expense_id);
