package org.harvestxero.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "forget", description = "Takes decisions back that no bill has used yet.")
final class WorkForgetCommand implements Callable<Integer> {
    private final ReviewCommand review;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids as listed by decisions.")
    List<Long> ids = List.of();

    WorkForgetCommand(ReviewCommand review) {
        this.review = review;
    }

    @Override
    public Integer call() {
        return review.decide(() -> {
            for (long id : ids) {
                review.reviews().forget(id, review.session().who());
                review.session().print("Decision " + id + " is taken back.\n");
            }
            return 0;
        });
    }
}
