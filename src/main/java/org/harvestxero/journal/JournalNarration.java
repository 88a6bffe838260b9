package org.harvestxero.journal;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.harvestxero.monthend.JournalMark;
import org.harvestxero.monthend.LeftOut;
import org.jspecify.annotations.Nullable;

/** What a journal says of itself. */
final class JournalNarration {
    private static final int LONGEST = 1_000;
    private static final int MOST_REASONS = 3;

    private JournalNarration() {}

    /** Such as {@code Labour cost of October 2026}. */
    static String title(JournalMark mark) {
        return mark.kind().title() + " of " + month(mark.month());
    }

    static String month(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear();
    }

    /**
     * The mark first, since it is looked for there.
     *
     * @param change whether it holds only what changed since former versions
     * @param locked last day of the locked period that it had to be moved behind; null when it is dated in its month
     */
    static String of(
            JournalMark mark, boolean change, LocalDate date, @Nullable LocalDate locked, List<LeftOut> leftOut) {
        StringBuilder text = new StringBuilder(mark + " " + title(mark));
        if (change) {
            text.append(", what changed since it was booked");
        }
        if (locked != null) {
            text.append("; dated ")
                    .append(date)
                    .append(" because Xero is locked up to ")
                    .append(locked);
        }
        if (!leftOut.isEmpty()) {
            text.append("; without ")
                    .append(leftOut.stream()
                            .limit(MOST_REASONS)
                            .map(each -> each.hours().toPlainString() + " hours (" + each.words() + ")")
                            .collect(Collectors.joining(", ")))
                    .append(leftOut.size() > MOST_REASONS ? " and more" : "");
        }
        String whole = text.toString().replaceAll("[\\p{Cntrl}<>]", " ");
        return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST - 1) + "…";
    }
}
