package org.harvestxero.mcp.tool;

import java.time.ZoneId;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.harvestxero.console.user.Right;

/** Who asks a tool, and how much they may have. */
public interface Caller {
    /** Rows where nothing is said. */
    int USUAL_ROWS = 50;

    /** As it stands in the audit. */
    String name();

    /** Whether its role may. */
    boolean may(Right right);

    /** The most rows of one answer. */
    int rows();

    /** The firm's time zone. */
    ZoneId zone();

    /**
     * Asks Harvest or Xero, if the caller may at this moment.
     *
     * @param calls how many calls it took, by the answer
     * @throws org.harvestxero.api.DecisionException when its calls of this minute are used up, in words
     */
    <T> T askSides(Supplier<T> work, ToIntFunction<T> calls);
}
