package org.harvestxero.console.page;

/** Answers what is asked of one page; on a thread that may wait for the database. */
@FunctionalInterface
public interface Page {
    /** @throws org.harvestxero.api.DecisionException when what is asked can't be done; its message is shown */
    Answer answer(Asked asked);
}
