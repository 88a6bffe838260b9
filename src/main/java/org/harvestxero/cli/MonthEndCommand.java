package org.harvestxero.cli;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.concurrent.Callable;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.MonthEnd;
import org.harvestxero.runtime.Engine;
import org.harvestxero.worth.UnbilledWork;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "month-end",
        description = {
            "Books a month's journals in Xero, by journals.yaml: labour cost, accrued and deferred income, expenses not yet in bills; what",
            "changed since, in further ones. Ends with 1 when something is missing from a journal, is not booked or does not tie with the",
            "report it is held against, with 3 when a side could not be reached."
        })
final class MonthEndCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--month",
            paramLabel = "MONTH",
            converter = MonthConverter.class,
            description = "Such as 2026-10 (default: last month).")
    @Nullable
    YearMonth month;

    @Option(names = "--dry-run", description = "Send nothing; show what would be booked.")
    boolean dryRun;

    @Option(names = "--again", description = "Make anew what a person deleted or voided in Xero.")
    boolean again;

    @Option(
            names = "--unbilled",
            description =
                    "Book nothing; show what is not billed at the month's end and what it is worth at agreed prices.")
    boolean unbilled;

    @Option(
            names = "--show-rates",
            description =
                    "Show amounts that tell what one person costs, too; that you looked at them is kept in the audit.")
    boolean showRates;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    MonthEndCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        LocalDate today = LocalDate.ofInstant(session.clock().instant(), session.zone());
        YearMonth wanted = month == null ? YearMonth.from(today).minusMonths(1) : month;
        session.settings().requireForCopying(today);
        if (unbilled) {
            UnbilledWork work = session.engine(Engine.Mode.ROUTES).monthEnd().unbilled(wanted.atEndOfMonth());
            if (json) {
                session.print(UnbilledWorth.json(work));
            } else {
                session.print(UnbilledWorth.text(work));
            }
            return 0;
        }
        MonthEnd.Answer answer;
        try {
            MonthEnd monthEnd = session.engine(Engine.Mode.ROUTES).monthEnd();
            answer = monthEnd.run(new MonthEnd.Request(wanted, dryRun, again), session.who());
            if (showRates) {
                monthEnd.payShown(wanted, session.who());
            }
        } catch (DecisionException e) {
            session.err().println(e.getMessage());
            return 2;
        }
        if (json) {
            session.print(MonthEndJson.answer(answer, showRates));
        } else {
            session.print(MonthEndText.of(answer, showRates));
        }
        session.err().print(new StatusText(session.textOutput()).troubles(answer.troubles()));
        return answer.exitCode();
    }
}
