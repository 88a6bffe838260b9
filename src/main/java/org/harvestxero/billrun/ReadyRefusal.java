package org.harvestxero.billrun;

import org.harvestxero.harvest.HarvestWorkView;

/**
 * Why marked work gets no bill of its own.
 *
 * @param words a clause about the work, without a full stop
 * @param remedy what to do
 * @param waits whether it is looked at again by itself
 */
record ReadyRefusal(String words, String remedy, boolean waits) {
    /** Something has to happen first; then the mark counts. */
    static ReadyRefusal waiting(String words, String remedy) {
        return new ReadyRefusal(words, remedy, true);
    }

    /** The same of work that waits and that Harvest has locked, so that nobody can see to what it waits for. */
    ReadyRefusal withLock(HarvestWorkView shown) {
        String lock = shown.status().locked();
        if (!waits || lock == null) {
            return this;
        }
        return waiting(
                words + "; Harvest has it locked" + (lock.isBlank() ? "" : " (" + lock + ")"),
                "An administrator of Harvest unlocks it, or sees to it. " + remedy);
    }

    /** The mark changes nothing. */
    static ReadyRefusal never(String words, String remedy) {
        return new ReadyRefusal(words, remedy, false);
    }
}
