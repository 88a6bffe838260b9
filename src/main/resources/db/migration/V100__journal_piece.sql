-- What journals of accrued and deferred income and of expenses were made of.
-- Each step can be taken again after a kill in the middle, since H2 commits at each.

-- A time entry, expense or fee that is in a journal. One entry may be in it in several parts.
create table if not exists journal_piece (
    connection       varchar(60) not null,
    journal_id       bigint not null,
    piece_no         integer not null,         -- from 1
    kind             varchar(20) not null,     -- time-entry, expense, fee, advance, release
    source_id        bigint not null,          -- Harvest's number; of an advance or release that of its draft
    spent_on         date not null,
    client           varchar(500) not null,
    project          varchar(500) not null,
    task             varchar(500) not null,
    person           varchar(500) not null,
    hours            numeric(15, 4) not null,
    amount           numeric(25, 10) not null, -- in the organisation's currency, exact
    other_amount     numeric(21, 4),           -- in the currency it was agreed in; null where that is the organisation's
    other_currency   varchar(3),
    rate             numeric(25, 10),          -- of the organisation's currency for one unit
    rate_source      varchar(500),
    words            varchar(2000) not null,   -- how the amount came about
    account          varchar(100) not null,
    tracking         varchar(2000) not null,
    primary key (connection, journal_id, piece_no)
);
