package org.harvestxero.cli;

import java.math.BigDecimal;
import java.util.concurrent.Callable;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.About;
import org.harvestxero.api.Reviews.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "decide",
        description = {
            "Says what the client's next bill shall do with a time entry, an expense, or the overage of a retainer.",
            "What is billed already is changed on its draft."
        })
final class WorkDecisionCommand implements Callable<Integer> {
    private final ReviewCommand review;

    /** What it is about; exactly one. */
    static final class Target {
        @Option(names = "--entry", paramLabel = "ID", description = "A time entry, by its id in Harvest.")
        @Nullable
        Long entry;

        @Option(names = "--expense", paramLabel = "ID", description = "An expense, by its id in Harvest.")
        @Nullable
        Long expense;

        @Option(names = "--overage", paramLabel = "RETAINER", description = "Approves overage of this retainer.")
        @Nullable
        String overage;
    }

    /** What to do with work; exactly one, and none for overage. */
    static final class What {
        @Option(names = "--hold", description = "Not in this bill.")
        boolean hold;

        @Option(names = "--write-off", description = "Never.")
        boolean writeOff;

        @Option(names = "--write-down", paramLabel = "HOURS", description = "Bill at most so many hours of it.")
        @Nullable
        BigDecimal writeDown;

        @Option(names = "--bill", description = "Although it isn't approved, has no notes or is late.")
        boolean bill;

        Verdict verdict() {
            return hold ? Verdict.HOLD : writeOff ? Verdict.WRITE_OFF : bill ? Verdict.BILL : Verdict.WRITE_DOWN;
        }
    }

    @ArgGroup(multiplicity = "1")
    Target target = new Target();

    @ArgGroup
    @Nullable
    What what;

    @Option(names = "--client", paramLabel = "NAME", description = "Whose; needed for overage and new work.")
    @Nullable
    String client;

    @Option(names = "--hours", paramLabel = "HOURS", description = "How much overage, in hours.")
    @Nullable
    BigDecimal hours;

    @Option(names = "--amount", paramLabel = "AMOUNT", description = "How much overage, in the client's currency.")
    @Nullable
    BigDecimal amount;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept with the work.")
    String reason = "";

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    WorkDecisionCommand(ReviewCommand review) {
        this.review = review;
    }

    @Override
    public Integer call() {
        if ((target.overage == null) == (what == null)) {
            review.session()
                    .err()
                    .println(
                            target.overage == null
                                    ? "Say what to do with it: --hold, --write-off, --write-down or --bill."
                                    : "Overage is approved with --hours or --amount, nothing else.");
            return 2;
        }
        return review.decide(() -> {
            String words = review.reviews().decide(word(), review.session().who());
            if (json) {
                review.session().print(JsonOutput.object().put("decided", words));
            } else {
                review.session().print(words + "\n");
            }
            return 0;
        });
    }

    private Reviews.Word word() {
        if (what == null) {
            return new Reviews.Word(
                    About.OVERAGE, 0, target.overage, client, Verdict.APPROVE_OVERAGE, hours, amount, reason);
        }
        boolean expense = target.expense != null;
        Long id = expense ? target.expense : target.entry;
        return new Reviews.Word(
                expense ? About.EXPENSE : About.TIME_ENTRY,
                id == null ? 0 : id,
                null,
                client,
                what.verdict(),
                what.writeDown,
                null,
                reason);
    }
}
