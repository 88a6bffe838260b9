package org.harvestxero.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.DraftInsights;
import org.harvestxero.api.Reviews;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "timesheet", description = "Writes the timesheet that goes with a draft's invoice, as it is attached.")
final class ReviewTimesheetCommand implements Callable<Integer> {
    private final ReviewCommand review;

    @Parameters(paramLabel = "DRAFT", description = "Its id as listed, such as D12, or its invoice number.")
    String draft = "";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Where to; under its own name in this folder when not given.")
    @Nullable
    Path file;

    ReviewTimesheetCommand(ReviewCommand review) {
        this.review = review;
    }

    @Override
    public Integer call() {
        return review.decide(() -> {
            Reviews.Item item = review.detail(draft, "review list --all").item();
            DraftInsights.Timesheet sheet = review.reviews()
                    .insights()
                    .timesheet(item.id())
                    .orElseThrow(() -> new DecisionException("It charges for no hours, so there is no timesheet."));
            DraftInsights.Made made = sheet.made().get();
            Path to = file == null ? Path.of(sheet.name()) : file;
            try {
                Files.write(to, made.bytes());
            } catch (IOException e) {
                throw new DecisionException(to + " can't be written: " + e.getMessage());
            }
            review.session()
                    .print("Written to " + to + "."
                            + (sheet.goesAlong() ? "" : " The agreement attaches no timesheet to the invoice.")
                            + (made.missing().isEmpty() ? "" : " No font has " + made.missing() + ".") + "\n");
            return 0;
        });
    }
}
