-- What hooks were told of one document, for its story. On H2 each step can be taken again.
create index if not exists event_subject on event (subject_id, subject_type, connection);
