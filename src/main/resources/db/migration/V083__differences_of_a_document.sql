-- A document's story tells what reconciliations found of it.

create index if not exists reconciliation_difference_harvest on reconciliation_difference (harvest_id, connection);
create index if not exists reconciliation_difference_xero on reconciliation_difference (xero_id, connection);
