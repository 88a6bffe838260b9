package org.harvestxero.wiring;

import java.util.Arrays;
import java.util.List;
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
                        file, rules.agreements()::refresh, rules.zone(), () -> organisation(basics, copy)),
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
        boolean mail = settings.optional("mail.host").isPresent();
        List<String> to = settings.optional("mail.to").stream()
                .flatMap(all -> Arrays.stream(all.split(",")))
                .map(String::strip)
                .toList();
        return new OverdueWork.Policy(
                settings.text("overdue.steps").equals("on"),
                settings.text("overdue.clients").equals("on"),
                settings.flag("copy.payments"),
                mail ? settings.optional("mail.from").orElse(null) : null,
                to);
    }

    private static String organisation(Basics basics, CopyParts copy) {
        String name = copy.work().copyService().status().organisation();
        return name == null ? basics.store().connection() : name;
    }
}
