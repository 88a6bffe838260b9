package org.harvestxero.cli;

import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "approve",
        description = {
            "Says yes to drafts. After the last step they go out with the next cycle.",
            "Two steps need two people."
        })
final class ReviewApproveCommand extends DraftDecisionCommand {
    @Option(names = "--note", paramLabel = "TEXT", description = "Kept in the audit.")
    @Nullable
    String note;

    ReviewApproveCommand(ReviewCommand review) {
        super(review);
    }

    @Override
    Item carryOut(Reviews reviews, Ref draft, String who) {
        return reviews.approve(draft, note, who);
    }
}
