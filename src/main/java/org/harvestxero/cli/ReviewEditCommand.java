package org.harvestxero.cli;

import java.math.BigDecimal;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Edit;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "edit",
        description = {
            "Changes the amount or the text of one line, with a reason.",
            "The line keeps its work; the difference is booked against it as write-up or write-down."
        })
final class ReviewEditCommand extends DraftDecisionCommand {
    @Option(names = "--line", required = true, paramLabel = "N", description = "Which line, from 1.")
    int line;

    @Option(names = "--amount", paramLabel = "AMOUNT", description = "Its new amount before tax.")
    @Nullable
    BigDecimal amount;

    @Option(names = "--text", paramLabel = "TEXT", description = "Its new text.")
    @Nullable
    String text;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept with the line.")
    String reason = "";

    ReviewEditCommand(ReviewCommand review) {
        super(review);
    }

    @Override
    public Integer call() {
        if (amount == null && text == null) {
            review.session().err().println("Say what changes: --amount, --text, or both.");
            return 2;
        }
        return super.call();
    }

    @Override
    Item carryOut(Reviews reviews, Ref draft, String who) {
        return reviews.edit(draft, new Edit(line, amount, text, reason), who);
    }
}
