package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.api.DraftChange;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A change of one draft's lines. */
abstract class DraftChangeCommand implements Callable<Integer> {
    final ReviewCommand review;

    @Parameters(paramLabel = "DRAFT", description = "Its id as listed, such as D12, or its invoice number.")
    String draft = "";

    @Option(
            names = "--version",
            paramLabel = "N",
            description = "The version you looked at; refused when the draft has changed since.")
    @Nullable
    Integer version;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    DraftChangeCommand(ReviewCommand review) {
        this.review = review;
    }

    @Override
    public Integer call() {
        return review.decide(() -> {
            Item seen = review.detail(draft, "review list").item();
            Item done = review.reviews()
                    .change(
                            new Ref(seen.id(), version),
                            change(),
                            review.session().who());
            if (json) {
                review.session().print(ReviewJson.item(done));
            } else {
                review.session().print(ReviewTexts.done(done));
            }
            return 0;
        });
    }

    abstract DraftChange change();
}
