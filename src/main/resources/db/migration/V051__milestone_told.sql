-- Milestones of payment that were told of and still are reached. On H2 each step can be taken again.
create table if not exists milestone_told (
    connection       varchar(60) not null,
    type             varchar(20) not null,     -- client, project
    id               bigint not null,          -- Harvest's
    currency         varchar(3) not null,
    percent          int not null,
    primary key (id, type, currency, percent, connection)
);
