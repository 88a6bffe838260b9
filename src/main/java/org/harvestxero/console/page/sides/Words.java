package org.harvestxero.console.page.sides;

import java.util.List;
import java.util.stream.Collectors;
import org.harvestxero.api.Trouble;
import org.jspecify.annotations.Nullable;

/** Small words of the pages. */
final class Words {
    private Words() {}

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** What went wrong, each with its side and what to do. */
    static String of(List<Trouble> troubles) {
        return troubles.stream()
                .map(trouble -> trouble.side() + ": " + trouble.message() + " " + trouble.remedy())
                .collect(Collectors.joining(" "));
    }
}
