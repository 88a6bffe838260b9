-- Why a person has to look at a draft, beside it: whoever lists what waits would read all that the drafts say. Drafts from before have
-- none here and are read as they were. On H2 the step can be taken again.
alter table draft_invoice add column if not exists reasons text;   -- one a line; null where only the content tells
