package org.harvestxero.wiring;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.harvestxero.api.Check;
import org.harvestxero.api.Warning;
import org.harvestxero.billing.Counted;
import org.harvestxero.doctor.HolidaysCheck;
import org.harvestxero.doctor.MappingsCheck;
import org.harvestxero.doctor.RemoteChecks;
import org.harvestxero.overdue.OverdueWarnings;
import org.harvestxero.xero.XeroAccess;
import org.springframework.dao.DataAccessException;

/** What is wrong with the operator's files or with the access to either side, for {@code doctor} and for warnings. */
final class SetupFindings {
    /** Older pay periods are told no more. */
    private static final int PAYROLL_DAYS = 60;

    private static final int MOST_MARKS = 5;

    private final Basics basics;
    private final Rules rules;
    private final XeroAccess xeroAccess;
    private final OverdueWarnings overdue;
    private final Supplier<List<Warning>> ofHooks;

    /** @param ofHooks what hooks did not take */
    SetupFindings(
            Basics basics,
            Rules rules,
            XeroAccess xeroAccess,
            OverdueWarnings overdue,
            Supplier<List<Warning>> ofHooks) {
        this.overdue = overdue;
        this.basics = basics;
        this.rules = rules;
        this.xeroAccess = xeroAccess;
        this.ofHooks = ofHooks;
    }

    /** The checks of {@code doctor} beyond this machine. */
    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.local(
                "mappings", () -> MappingsCheck.findings(rules.mappings().file())));
        checks.add(Check.local(
                "holidays",
                () -> HolidaysCheck.findings(
                        rules.agreements().holidays(),
                        rules.agreements().refresh(),
                        LocalDate.now(basics.clock()).getYear())));
        checks.addAll(RemoteChecks.of(new RemoteChecks.Needs(
                basics.settings(),
                basics.clock(),
                basics.routes(),
                xeroAccess,
                new RemoteChecks.Mapped(rules.options(), rules.mappings()::rules, rules.mappings()::expenses),
                rules.agreements())));
        return checks;
    }

    /** What an operator should know although everything runs. */
    List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>();
        rules.mappings()
                .refusal()
                .ifPresent(refusal -> warnings.add(new Warning(
                        "The edited mappings are not in force, the last good ones are: " + refusal,
                        "Correct the file; it is read again with the next cycle.")));
        rules.agreements()
                .warnings()
                .forEach(words -> warnings.add(new Warning(
                        words, "Correct the file; it is read again with the next look for periods to bill.")));
        rules.journals()
                .refusal()
                .ifPresent(refusal -> warnings.add(new Warning(
                        "The edited journals.yaml is not in force, its last good version is: " + refusal,
                        "Correct the file; it is read again with the next month-end.")));
        rules.payroll()
                .refusal()
                .ifPresent(refusal -> warnings.add(new Warning(
                        "The edited payroll.yaml is not in force, its last good version is: " + refusal,
                        "Correct the file; it is read again with the next payroll.")));
        payroll(warnings);
        warnings.addAll(overdue.now());
        xeroAccess
                .warning()
                .ifPresent(words -> warnings.add(new Warning(
                        words, "As it says; what waits for the right goes on with the next cycle after that.")));
        reconciled(warnings);
        marked(warnings);
        warnings.addAll(ofHooks.get());
        return warnings;
    }

    /** Of whom it is, and why, a warning says nothing: that is pay data. */
    private void payroll(List<Warning> warnings) {
        if (rules.payroll().rules().isEmpty()) {
            return;
        }
        LocalDate since = LocalDate.ofInstant(
                        basics.clock().instant(), rules.zone().get())
                .minusDays(PAYROLL_DAYS);
        try {
            basics.store().monthEnd().payroll().hindrances().counts().stream()
                    .filter(count -> count.period().last().isAfter(since))
                    .forEach(count -> warnings.add(new Warning(
                            "Timesheets for payroll of " + count.period() + ": " + count.people()
                                    + (count.people() == 1 ? " person needs" : " people need")
                                    + " somebody's attention.",
                            "Whom and why says `harvest-xero payroll --period "
                                    + count.period().first()
                                    + " --dry-run`; run it without --dry-run once that is put right.")));
        } catch (DataAccessException e) {
            // a database that can't be read is told elsewhere
        }
    }

    private void marked(List<Warning> warnings) {
        try {
            long open = basics.store().billing().readyMarks().countOpen();
            basics.store()
                    .billing()
                    .readyMarks()
                    .open(MOST_MARKS)
                    .forEach(
                            mark -> warnings.add(
                                    new Warning(
                                            mark.name() + ": marked as ready in Harvest, but not billed: "
                                                    + mark.words() + ".",
                                            "See to that, or take the mark off in Harvest; `harvest-xero bill --ready` looks at once.")));
            if (open > MOST_MARKS) {
                warnings.add(new Warning(
                        "Marked as ready in Harvest, but not billed: " + (open - MOST_MARKS) + " more.",
                        "`harvest-xero bill --ready --dry-run` tells of each."));
            }
        } catch (DataAccessException e) {
            return; // that the database is away is told by its own checks
        }
    }

    private void reconciled(List<Warning> warnings) {
        try {
            basics.store().reconcile().runs().last().ifPresent(last -> {
                if (!last.isComplete()) {
                    warnings.add(new Warning(
                            "The last reconciliation is not complete. " + last.trouble(),
                            "See to that; then run `harvest-xero reconcile`, or wait for the next one."));
                } else if (last.counts().unexplained() > 0) {
                    warnings.add(new Warning(
                            "The last reconciliation found "
                                    + Counted.of(last.counts().unexplained(), "difference") + " without a reason.",
                            "Look at them with `harvest-xero reconcile`."));
                }
            });
        } catch (DataAccessException e) {
            return; // that the database is away is told by its own checks
        }
    }
}
