package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Reviews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows a draft: lines, why it waits, what was left out, and who did what.")
final class ReviewShowCommand implements Callable<Integer> {
    private final ReviewCommand review;

    @Parameters(paramLabel = "DRAFT", description = "Its id as listed, such as D12, or its invoice number.")
    String draft = "";

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    ReviewShowCommand(ReviewCommand review) {
        this.review = review;
    }

    @Override
    public Integer call() {
        return review.decide(() -> {
            Reviews reviews = review.reviews();
            Reviews.Detail detail = reviews.find(draft)
                    .orElseThrow(() -> new DecisionException(
                            "There is no draft " + draft + ": see `harvest-xero review list --all`."));
            if (json) {
                review.session().print(ReviewJson.detail(detail, reviews.insights()));
            } else {
                review.session().print(new ReviewTexts(review.session().zone()).detail(detail, reviews.insights()));
            }
            return 0;
        });
    }
}
