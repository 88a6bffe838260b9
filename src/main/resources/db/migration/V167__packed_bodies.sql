-- Requests to Xero hold fifty documents that look alike: packed (zlib) they take a tenth of what they took as text. Short ones stay in body.
-- Each begins with the length of its text in four bytes; zlib follows.
alter table batch add column if not exists packed ${bytes};
