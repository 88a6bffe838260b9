-- What reviewers changed on drafts, one row for each change, with the content as it stood before: so a change can be taken back, and
-- nobody approves what they changed last. Changes made before this table was there are in the audit alone. On H2 the step can be taken
-- again.
create table if not exists draft_edit (
    draft_id         bigint not null references draft_invoice (id),
    number           integer not null,         -- from 1, in the order they were made
    before           text,                     -- content before it: JSON; none once it lies too far back
    origins          text not null,            -- of each line after it: which line of the draft as made it comes from, from 1; below zero where it was
                                               -- split off that one, 0 for none
    words            varchar(2000) not null,   -- what changed, for people
    edited_by        varchar(200) not null,
    edited_at        timestamp with time zone not null,
    undone_at        timestamp with time zone, -- when it was taken back; none while it stands
    primary key (draft_id, number)
);
