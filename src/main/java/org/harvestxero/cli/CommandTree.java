package org.harvestxero.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.harvestxero.runtime.CommandRunner;
import org.harvestxero.runtime.Engine;
import picocli.CommandLine;

/** The commands with their options, as picocli knows them. */
final class CommandTree {
    private final Engine.Starter starter;
    private final CommandRunner inside;
    private final PrintStream out;
    private final PrintStream err;

    CommandTree(Engine.Starter starter, CommandRunner inside, PrintStream out, PrintStream err) {
        this.starter = starter;
        this.inside = inside;
        this.out = out;
        this.err = err;
    }

    /**
     * Whether the line is one that a service starts the program with. The other commands, which take part of a start, are not made
     * then. Where anything might be wrong or ambiguous the answer is no, since a message lists all commands.
     */
    static boolean onlyRuns(List<String> arguments) {
        Set<String> given = new HashSet<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            boolean known = switch (argument) {
                case "run" -> given.add(argument);
                case "--home" ->
                    given.add(argument) && rest.hasNext() && rest.next().startsWith("/");
                case "-D" -> rest.hasNext() && rest.next().matches("[a-zA-Z][^=\"']*=[^\"']*");
                default -> false;
            };
            if (!known) {
                return false;
            }
        }
        return true;
    }

    CommandLine run(RootCommand root, Session session) {
        CommandLine line = new CommandLine(root);
        RunCommand run = new RunCommand(session);
        root.alone(run);
        line.addSubcommand(run);
        return speaking(line);
    }

    CommandLine all(RootCommand root, Session session) {
        CommandLine line = run(root, session);
        line.addSubcommand(new OnceCommand(session));
        line.addSubcommand(new CopyCommand(session));
        line.addSubcommand(new BillCommand(session));
        line.addSubcommand(new ReconcileCommand(session));
        line.addSubcommand(FailedCommand.line(session));
        line.addSubcommand(OverdueCommand.line(session));
        line.addSubcommand(new MonthEndCommand(session));
        line.addSubcommand(PayrollCommand.line(session));
        line.addSubcommand(new ProfitCommand(session));
        line.addSubcommand(new BudgetsCommand(session));
        line.addSubcommand(ReviewCommand.line(session));
        line.addSubcommand(MirrorCommand.line(session));
        line.addSubcommand(ContactsCommand.line(session));
        line.addSubcommand(new FindCommand(session));
        line.addSubcommand(ExplainCommand.line(session));
        line.addSubcommand(EventsCommand.line(session));
        line.addSubcommand(ExpensesCommand.line(session));
        line.addSubcommand(new ReplayCommand(session));
        line.addSubcommand(new StatusCommand(session));
        line.addSubcommand(new PauseCommand(session));
        line.addSubcommand(new ResumeCommand(session));
        line.addSubcommand(new ConnectCommand(session));
        line.addSubcommand(UsersCommand.line(session));
        line.addSubcommand(McpCommand.line(session));
        line.addSubcommand(new DoctorCommand(session));
        line.addSubcommand(new DemoCommand(session, starter, inside));
        line.addSubcommand(new CompletionCommand(session));
        line.addSubcommand(new PrepareCommand(session, starter, inside));
        return speaking(line);
    }

    /** Settings that picocli hands down to the commands a line has so far. */
    private CommandLine speaking(CommandLine line) {
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        OptionWords.in(line);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler((wrong, given) -> CommandFailures.misused(wrong, err));
        line.setExecutionExceptionHandler((failure, at, parsed) -> CommandFailures.explain(failure, err));
        return line;
    }
}
