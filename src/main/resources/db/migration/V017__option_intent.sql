-- A tracking option that waiting documents name and Xero lacks: recorded before it is asked for, like a document.
create table option_intent (
    connection       varchar(60) not null,
    option_key       varchar(500) not null,    -- category and name, as Xero compares them
    category         varchar(300) not null,
    name             varchar(300) not null,
    state            varchar(20) not null,     -- waiting, sending (asked, no answer yet), done, failed
    target_id        varchar(60),              -- Xero's id of the option, once it is known
    attempts         integer not null default 0,
    refused          boolean not null default false, -- Xero said no: only another set-up or a person helps
    next_attempt_at  timestamp with time zone not null,
    message          varchar(4000),            -- what was said last
    created_at       timestamp with time zone not null,
    finished_at      timestamp with time zone,
    primary key (connection, option_key)
);
