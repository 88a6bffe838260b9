package org.harvestxero.cli;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Payroll;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "payroll",
        description = {
            "Sends approved hours to Xero Payroll as timesheets, one an employee and pay period, by payroll.yaml; corrects those that are",
            "drafts still.",
            "Ends with 1 when somebody's hours need a person, with 3 when a side could not be reached or payroll is closed to this",
            "connection."
        })
final class PayrollCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--period",
            paramLabel = "DAY",
            description =
                    "A day of the pay periods that are meant, such as 2026-11-16 (default: the last periods that are over).")
    @Nullable
    LocalDate period;

    @Option(
            names = "--dry-run",
            description = "Send nothing; show what would be sent and what differs from what stands in Xero.")
    boolean dryRun;

    @Option(names = "--again", description = "Make anew what a person deleted in Xero.")
    boolean again;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    private PayrollCommand(Session session) {
        this.session = session;
    }

    static CommandLine line(Session session) {
        return new CommandLine(new PayrollCommand(session))
                .addSubcommand(new PayrollEmployeesCommand(session))
                .addSubcommand(new PayrollLinkCommand(session))
                .addSubcommand(new PayrollUnlinkCommand(session));
    }

    /** Where both sides are asked, once the settings for that are there. */
    static Payroll payroll(Session session) {
        session.settings().requireForCopying(LocalDate.ofInstant(session.clock().instant(), session.zone()));
        return session.engine(Engine.Mode.ROUTES).payroll();
    }

    @Override
    public Integer call() {
        Payroll.Answer answer;
        try {
            answer = payroll(session).run(new Payroll.Request(period, dryRun, again), session.who());
        } catch (DecisionException e) {
            session.err().println(e.getMessage());
            return 2;
        }
        if (json) {
            session.print(PayrollJson.answer(answer));
        } else {
            session.print(PayrollText.of(answer));
        }
        session.err().print(new StatusText(session.textOutput()).troubles(answer.troubles()));
        return answer.exitCode();
    }
}
