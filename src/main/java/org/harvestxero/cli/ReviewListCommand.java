package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.api.Reviews;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists drafts that wait for a person or were put aside, with the reasons.")
final class ReviewListCommand implements Callable<Integer> {
    private final ReviewCommand review;

    @Option(names = "--client", paramLabel = "NAME", description = "Only this client.")
    @Nullable
    String client;

    @Option(names = "--all", description = "Also drafts nobody has to look at any more; the newest 500.")
    boolean all;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    ReviewListCommand(ReviewCommand review) {
        this.review = review;
    }

    @Override
    public Integer call() {
        return review.list(new Reviews.Filter(client, all), json);
    }
}
