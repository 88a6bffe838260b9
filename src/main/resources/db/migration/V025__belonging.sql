-- Which Harvest account and which Xero organisation the links of a connection belong to. Others are refused until a person begins
-- anew: everything that was copied then stands under a closed name, such as main~1, and never takes part again.
create table belonging (
    connection       varchar(60) not null,
    side             varchar(10) not null,     -- harvest, xero
    account          varchar(100),             -- Harvest's account id; Xero's tenant id, null where only the token knew it
    organisation     varchar(100),             -- Xero's OrganisationID
    name             varchar(500),
    since            timestamp with time zone not null,
    closed_at        timestamp with time zone, -- set with the closed name
    closed_by        varchar(200),
    primary key (connection, side)
);
