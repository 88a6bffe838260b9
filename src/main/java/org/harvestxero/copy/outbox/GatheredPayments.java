package org.harvestxero.copy.outbox;

/** Lists of payments that were read and wait in memory to be planned together. Safe for several threads. */
public interface GatheredPayments {
    /** Where none are read. */
    GatheredPayments NONE = new GatheredPayments() {
        @Override
        public void planAll() {}

        @Override
        public void planOld() {}
    };

    /** Plans all that were read so far. */
    void planAll();

    /** The same, once one of them has waited long enough for others. */
    void planOld();
}
