-- What a cycle did is read page by page, kind after kind.
drop index outbox_finished;
create index outbox_finished on outbox (connection, kind, finished_at, id);
