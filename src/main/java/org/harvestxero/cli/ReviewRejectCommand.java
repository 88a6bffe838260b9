package org.harvestxero.cli;

import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reject",
        description = {
            "Refuses drafts and opens their work again.",
            "It comes with the next period's bill, or with --bill-again in a new bill of this period."
        })
final class ReviewRejectCommand extends DraftDecisionCommand {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the audit.")
    String reason = "";

    @Option(
            names = "--bill-again",
            description = "Bill the period anew at the next look, by the agreement as it stands then.")
    boolean billAgain;

    ReviewRejectCommand(ReviewCommand review) {
        super(review);
    }

    @Override
    Item carryOut(Reviews reviews, Ref draft, String who) {
        return reviews.reject(draft, reason, billAgain, who);
    }
}
