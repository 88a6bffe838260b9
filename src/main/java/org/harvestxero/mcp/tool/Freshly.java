package org.harvestxero.mcp.tool;

import java.util.List;
import java.util.Map;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Trouble;

/** What tools share that can't tell anything without asking the sides. */
final class Freshly {
    private Freshly() {}

    /** How {@code fresh} is told of. */
    static Map<String, Object> flag() {
        return Shape.flag("true: Harvest may be read.");
    }

    static int calls(CycleReport.Calls calls) {
        return calls.harvest() + calls.xero();
    }

    static void need(Arguments given, String what) {
        if (!given.flag("fresh")) {
            throw new DecisionException(
                    what + " can't be told of what is known here: give fresh, and Harvest is read for it.");
        }
    }

    static void refuse(List<Trouble> troubles) {
        if (!troubles.isEmpty()) {
            Trouble first = troubles.get(0);
            throw new DecisionException(
                    first.side() + " could not be worked with: " + first.message() + " " + first.remedy());
        }
    }
}
