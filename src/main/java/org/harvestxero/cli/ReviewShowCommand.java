package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.api.DraftInsights;
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
            Reviews.Detail detail = review.detail(draft, "review list --all");
            DraftInsights insights = review.reviews().insights();
            if (json) {
                review.session().print(ReviewJson.detail(detail, insights));
            } else {
                review.session().print(new ReviewTexts(review.session().zone()).detail(detail, insights));
            }
            return 0;
        });
    }
}
