-- A payment that our own rules refused, and that was planned again later, waited as if it were of no invoice, for ever.
update outbox set group_id = (select d.parent_id from source_document d where d.connection = outbox.connection and d.kind = 'payment'
    and d.source_id = outbox.source_id)
where kind = 'payment' and action = 'create' and state = 'waiting' and group_id = source_id
and exists (select 1 from source_document d where d.connection = outbox.connection and d.kind = 'payment'
    and d.source_id = outbox.source_id and d.parent_id is not null);
