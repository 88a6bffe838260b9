package org.harvestxero.cli;

import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "release", description = "Lets drafts that were put aside wait for review again.")
final class ReviewReleaseCommand extends DraftDecisionCommand {
    @Option(names = "--note", paramLabel = "TEXT", description = "Kept in the audit.")
    @Nullable
    String note;

    ReviewReleaseCommand(ReviewCommand review) {
        super(review);
    }

    @Override
    Item carryOut(Reviews reviews, Ref draft, String who) {
        return reviews.release(draft, note, who);
    }
}
