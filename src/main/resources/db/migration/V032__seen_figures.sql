-- What a person saw when they said yes, or what a draft that goes straight through came to when it was let out. Drafts let out before
-- this table was there have no row and go out as before.
create table draft_seen (
    draft_id         bigint not null primary key references draft_invoice (id),
    net              numeric(21, 4) not null,
    tax              numeric(21, 4) not null,
    gross            numeric(21, 4) not null,
    contact          varchar(500),             -- the contact's name; none where no person looked
    due_date         date not null,
    tax_types        varchar(2000) not null,   -- of the lines, each once
    lines            varchar(64) not null,     -- SHA-256 of each line's words, amount, tax and tax type
    seen_at          timestamp with time zone not null
);

-- The correction, charged with another bill, that this one gives back because the period it is about was billed anew.
alter table correction add column gives_back bigint references correction (id);
create index correction_gives_back on correction (gives_back);
