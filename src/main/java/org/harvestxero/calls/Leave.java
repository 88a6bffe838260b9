package org.harvestxero.calls;

/** Asked before each request leaves, after all waiting for it: whether this process may still send. */
@FunctionalInterface
public interface Leave {
    /**
     * Throws when it may not.
     *
     * @param changes whether the request changes anything on the other side
     */
    void check(boolean changes);

    /** Where nobody else could have taken over. */
    Leave ALWAYS = changes -> {};
}
