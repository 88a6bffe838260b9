package org.harvestxero.billrun;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.harvestxero.config.Settings;
import org.harvestxero.harvest.HarvestWorkView;
import org.jspecify.annotations.Nullable;

/**
 * How people mark work in Harvest as ready to be billed: a word in its notes, or the name of its project or task.
 *
 * @param word as it stands in notes, by itself and in any case; null for none
 * @param project names that mark all work of a project, with {@code *} for any text; null for none
 * @param task the same of tasks
 */
public record ReadyTrigger(
        @Nullable String word,
        @Nullable String project,
        @Nullable String task) {
    public static ReadyTrigger of(Settings settings) {
        return new ReadyTrigger(
                settings.optional("bill.trigger").orElse(null),
                settings.optional("bill.trigger-projects").orElse(null),
                settings.optional("bill.trigger-tasks").orElse(null));
    }

    public boolean isOn() {
        return word != null || project != null || task != null;
    }

    boolean marksProject(String name) {
        return matches(project, name);
    }

    boolean marksTask(String name) {
        return matches(task, name);
    }

    private static boolean matches(@Nullable String names, String name) {
        return names != null && pattern(names).matcher(name.strip()).matches();
    }

    private static Pattern pattern(String names) {
        String pattern = Arrays.stream(names.strip().split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    /** The text that holds the mark, as a sign; empty when the work is not marked. */
    Optional<String> sign(HarvestWorkView work) {
        if (word != null && inNotes(word, work.notes())) {
            return Optional.of(sign("notes", work.notes()));
        }
        if (marksProject(work.project().name())) {
            return Optional.of(sign("project", work.project().name()));
        }
        return !work.expense() && marksTask(work.kind().name())
                ? Optional.of(sign("task", work.kind().name()))
                : Optional.empty();
    }

    private static boolean inNotes(String word, String notes) {
        return Pattern.compile(
                        "(?<![\\p{L}\\p{N}_#])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}_])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(notes)
                .find();
    }

    private static String sign(String where, String text) {
        return WorkFingerprint.hash(where + ":" + text);
    }
}
