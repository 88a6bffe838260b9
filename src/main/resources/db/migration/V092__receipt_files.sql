-- Files of expenses, counted by the purchase they are attached to: they stay there when their expense leaves it, and Xero takes ten of a
-- document. How big a receipt is shows that another took its place under the same name. Each step can be taken again after a kill in the
-- middle, since H2 commits at each.
alter table receipt add column if not exists file_size bigint default 0 not null;  -- as Harvest says; 0 where nobody knows
alter table receipt add column if not exists version integer default 1 not null;
alter table purchase add column if not exists files integer default 0 not null;
update purchase set files = (select count(*) from receipt r
    where r.connection = purchase.connection and r.kind = purchase.kind and r.source_id = -purchase.id and r.state = 'done')
    where kind = 'bill';
