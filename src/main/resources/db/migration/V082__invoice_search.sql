-- What invoices are searched by, beside the ledger: filled little by little by whoever searches, never while a document is copied.
-- Everything in it can be made again from the other tables.

create table if not exists invoice_entry (
    connection       varchar(60) not null,
    source_id        bigint not null,          -- Harvest's id; of a draft that Harvest has no invoice of its own, below zero
    seen             varchar(300) not null,    -- what it was made from: another one is made anew
    issued_on        date not null,
    number           varchar(300),             -- as people write it
    number_key       varchar(300)${plain} not null, -- in small letters
    number_tail      varchar(30)${plain} not null,  -- its last digits without leading zeros
    client_id        bigint not null,          -- Harvest's
    client           varchar(500) not null,
    currency         varchar(3),
    amount           numeric(21, 4),           -- with tax where that is known
    standing         varchar(20) not null,     -- draft, waiting, failed, open, paid, left-out, void
    order_key        varchar(300)${plain} not null, -- the client's order in small letters
    words            varchar(4000) not null,   -- subject, notes and lines in small letters
    primary key (source_id, connection)
);
create index if not exists invoice_entry_day on invoice_entry (connection, issued_on, source_id);
create index if not exists invoice_entry_number on invoice_entry (connection, number_key, source_id);
create index if not exists invoice_entry_tail on invoice_entry (connection, number_tail, source_id);
create index if not exists invoice_entry_client on invoice_entry (connection, client_id, issued_on, source_id);
create index if not exists invoice_entry_amount on invoice_entry (connection, amount, issued_on, source_id);
create index if not exists invoice_entry_standing on invoice_entry (connection, standing, issued_on, source_id);
create index if not exists invoice_entry_order on invoice_entry (connection, order_key, source_id);

create table if not exists invoice_client (
    connection       varchar(60) not null,
    client_id        bigint not null,          -- Harvest's
    name_key         varchar(500) not null,    -- in small letters
    primary key (client_id, connection)
);

${h2} alter table invoice_entry alter column connection selectivity 1;
${h2} alter table invoice_entry alter column issued_on selectivity 5;
${h2} alter table invoice_entry alter column standing selectivity 1;
${h2} alter table invoice_entry alter column client_id selectivity 5;
${h2} alter table invoice_entry alter column amount selectivity 50;
${h2} alter table invoice_entry alter column source_id selectivity 100;
${h2} alter table invoice_entry alter column number_key selectivity 100;
${h2} alter table invoice_entry alter column number_tail selectivity 100;
