-- Up to which leader of a connection all its invoices were compared with what they are searched by: whoever starts next and finds that
-- nobody else led since need not compare them all before the search is whole. Written again at most once a start.
create table if not exists invoice_search (
    connection       varchar(60) not null primary key,
    leader           bigint not null,          -- number of the fence
    made             integer not null          -- how entries were made then
);
