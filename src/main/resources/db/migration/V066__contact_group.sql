-- Contacts of a group in Xero that become clients in Harvest (contacts.from-group), and what new contacts are given
-- (contacts.defaults). Each step can be taken again after a kill in the middle, since H2 commits at each.

-- A contact that Harvest was asked to make a client of.
create table if not exists grouped_contact (
    connection       varchar(60) not null,
    target_id        varchar(60) not null,     -- Xero's id of the contact
    state            varchar(20) not null,     -- asked: nobody knows what became of it; made; done: its person is there, too
    client_id        bigint,                   -- Harvest's
    asked_at         timestamp with time zone not null,
    primary key (connection, target_id)
);

-- The group a new contact is put into, once it stands in Xero.
create table if not exists group_wish (
    connection       varchar(60) not null,
    client_id        bigint not null,
    group_name       varchar(300) not null,
    state            varchar(20) not null,     -- wanted, done, failed
    primary key (connection, client_id)
);
