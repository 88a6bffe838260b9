-- What was sent of a file that goes with an invoice: its name in Xero and its size. Of those sent before, nobody knows. Each step can be
-- taken again after a kill in the middle, since H2 commits at each.
alter table delivery add column if not exists file_name varchar(300);
alter table delivery add column if not exists file_size bigint;  -- bytes
