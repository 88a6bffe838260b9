-- What tracked work is searched by: made of runs after they are over, so that billing costs nothing more.
-- Each step can be taken again after a kill in the middle, since H2 commits at each.

create table if not exists work_entry (
    connection       varchar(60) not null,
    place            bigint not null,          -- twice Harvest's id, and one more for an expense
    spent_on         date not null,
    client_id        bigint not null,          -- Harvest's, as those that follow
    project_id       bigint not null,
    project          varchar(300) not null,
    task             varchar(300) not null,    -- or the category of an expense
    person_id        bigint not null,
    person           varchar(300) not null,
    client           varchar(300) not null,
    hours            numeric(12, 4) not null,  -- as Harvest counts them; zero for an expense
    currency         varchar(3) not null,
    notes            varchar(1000),
    primary key (place, connection)
);
create index if not exists work_entry_day on work_entry (connection, spent_on, place);
create index if not exists work_entry_client on work_entry (connection, client_id, spent_on, place);
create index if not exists work_entry_project on work_entry (connection, project_id, spent_on, place);
create index if not exists work_entry_person on work_entry (connection, person_id, spent_on, place);

-- Whom and what the work is of, each once, for who types a part of a name.
create table if not exists work_name (
    connection       varchar(60) not null,
    kind             varchar(10) not null,     -- client, project, person
    id               bigint not null,
    name             varchar(300) not null,
    name_key         varchar(300) not null,    -- in small letters
    primary key (kind, id, connection)
);

${h2} alter table work_entry alter column connection selectivity 1;
${h2} alter table work_entry alter column spent_on selectivity 5;
${h2} alter table work_entry alter column client_id selectivity 5;
${h2} alter table work_entry alter column project_id selectivity 5;
${h2} alter table work_entry alter column person_id selectivity 5;
${h2} alter table work_entry alter column place selectivity 100;
