package org.harvestxero.wiring;

import org.harvestxero.config.LastGood;
import org.harvestxero.config.Settings;
import org.harvestxero.config.agreement.HolidayBook;
import org.harvestxero.config.agreement.OverdueFile;
import org.harvestxero.copy.CallBudget;
import org.harvestxero.overdue.OverdueWork;

/**
 * Makes what is done about overdue invoices: the beans {@code receivableLists}, {@code overdueRounds}, {@code overdueAddresses} and
 * {@code overdueMails}.
 */
final class OverdueWiring {
    private OverdueWiring() {}

    static OverdueParts make(Basics basics, ConnectorParts connectors, Rules rules, CopyParts copy) {
        OverdueFile file = new OverdueFile(
                basics.home()::overdue,
                basics.home()::overdueTemplates,
                LastGood.in(basics.home()),
                HolidayBook.of(rules.agreements().holidays()),
                rules.zone());
        CopyParts.Cycle cycle = copy.work().cycle();
        OverdueWork work = OverdueWork.of(
                basics.store(),
                new OverdueWork.Rules(
                        file, rules.agreements()::refresh, rules.zone(), Letterhead.organisation(basics, copy)),
                policy(basics.settings()),
                new OverdueWork.Surroundings(
                        basics.routes(),
                        () -> CallBudget.command(
                                connectors.harvest().gate(), connectors.xero().gate()),
                        cycle.pause(),
                        cycle.troubles()),
                basics.clock());
        return new OverdueParts(work);
    }

    private static OverdueWork.Policy policy(Settings settings) {
        return new OverdueWork.Policy(
                settings.text("overdue.steps").equals("on"),
                settings.text("overdue.clients").equals("on"),
                settings.flag("copy.payments"),
                Letterhead.from(settings),
                Letterhead.to(settings.optional("mail.to")));
    }
}
