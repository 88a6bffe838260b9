package org.harvestxero.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.harvestxero.commands.Stop;
import org.harvestxero.config.Catalogue;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program itself, with the options every command knows; without a command it runs. */
@Command(
        name = "harvest-xero",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        usageHelpWidth = 100,
        usageHelpAutoWidth = false,
        sortOptions = false,
        synopsisSubcommandLabel = "[COMMAND]",
        description =
                "Turns what an agency tracked and billed in Harvest into books in Xero: once, to the cent, and explained.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all done",
            "1:done, but some documents failed; they are listed",
            "2:wrong usage or configuration; nothing was started",
            "3:a side can't be reached, is at its day limit or wants consent; or the command could not be ended"
        })
final class RootCommand implements Callable<Integer> {
    private static final String TIME_LIMIT = "commands.time-limit";

    /** What happens without a command. */
    private @Nullable Callable<Integer> alone;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            description = "The deployment's folder (default: HARVEST_XERO_HOME, or where the program lies).")
    @Nullable
    Path home;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Who is asking, for the audit (default: your user name).")
    @Nullable
    String who;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            mapFallbackValue = "true",
            description = "Overrides a setting of application.properties and the environment.")
    Map<String, String> options = new LinkedHashMap<>();

    @Option(
            names = "--time-limit",
            paramLabel = "MINUTES",
            scope = ScopeType.INHERIT,
            description = "After this long the command ends at the next safe point (default: commands.time-limit).")
    @Nullable
    Integer timeLimit;

    @Option(
            names = "--width",
            paramLabel = "COLUMNS",
            scope = ScopeType.INHERIT,
            description = "Fit text into this many columns (default: COLUMNS, the terminal's, else 100).")
    @Nullable
    Integer width;

    @Option(
            names = "--colour",
            scope = ScopeType.INHERIT,
            hidden = true,
            description = "Show colours; given along with a command that another process carries out.")
    boolean colour;

    /** As the options say, else as it is. */
    Screen screen(Screen otherwise) {
        return new Screen(width == null ? otherwise.width() : Screen.within(width), colour || otherwise.colour());
    }

    /** How long the command may take. */
    Duration timeLimit(Settings settings) {
        return Duration.ofMinutes(timeLimit == null ? settings.number(TIME_LIMIT) : Math.max(0, timeLimit));
    }

    /** Has the command under way end once its time is over. */
    void limitTime(Settings settings) {
        Duration limit = timeLimit(settings);
        Stop.ofThisThread()
                .after(
                        limit,
                        "its time of " + limit.toMinutes() + " minutes is over ("
                                + (timeLimit == null ? TIME_LIMIT : "--time-limit") + ")");
    }

    void alone(Callable<Integer> command) {
        alone = command;
    }

    @Override
    public Integer call() throws Exception {
        return Objects.requireNonNull(alone).call();
    }

    /** The arguments for the process that runs, which can't see how wide the terminal here is. */
    List<String> withScreen(List<String> arguments) {
        Screen screen = Screen.current();
        List<String> told = new ArrayList<>(arguments);
        int end = arguments.contains("--") ? arguments.indexOf("--") : arguments.size();
        if (width == null) {
            told.add(end, "--width=" + screen.width());
        }
        if (screen.colour() && !colour) {
            told.add(end, "--colour");
        }
        return told;
    }

    /** A {@code -D} given to us is meant for us, so unlike one of the JVM an unknown one is a mistake. */
    void refuseUnknownOptions() {
        List<String> unknown = options.keySet().stream()
                .filter(name -> !Catalogue.knows(name))
                .map(name ->
                        "The option -D" + name + " is not a setting: did you mean " + Catalogue.nearest(name) + "?")
                .toList();
        if (!unknown.isEmpty()) {
            throw new SettingsException(unknown);
        }
    }
}
