-- Which process leads a connection, by number: each that takes the lead raises it, and what a former one still records is refused.
-- A table of its own: its row is locked while something is recorded, and must not wait for, nor hold up, what else changes a connection.
create table fence (
    connection       varchar(60) not null primary key,
    number           bigint not null
);
