package org.harvestxero.console.page.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.harvestxero.api.Check;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;

/** What {@code doctor} finds, as a list that fills itself. */
public final class CheckPage {
    static final String PATH = "/setup/check";

    private final Desk.Setup setup;
    private final CheckRun run;

    CheckPage(Desk desk, CheckRun run) {
        this.setup = desk.setup();
        this.run = run;
    }

    /**
     * @param sentence when it was looked at, and what came of it
     * @param level of all together, as a template tells them apart
     */
    public record View(boolean running, String sentence, String level, List<Row> rows) {
        public View {
            rows = List.copyOf(rows);
        }
    }

    /** @param level {@code green}, {@code amber}, {@code red}; empty while it is not looked at yet */
    public record Row(String name, String level, String word, List<Finding> findings) {
        public Row {
            findings = List.copyOf(findings);
        }
    }

    /** @param remedy what to do; empty for nothing */
    public record Finding(String level, String what, String remedy) {}

    Answer show(Asked asked) {
        return Answer.shown("setupCheck", "Checks", view(asked.format()));
    }

    Answer live(Asked asked) {
        return Answer.shown("setupCheckLive", "Checks", view(asked.format()));
    }

    Answer begin(Asked asked) {
        run.begin(setup.checks().get());
        return new Answer.Elsewhere(PATH);
    }

    private View view(ReaderFormat format) {
        CheckRun.Reading reading = run.reading();
        List<Row> rows = new ArrayList<>();
        Check.Level worst = Check.Level.OK;
        for (CheckRun.Result result : reading.results()) {
            List<Check.Finding> found = result.findings();
            Check.Level level = Check.Level.OK;
            List<Finding> findings = new ArrayList<>();
            for (Check.Finding finding : found == null ? List.<Check.Finding>of() : found) {
                level = finding.level().compareTo(level) > 0 ? finding.level() : level;
                findings.add(new Finding(colour(finding.level()), sentence(finding.what()), finding.remedy()));
            }
            worst = level.compareTo(worst) > 0 ? level : worst;
            rows.add(new Row(
                    named(result.name()),
                    found == null ? "" : colour(level),
                    found == null ? "waits" : word(level),
                    findings));
        }
        return new View(reading.running(), words(reading, worst, format), colour(worst), rows);
    }

    private static String words(CheckRun.Reading reading, Check.Level worst, ReaderFormat format) {
        if (reading.began() == null) {
            return "";
        }
        if (reading.running()) {
            return "Looking now.";
        }
        return switch (worst) {
                    case OK -> "All of it fits";
                    case WARNING -> "It works; some of it should be known";
                    case FAILURE -> "Copying can't work until something is put right";
                    case UNREACHABLE -> "Not all of it could be looked at";
                }
                + ", " + format.ago(reading.began()) + ".";
    }

    private static String colour(Check.Level level) {
        return switch (level) {
            case OK -> "green";
            case WARNING -> "amber";
            case FAILURE, UNREACHABLE -> "red";
        };
    }

    private static String word(Check.Level level) {
        return switch (level) {
            case OK -> "fits";
            case WARNING -> "to know";
            case FAILURE -> "put right";
            case UNREACHABLE -> "no answer";
        };
    }

    private static String sentence(String words) {
        boolean name = words.matches("[^ ]*[./][^ ]*( .*)?"); // of a setting or a file
        return words.isEmpty() || name ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String named(String word) {
        return sentence(word.replace('-', ' '));
    }
}
