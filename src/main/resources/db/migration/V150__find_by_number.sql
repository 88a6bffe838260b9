-- People and programs name invoices by their number. Its column stands first: lists of a connection and kind, which are read in the order
-- of ids, are never led along it.
create index if not exists source_document_number on source_document (number, kind, connection);
