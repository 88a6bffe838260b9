-- What lets a connection in at one side: sealed tokens and the account or organisation that was chosen.
create table token (
    connection          varchar(60) not null,
    side                varchar(10) not null,     -- harvest, xero
    access_sealed       varchar(20000),
    access_expires_at   timestamp with time zone,
    refresh_sealed      varchar(20000),
    previous_sealed     varchar(20000),           -- the refresh token before; still taken for a while after a lost answer
    rotated_at          timestamp with time zone, -- when previous was replaced
    granted             varchar(4000) not null,   -- scopes, blank-separated
    target_id           varchar(100),             -- organisation (Xero) or account (Harvest) chosen at consent
    target_name         varchar(500),
    refused_at          timestamp with time zone, -- set: a person must connect again
    refused_reason      varchar(1000),
    updated_at          timestamp with time zone not null,
    primary key (connection, side)
);
