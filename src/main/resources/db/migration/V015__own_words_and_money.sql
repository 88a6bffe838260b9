-- A cause groups; the sentence, with its amounts and files, belongs to the document.
alter table outbox add column sentence varchar(2000);
alter table outbox add column remedy varchar(2000);
update outbox set sentence = (select c.sentence from cause c where c.id = outbox.cause_id),
    remedy = (select c.remedy from cause c where c.id = outbox.cause_id)
where cause_id is not null;

-- What is paid of an invoice as Xero last showed it; null until it is known.
alter table link add column amount_paid numeric(19, 2);

-- Payments that stand on our invoices in Xero and did not come from here.
create table other_payment (
    connection       varchar(60) not null,
    target_id        varchar(60) not null,     -- Xero's id of the payment
    invoice_id       bigint not null,          -- the Harvest invoice
    amount           numeric(19, 2) not null,
    paid_on          date,
    reference        varchar(300),
    explained_by     varchar(200),             -- who said what it is; null while nobody did
    seen_at          timestamp with time zone not null,
    primary key (connection, target_id)
);
create index other_payment_invoice on other_payment (connection, invoice_id);
