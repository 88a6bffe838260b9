-- Of what type each Harvest project is, as its list last showed it; read only while a rule of mappings.yaml asks for it.
create table project (
    connection       varchar(60) not null,
    source_id        bigint not null,          -- Harvest's number
    type             varchar(20) not null,     -- TIME_AND_MATERIALS, FIXED_FEE, NON_BILLABLE
    primary key (connection, source_id)
);
