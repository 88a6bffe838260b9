-- What clients have to their credit in Xero and nobody set against an invoice yet, as its lists last showed it.
create table if not exists open_credit (
    connection       varchar(60) not null,
    target_id        varchar(60) not null,     -- Xero's id of the credit note, overpayment or prepayment
    contact_id       varchar(60) not null,
    contact_name     varchar(500) not null,
    currency         varchar(3) not null,
    dated_on         date not null,
    remaining        numeric(21, 4) not null,
    primary key (connection, target_id)
);
