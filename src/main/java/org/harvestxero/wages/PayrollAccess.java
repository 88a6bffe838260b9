package org.harvestxero.wages;

import org.harvestxero.api.Trouble;
import org.harvestxero.http.RequestRefusedException;

/** Whether Xero lets this connection into payroll; copying and all else may be open all the same. */
final class PayrollAccess {
    private PayrollAccess() {}

    static boolean isClosed(RequestRefusedException refusal) {
        return refusal.status() == 401 || refusal.status() == 403;
    }

    /** What a person reads of it. */
    static Trouble trouble(RequestRefusedException refusal) {
        return new Trouble(
                "Xero",
                Trouble.Reason.CONSENT,
                "Xero does not let this connection into payroll (" + refusal.status() + "): it lacks the rights"
                        + " payroll.timesheets, payroll.employees.read and payroll.settings.read, whoever connected is no payroll"
                        + " administrator, or the organisation has no payroll of the region in payroll.yaml.",
                "Connect again (harvest-xero connect) as a payroll administrator of the organisation. Copying goes on.",
                null);
    }
}
