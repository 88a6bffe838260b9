package org.harvestxero.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.harvestxero.agreement.RuleFile;
import org.harvestxero.agreement.RulesShelf;
import org.harvestxero.config.Home;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.agreement.HolidayBook;
import org.harvestxero.config.agreement.HolidaysFile;
import org.harvestxero.config.agreement.OverdueFile;

/** Makes what people read and change files of rules with; no route names it. */
final class RuleFilesWiring {
    private static final String DEFAULTS = "defaults.yaml";

    private RuleFilesWiring() {}

    static RulesShelf make(Basics basics, Rules rules) {
        Home home = basics.home();
        OverdueFile overdue = new OverdueFile(
                home::overdue,
                home::overdueTemplates,
                LastGood.in(home),
                HolidayBook.of(rules.agreements().holidays()),
                rules.zone());
        return new RulesShelf(
                basics.store(),
                List.of(
                        new RuleFile(
                                DEFAULTS,
                                "What every agreement says unless it says otherwise itself.",
                                new RuleFile.Place(
                                        () -> rules.agreements().folder().resolve(DEFAULTS),
                                        home.folder().resolve("agreements").resolve(DEFAULTS)),
                                rules.agreements()::flawsOfDefaults,
                                "/agreement.schema.json"),
                        new RuleFile(
                                "overdue.yaml",
                                "What is done about overdue invoices, in which steps, and for whom not.",
                                own(home, "overdue.yaml", home::overdue),
                                overdue::flaws,
                                "/overdue.schema.json"),
                        new RuleFile(
                                "journals.yaml",
                                "Which journals are made at the end of a month, and where they are booked.",
                                own(home, "journals.yaml", home::journals),
                                rules.journals()::flaws,
                                "/journals.schema.json"),
                        new RuleFile(
                                "holidays.yaml",
                                "Corrections of the public holidays that agreements name.",
                                own(home, "holidays.yaml", home::holidays),
                                HolidaysFile::flaws,
                                "/holidays.schema.json")));
    }

    /** What people are paid for, which not everybody sees. */
    static RulesShelf ofPay(Basics basics, Rules rules) {
        return RulesShelf.ofPay(
                basics.store(),
                List.of(new RuleFile(
                        "payroll.yaml",
                        "Which hours become timesheets in Xero Payroll, and at which earnings rates.",
                        own(basics.home(), "payroll.yaml", basics.home()::payroll),
                        rules.payroll()::flaws,
                        "/payroll.schema.json")));
    }

    private static RuleFile.Place own(Home home, String name, Supplier<Path> counts) {
        return new RuleFile.Place(counts, home.folder().resolve(name));
    }
}
