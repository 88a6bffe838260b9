package org.harvestxero.billrun;

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

    /** The mark changes nothing. */
    static ReadyRefusal never(String words, String remedy) {
        return new ReadyRefusal(words, remedy, false);
    }
}
