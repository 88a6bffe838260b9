package org.harvestxero.commands;

/** A command ended at a safe point, before its work was done. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException(String why) {
        super(words(why));
    }

    /** A sentence for people. */
    static String words(String why) {
        return "Stopped: " + why + ". What was done until then is recorded; the rest is done by the next cycle.";
    }
}
