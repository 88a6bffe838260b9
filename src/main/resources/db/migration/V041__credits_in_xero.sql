-- What is credited on an invoice in Xero, as Xero last showed it, and the figure at which the single credits were read last.
-- Each step can be taken again after a kill in the middle, since H2 commits at each.
alter table link add column if not exists amount_credited numeric(21, 4);
alter table link add column if not exists credits_read numeric(21, 4);
