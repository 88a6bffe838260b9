package org.harvestxero.copy.expense;

/** What decides about expenses on trial, in a set of its own: it remembers nothing of a cycle, and a cycle nothing of it. */
public record ExpenseTrial(ExpensePlanner planning, PurchaseEditPlanner editing) {}
