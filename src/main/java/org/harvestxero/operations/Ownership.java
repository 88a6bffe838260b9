package org.harvestxero.operations;

/** The right to work a connection, which one process at a time has even when several share a database. */
public interface Ownership {
    /** True when this process has it now, or had it already and still has. */
    boolean take();

    void giveBack();
}
