-- The work that Harvest shows on its invoices, by the month it was done in, so that it is known what an invoice is worth.
-- Each step can be taken again after a kill in the middle, since H2 commits at each.
create table if not exists profit_invoiced (
    connection       varchar(60) not null,
    of_month         varchar(7) not null,      -- of the work
    invoice_id       bigint not null,          -- Harvest's
    project_id       bigint not null,
    task_id          bigint not null,          -- 0 of an outlay
    person_id        bigint not null,
    roles            varchar(500) not null,
    worth            numeric(25, 8)            -- at Harvest's own rates, in the client's currency; null where one is missing
);
create index if not exists profit_invoiced_invoice on profit_invoiced (connection, invoice_id);
create index if not exists profit_invoiced_month on profit_invoiced (connection, of_month);

-- Months that were kept before know nothing of it: they are read anew.
delete from profit_month;
