package org.harvestxero.api;

import java.util.List;
import java.util.function.Supplier;

/**
 * One thing {@code doctor} looks at.
 *
 * @param name short and stable, in kebab-case: {@code xero-organisation}
 * @param remote true when it talks to Harvest or Xero
 * @param look never throws for what it is there to find; what it throws anyway is shown as a failure of the check
 */
public record Check(String name, boolean remote, Supplier<List<Finding>> look) {
    public static Check local(String name, Supplier<List<Finding>> look) {
        return new Check(name, false, look);
    }

    public static Check remote(String name, Supplier<List<Finding>> look) {
        return new Check(name, true, look);
    }

    public enum Level {
        OK,
        /** Works, but a person should know. */
        WARNING,
        /** Copying can't work until someone has done something about it. */
        FAILURE,
        /** Could not be looked at, because a side gave no answer. */
        UNREACHABLE
    }

    /**
     * @param what what was found, in a sentence
     * @param remedy what to do; empty when nothing is
     */
    public record Finding(Level level, String what, String remedy) {
        public static Finding ok(String what) {
            return new Finding(Level.OK, what, "");
        }

        public static Finding warning(String what, String remedy) {
            return new Finding(Level.WARNING, what, remedy);
        }

        public static Finding failure(String what, String remedy) {
            return new Finding(Level.FAILURE, what, remedy);
        }

        public static Finding unreachable(String what, String remedy) {
            return new Finding(Level.UNREACHABLE, what, remedy);
        }
    }
}
