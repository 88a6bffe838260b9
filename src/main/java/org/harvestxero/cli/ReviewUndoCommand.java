package org.harvestxero.cli;

import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "undo", description = "Takes the last change of a draft's lines back, whoever made it.")
final class ReviewUndoCommand extends DraftDecisionCommand {
    @Option(names = "--note", paramLabel = "TEXT", description = "Kept in the audit.")
    @Nullable
    String note;

    ReviewUndoCommand(ReviewCommand review) {
        super(review);
    }

    @Override
    Item carryOut(Reviews reviews, Ref draft, String who) {
        return reviews.undo(draft, note, who);
    }
}
