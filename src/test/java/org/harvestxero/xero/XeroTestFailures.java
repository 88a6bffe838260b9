package org.harvestxero.xero;

import org.harvestxero.calls.Failures;

/** Xero's failures for tests of other packages. */
public final class XeroTestFailures {
    private XeroTestFailures() {}

    public static Failures make() {
        return new XeroFailures();
    }

    public static RuntimeException lost() {
        return new XeroNoAnswerException("lost", true, null);
    }
}
