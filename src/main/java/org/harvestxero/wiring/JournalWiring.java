package org.harvestxero.wiring;

import org.harvestxero.billrun.AdvanceFees;
import org.harvestxero.copy.CallBudget;
import org.harvestxero.journal.DefaultMonthEnd;
import org.harvestxero.worth.AgreedPrices;

/** Makes what books the end of a month. */
final class JournalWiring {
    private JournalWiring() {}

    static DefaultMonthEnd make(
            Basics basics, ConnectorParts connectors, Rules rules, CopyParts copy, AgreedPrices prices) {
        CopyParts.Cycle cycle = copy.work().cycle();
        return new DefaultMonthEnd(
                basics.store(),
                basics.routes(),
                new DefaultMonthEnd.WorthSources(
                        prices,
                        new AdvanceFees(basics.store(), rules.agreements()),
                        WorthWiring.rates(basics, rules),
                        copy.expenses().terms().isOn() ? copy.expenses().terms().since() : null),
                new DefaultMonthEnd.Rules(rules.journals(), rules.zone()),
                new DefaultMonthEnd.Standstill(cycle.pause(), cycle.troubles()),
                copy.planners().ownRefusalRecorder(),
                () -> CallBudget.command(
                        connectors.harvest().gate(), connectors.xero().gate()),
                basics.clock());
    }
}
