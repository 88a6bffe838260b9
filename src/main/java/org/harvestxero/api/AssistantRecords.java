package org.harvestxero.api;

/** What is kept of assistants and for them: what they asked, what they propose, and what they search work in. */
public record AssistantRecords(AssistantLog log, ProposalShelf proposals, WorkSearch work) {}
