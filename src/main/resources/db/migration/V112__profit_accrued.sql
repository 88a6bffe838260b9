-- What unbilled work is worth at the end of each month, so that a report has what it grew by.
-- Each step can be taken again after a kill in the middle, since H2 commits at each.

create table if not exists profit_balance (
    connection       varchar(60) not null,
    of_month         varchar(7) not null,      -- 2026-10
    reckoned_at      timestamp with time zone not null,
    primary key (connection, of_month)
);

create table if not exists profit_accrued (
    connection       varchar(60) not null,
    of_month         varchar(7) not null,
    client_id        bigint not null,
    project_id       bigint not null,
    task_id          bigint not null,
    person_id        bigint not null,
    roles            varchar(500) not null,
    amount           numeric(21, 4) not null
);
create index if not exists profit_accrued_month on profit_accrued (connection, of_month);
