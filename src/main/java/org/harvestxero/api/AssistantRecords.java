package org.harvestxero.api;

/** What is kept of assistants: what they asked, and what they propose. */
public record AssistantRecords(AssistantLog log, ProposalShelf proposals) {}
