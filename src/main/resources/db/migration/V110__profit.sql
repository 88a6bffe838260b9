-- What work earned, kept month by month: a month that changed is read and reckoned again, the others stay.
-- Each step can be taken again after a kill in the middle, since H2 commits at each.

-- Months that were read.
create table if not exists profit_month (
    connection       varchar(60) not null,
    of_month         varchar(7) not null,      -- 2026-10
    currency         varchar(3) not null,      -- the company's
    entries          bigint not null,
    hours            numeric(15, 4) not null,
    notes            varchar(4000),            -- apart by line feeds
    read_at          timestamp with time zone not null,
    primary key (connection, of_month)
);

-- Facts: of work with source '', of an invoice with Xero's id.
create table if not exists profit_fact (
    connection       varchar(60) not null,
    of_month         varchar(7) not null,
    source           varchar(60) not null,
    account          varchar(100) not null,    -- empty of work
    client_id        bigint not null,          -- 0: none in Harvest
    client           varchar(500),             -- only where client_id is 0
    project_id       bigint not null,
    task_id          bigint not null,
    person_id        bigint not null,
    roles            varchar(500) not null,
    worked           numeric(15, 4) not null,
    billable         numeric(15, 4) not null,
    unrated          numeric(15, 4) not null,
    unbilled         numeric(15, 4) not null,
    capacity         numeric(15, 4) not null,
    cost             numeric(21, 4) not null,
    revenue          numeric(21, 4) not null,
    expenses         numeric(21, 4) not null,
    billed           numeric(21, 4) not null,
    worth            numeric(21, 4) not null,
    reasons          varchar(1000),            -- word and amount, apart by line feeds
    lag_net          numeric(21, 4) not null,
    lag_days         numeric(25, 4) not null
);
create index if not exists profit_fact_month on profit_fact (connection, of_month);

-- Invoices and credit notes that revenue comes from.
create table if not exists profit_invoice (
    connection       varchar(60) not null,
    target_id        varchar(60) not null,
    of_month         varchar(7) not null,
    number           varchar(300) not null,
    credit           boolean not null,
    dated_on         date not null,
    currency         varchar(3) not null,
    rate             numeric(21, 10) not null, -- units of it for one of the company's
    net              numeric(21, 4) not null,
    split            varchar(500) not null,    -- how, as people read it
    primary key (connection, target_id)
);
create index if not exists profit_invoice_month on profit_invoice (connection, of_month);

-- Names of clients, projects, tasks and people, as they were read last.
create table if not exists profit_name (
    connection       varchar(60) not null,
    kind             varchar(20) not null,
    id               bigint not null,
    name             varchar(500) not null,
    primary key (connection, kind, id)
);
