package org.harvestxero.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.harvestxero.api.Reviews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "decisions", description = "Lists decisions that wait for a bill.")
final class WorkDecisionsCommand implements Callable<Integer> {
    private final ReviewCommand review;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    WorkDecisionsCommand(ReviewCommand review) {
        this.review = review;
    }

    @Override
    public Integer call() {
        List<Reviews.OpenWord> words = review.reviews().words();
        if (json) {
            review.session().print(ReviewJson.words(words));
        } else {
            review.session().print(new ReviewTexts(review.session().zone()).words(words));
        }
        return 0;
    }
}
