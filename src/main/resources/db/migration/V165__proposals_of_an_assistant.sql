-- An assistant asks what became of its own proposals.
create index if not exists assistant_proposal_of on assistant_proposal (connection, assistant, id);
