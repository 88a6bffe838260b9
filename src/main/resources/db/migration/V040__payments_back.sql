-- Money on sales invoices as Xero last showed it, and what became of each piece in Harvest.
-- Each step can be taken again after a kill in the middle, since H2 commits at each.
create table if not exists payment_back (
    connection       varchar(60) not null,
    target_id        varchar(80) not null,     -- Xero's id of the payment; of a credit its id and the invoice's
    kind             varchar(20) not null,     -- payment, credit-note, overpayment, prepayment
    invoice_target   varchar(60) not null,     -- Xero's id of the invoice
    invoice_number   varchar(300),             -- as Xero shows it
    currency         varchar(3),               -- the invoice's in Xero
    amount           numeric(21, 4) not null,
    paid_on          date,
    reference        varchar(300),
    account          varchar(60),              -- Xero's id of the account it went to
    batch            varchar(60),              -- Xero's id of the batch it is part of
    removed          boolean not null,         -- no longer there in Xero
    state            varchar(20) not null,     -- seen, apart, waiting, failed, asked, recorded, matched, removing, removed, given-up
    reason           varchar(2000),            -- why it waits or is left alone
    invoice_id       bigint,                   -- the Harvest invoice
    payment_id       bigint,                   -- the Harvest payment
    ours             boolean not null,         -- whether that payment was recorded by us
    decided_on       varchar(64),              -- the Harvest invoice's fingerprint when it was decided last
    asked_at         timestamp with time zone, -- when Harvest was asked to record it last
    changed_at       timestamp with time zone not null,
    primary key (connection, target_id)
);
create index if not exists payment_back_state on payment_back (connection, state, invoice_id);
create index if not exists payment_back_invoice on payment_back (connection, invoice_id);
create index if not exists payment_back_target on payment_back (connection, invoice_target);
