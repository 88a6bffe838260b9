package org.harvestxero.cli;

import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "hold", description = "Puts drafts aside: they don't go out, and their work is billed nowhere else.")
final class ReviewHoldCommand extends DraftDecisionCommand {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the audit.")
    String reason = "";

    ReviewHoldCommand(ReviewCommand review) {
        super(review);
    }

    @Override
    Item carryOut(Reviews reviews, Ref draft, String who) {
        return reviews.hold(draft, reason, who);
    }
}
