-- What stands failed is shown by its cause, page by page. The database itself says of each row which cause it stands failed for, so that an
-- index leads there and costs an entry only when something fails or goes on; contacts show as the documents that wait for them.
-- Each step can be taken again after a kill in the middle, since H2 commits at each.
alter table outbox add column if not exists failed_cause bigint generated always as (
    case when state = 'failed' and kind <> 'contact' then cause_id end) ${stored};
create index if not exists outbox_failed_cause on outbox (connection, failed_cause, id);
