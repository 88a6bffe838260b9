package org.harvestxero.cli;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import org.harvestxero.api.DraftChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "split",
        description = {
            "Puts a part of one line on a line of its own behind it, with a reason.",
            "Give the part as an amount, or as entries that go to the new line as they are."
        })
final class ReviewSplitCommand extends DraftChangeCommand {
    @Option(names = "--line", required = true, paramLabel = "N", description = "Which line, from 1.")
    int line;

    @Option(names = "--amount", paramLabel = "AMOUNT", description = "Amount of the new line before tax.")
    @Nullable
    BigDecimal amount;

    @Option(
            names = "--entries",
            paramLabel = "ID,ID…",
            split = ",",
            description = "Harvest's ids of entries or expenses of the line.")
    List<Long> entries = List.of();

    @Option(names = "--text", required = true, paramLabel = "TEXT", description = "Text of the new line.")
    String text = "";

    @Option(names = "--stays", paramLabel = "TEXT", description = "New text of the line that is divided.")
    @Nullable
    String stays;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept with both lines.")
    String reason = "";

    ReviewSplitCommand(ReviewCommand review) {
        super(review);
    }

    @Override
    DraftChange change() {
        return new DraftChange.Split(line, amount, new LinkedHashSet<>(entries), text, stays, reason);
    }
}
