-- How old the unbilled work is that a balance consists of: a row for each subject and age, with the oldest day of it. What was reckoned
-- before has no age, and is reckoned anew once somebody asks.
-- Each step can be taken again after a kill in the middle, since H2 commits at each.
alter table profit_balance add column if not exists as_of date;         -- its end counts; the month's last day, or earlier in the one that ran
alter table profit_accrued add column if not exists oldest date;
alter table profit_accrued add column if not exists hours numeric(15, 4);
