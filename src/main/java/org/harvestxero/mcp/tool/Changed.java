package org.harvestxero.mcp.tool;

import java.util.List;
import org.harvestxero.config.ChangedLines;

/** What differs between two texts, as lines that a person reads. */
public final class Changed {
    private static final int AROUND = 3;

    private Changed() {}

    /** Nothing where both are the same; of a changed line the former one with {@code -}, the new one with {@code +}. */
    public static List<String> lines(String before, String after) {
        return ChangedLines.between(before, after, AROUND).stream()
                .map(row -> switch (row.fate()) {
                    case SAME -> "  " + row.text();
                    case REMOVED -> "- " + row.text();
                    case ADDED -> "+ " + row.text();
                    case GAP -> "  …";
                })
                .toList();
    }
}
