package org.harvestxero.cli;

import java.math.BigDecimal;
import org.harvestxero.api.DraftChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "add-line",
        description = {
            "Adds a line that charges for no tracked work, with a reason.",
            "A price below zero takes something off."
        })
final class ReviewAddLineCommand extends DraftChangeCommand {
    @Option(names = "--text", required = true, paramLabel = "TEXT", description = "What the client reads.")
    String text = "";

    @Option(names = "--price", required = true, paramLabel = "AMOUNT", description = "Price of one, before tax.")
    BigDecimal price = BigDecimal.ZERO;

    @Option(names = "--quantity", paramLabel = "N", description = "How many; 1 when not given.")
    BigDecimal quantity = BigDecimal.ONE;

    @Option(
            names = "--like",
            paramLabel = "N",
            description = "Booked like this line: same account, tax and project; else the mapping decides.")
    @Nullable
    Integer like;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept with the line.")
    String reason = "";

    ReviewAddLineCommand(ReviewCommand review) {
        super(review);
    }

    @Override
    DraftChange change() {
        return new DraftChange.Addition(text, quantity, price, like, reason);
    }
}
