package org.harvestxero.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.Trouble;
import org.harvestxero.runtime.Engine;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Invoices that are not paid when they are due. */
@Command(
        name = "overdue",
        description = {
            "Shows open invoices and what is done about those that are overdue; takes promises and disputes.",
            "Without a subcommand: list."
        })
final class OverdueCommand implements Callable<Integer> {
    private final Session session;

    OverdueCommand(Session session) {
        this.session = session;
    }

    static CommandLine line(Session session) {
        OverdueCommand overdue = new OverdueCommand(session);
        return new CommandLine(overdue)
                .addSubcommand(new OverdueListCommand(overdue))
                .addSubcommand(new OverduePreviewCommand(overdue))
                .addSubcommand(new OverdueRunCommand(overdue))
                .addSubcommand(new OverduePromiseCommand(overdue))
                .addSubcommand(new OverdueDisputeCommand(overdue))
                .addSubcommand(new OverdueReleaseCommand(overdue))
                .addSubcommand(new OverdueStopListCommand(overdue))
                .addSubcommand(new OverdueAgedCommand(overdue))
                .addSubcommand(new OverduePromisesCommand(overdue))
                .addSubcommand(new OverdueMailsCommand(overdue))
                .addSubcommand(new OverdueRetryCommand(overdue))
                .addSubcommand(new OverdueDiscardCommand(overdue));
    }

    Session session() {
        return session;
    }

    OverdueDesk desk() {
        return session.engine(Engine.Mode.BEANS).overdue();
    }

    /** The same where Xero is asked. */
    OverdueDesk calling() {
        return session.engine(Engine.Mode.ROUTES).overdue();
    }

    /** Has what changed in Xero read first, unless what is known will do; 3 where that failed, which is told, else 0. */
    int refreshed(OverdueDesk desk, boolean known) {
        return told(known ? List.of() : desk.refresh());
    }

    /** The same with what clients have to their credit. */
    int refreshedWithCredits(OverdueDesk desk, boolean known) {
        List<Trouble> troubles = new ArrayList<>();
        if (!known) {
            troubles.addAll(desk.refresh());
        }
        if (!known && troubles.isEmpty()) {
            troubles.addAll(desk.refreshCredits());
        }
        return told(troubles);
    }

    private int told(List<Trouble> troubles) {
        troubles.forEach(trouble ->
                session.err().println(trouble.message() + " What follows is as it was last read. " + trouble.remedy()));
        return troubles.isEmpty() ? 0 : 3;
    }

    /** The id of a mail, {@code M12}; zero when it is none. */
    static long mail(String named) {
        String digits = named.strip().toUpperCase(Locale.ROOT).replaceFirst("^M", "");
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }

    @Override
    public Integer call() {
        return new OverdueListCommand(this).call();
    }
}
