package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import picocli.CommandLine.ArgGroup;

/** A decision about drafts. */
abstract class DraftDecisionCommand implements Callable<Integer> {
    final ReviewCommand review;

    @ArgGroup(exclusive = false, multiplicity = "1")
    NamedDrafts which = new NamedDrafts();

    DraftDecisionCommand(ReviewCommand review) {
        this.review = review;
    }

    @Override
    public Integer call() {
        return review.decide(
                which,
                draft -> carryOut(review.reviews(), draft, review.session().who()));
    }

    abstract Item carryOut(Reviews reviews, Ref draft, String who);
}
