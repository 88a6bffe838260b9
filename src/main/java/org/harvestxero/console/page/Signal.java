package org.harvestxero.console.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Progress;
import org.harvestxero.api.Status;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.Vitals;
import org.jspecify.annotations.Nullable;

/**
 * Whether all is well, in one sentence, and why.
 *
 * @param reasons what keeps it from being green, the worst first
 */
public record Signal(Level level, String sentence, List<Reason> reasons) {
    private static final Duration LOOKS_AT_LEAST = Duration.ofHours(24);

    public Signal {
        reasons = List.copyOf(reasons);
    }

    /** How bad it is. */
    public enum Level {
        /** Nothing has to be done. */
        GREEN,
        /** Work goes on, but somebody has to see to something. */
        AMBER,
        /** Nothing is copied until somebody has seen to it. */
        RED
    }

    /**
     * Why.
     *
     * @param remedy what to do; empty where the sentence says so
     * @param path of the page where it is put right; empty for none
     */
    public record Reason(Level level, String sentence, String remedy, String path) {}

    /** What it is made of. */
    record Facts(
            Status status,
            Vitals.@Nullable Reconciled reconciled,
            List<String> missing,
            List<String> warnings,
            boolean works) {}

    static Signal of(Facts facts, ReaderFormat format) {
        List<Reason> reasons = new ArrayList<>();
        stops(facts, format, reasons);
        amber(facts, format, reasons);
        reasons.sort((one, other) -> other.level().compareTo(one.level()));
        Level level = reasons.isEmpty() ? Level.GREEN : reasons.get(0).level();
        return new Signal(level, sentence(level, facts, reasons, format), reasons);
    }

    private static void stops(Facts facts, ReaderFormat format, List<Reason> reasons) {
        Status status = facts.status();
        if (!facts.missing().isEmpty()) {
            reasons.add(new Reason(Level.RED, "Not set up yet.", String.join(" ", facts.missing()), "/setup"));
        }
        for (Trouble trouble : status.troubles()) {
            if (trouble.reason() != Trouble.Reason.PAUSED) {
                String remedy = trouble.remedy()
                        + (trouble.until() == null
                                ? ""
                                : " It goes on by itself at " + format.time(trouble.until()) + ".");
                boolean waits = trouble.until() != null;
                reasons.add(new Reason(
                        waits ? Level.AMBER : Level.RED, trouble.side() + ": " + trouble.message(), remedy, ""));
            }
        }
        Progress.Reading progress = status.progress();
        if (progress != null && progress.standsStill()) {
            reasons.add(new Reason(
                    Level.RED, "The running stage stands still: " + progress.stillSentence() + ".", "Run doctor.", ""));
        }
        Pause pause = status.pause();
        if (pause != null && pause.byPerson()) {
            reasons.add(new Reason(
                    Level.AMBER,
                    "Paused" + (pause.who() == null ? "" : " by " + pause.who())
                            + (pause.since() == null ? "" : " " + format.ago(pause.since())) + ": "
                            + pause.reason(),
                    "Nothing is read or sent until somebody resumes.",
                    ""));
        }
    }

    private static void amber(Facts facts, ReaderFormat format, List<Reason> reasons) {
        Status status = facts.status();
        if (status.vitals().failed() > 0) {
            reasons.add(new Reason(
                    Level.AMBER,
                    format.count(status.vitals().failed(), "document") + " could not be copied.",
                    "See what is wrong and try again.",
                    "/failed"));
        }
        Vitals.Reconciled last = facts.reconciled();
        if (last != null && last.unexplained() > 0) {
            reasons.add(new Reason(
                    Level.AMBER,
                    "The last reconciliation found " + format.count(last.unexplained(), "difference")
                            + " without a reason.",
                    "See what differs and since when.",
                    "/sides"));
        }
        Instant success = status.lastSuccess();
        if (success != null
                && Duration.between(success, format.now()).compareTo(LOOKS_AT_LEAST) > 0
                && status.progress() == null
                && reasons.stream().noneMatch(reason -> reason.level() == Level.RED)) {
            reasons.add(new Reason(
                    Level.AMBER,
                    "Nothing was looked at for " + format.age(Duration.between(success, format.now())) + ".",
                    "Check that the program runs and copy.schedule is right.",
                    ""));
        }
        if (!facts.works() && facts.missing().isEmpty()) {
            reasons.add(new Reason(
                    Level.AMBER,
                    "This process stands by: another one works the connection, or none does yet.",
                    "",
                    ""));
        }
        facts.warnings().forEach(warning -> reasons.add(new Reason(Level.AMBER, warning, "", "")));
    }

    private static String sentence(Level level, Facts facts, List<Reason> reasons, ReaderFormat format) {
        Status status = facts.status();
        return switch (level) {
            case GREEN ->
                status.lastSuccess() == null
                        ? "All is well so far: nothing was copied yet."
                        : "All is well: everything that can be copied stands in Xero, as of "
                                + format.ago(status.lastSuccess()) + ".";
            case AMBER ->
                reasons.size() == 1
                        ? "Copying goes on, but: " + reasons.get(0).sentence()
                        : "Copying goes on, but " + format.number(reasons.size()) + " things want a look.";
            case RED -> "Nothing is copied now: " + reasons.get(0).sentence();
        };
    }
}
