package org.harvestxero.xero;

import org.harvestxero.http.CallFailures;

/** Xero's failures for tests of other packages. */
public final class XeroTestFailures {
    private XeroTestFailures() {}

    public static CallFailures make() {
        return new XeroFailures();
    }

    public static RuntimeException lost() {
        return new XeroNoAnswerException("lost", true, null);
    }
}
