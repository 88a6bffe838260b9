package org.harvestxero.wiring;

import org.harvestxero.copy.CallBudget;
import org.harvestxero.wages.DefaultPayroll;

/** Makes what sends hours to payroll. */
final class PayrollWiring {
    private PayrollWiring() {}

    static DefaultPayroll make(Basics basics, ConnectorParts connectors, Rules rules, CopyParts copy) {
        CopyParts.Cycle cycle = copy.work().cycle();
        return new DefaultPayroll(
                basics.store(),
                basics.routes(),
                new DefaultPayroll.Rules(rules.payroll(), rules.zone()),
                new DefaultPayroll.Standstill(cycle.pause(), cycle.troubles()),
                () -> CallBudget.command(
                        connectors.harvest().gate(), connectors.xero().gate()),
                basics.clock());
    }
}
