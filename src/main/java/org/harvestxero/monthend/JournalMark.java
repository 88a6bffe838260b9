package org.harvestxero.monthend;

import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our sign on a journal, at the start of its narration: {@code HX-COST-2026-10-v1}.
 *
 * @param version from 1
 */
public record JournalMark(JournalKind kind, YearMonth month, int version) {
    private static final Pattern FORM =
            Pattern.compile("(HX-[A-Z]+(?:-[A-Z]+)*-\\d{4}-\\d{2}-v)(\\d{1,6})(?= |$).*", Pattern.DOTALL);

    /** What the marks of all versions begin with. */
    public static String beginning(JournalKind kind, YearMonth month) {
        return "HX-" + kind.mark() + "-" + month + "-v";
    }

    /** The mark of that kind and month at the start of a narration; empty when it has none. */
    public static Optional<JournalMark> in(String narration, JournalKind kind, YearMonth month) {
        Matcher matcher = FORM.matcher(narration);
        if (!matcher.matches() || !matcher.group(1).equals(beginning(kind, month))) {
            return Optional.empty();
        }
        int version = Integer.parseInt(matcher.group(2));
        return version < 1 ? Optional.empty() : Optional.of(new JournalMark(kind, month, version));
    }

    @Override
    public String toString() {
        return beginning(kind, month) + version;
    }
}
