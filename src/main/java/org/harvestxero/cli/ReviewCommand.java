package org.harvestxero.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.About;
import org.harvestxero.api.Reviews.Edit;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import org.harvestxero.api.Reviews.Verdict;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drafts that wait for a person, and what a person may say about work before it is billed. */
@Command(name = "review", description = "Shows drafts that wait for a person, and carries out what the person decides.")
final class ReviewCommand implements Callable<Integer> {
    private final Session session;

    private ReviewCommand(Session session) {
        this.session = session;
    }

    static CommandLine line(Session session) {
        ReviewCommand review = new ReviewCommand(session);
        return new CommandLine(review)
                .addSubcommand(new ListCommand(review))
                .addSubcommand(new ShowCommand(review))
                .addSubcommand(new ApproveCommand(review))
                .addSubcommand(new HoldCommand(review))
                .addSubcommand(new ReleaseCommand(review))
                .addSubcommand(new EditCommand(review))
                .addSubcommand(new RejectCommand(review))
                .addSubcommand(new DecideCommand(review))
                .addSubcommand(new DecisionsCommand(review))
                .addSubcommand(new ForgetCommand(review));
    }

    /** Without a subcommand: what waits. */
    @Override
    public Integer call() {
        return list(Reviews.Filter.waiting(), false);
    }

    private Reviews reviews() {
        return session.engine(Engine.Mode.BEANS).people().reviews();
    }

    private int list(Reviews.Filter filter, boolean json) {
        List<Item> items = reviews().list(filter);
        if (json) {
            session.print(ReviewJson.items(items));
        } else {
            session.print(ReviewTexts.list(items));
        }
        return 0;
    }

    /** Carries a decision out; what can't be done is told in a sentence. */
    private int decide(IntSupplier decision) {
        try {
            return decision.getAsInt();
        } catch (DecisionException e) {
            session.err().println(e.getMessage());
            return 2;
        }
    }

    /** One after the other, up to the first that can't be; what was done until then is told as well. */
    private int decide(Which which, Function<Ref, Item> decision) {
        List<Item> done = new ArrayList<>();
        Optional<String> refusal = Optional.empty();
        try {
            for (String named : which.drafts) {
                Item item = reviews()
                        .find(named)
                        .orElseThrow(() -> new DecisionException(
                                "There is no draft " + named + ": see `harvest-xero review list`."))
                        .item();
                done.add(decision.apply(new Ref(item.id(), which.version)));
                if (!which.json) {
                    session.print(ReviewTexts.done(done.get(done.size() - 1)));
                }
            }
        } catch (DecisionException e) {
            session.err().println(e.getMessage());
            refusal = Optional.of(String.valueOf(e.getMessage()));
        }
        if (which.json && !done.isEmpty()) {
            session.print(refusal.<JsonNode>map(
                            words -> JsonOutput.object().put("error", words).set("done", ReviewJson.items(done)))
                    .orElseGet(() -> which.drafts.size() == 1 ? ReviewJson.item(done.get(0)) : ReviewJson.items(done)));
        }
        return refusal.isPresent() ? 2 : 0;
    }

    /** The drafts a decision is about. */
    static final class Which {
        @Parameters(
                paramLabel = "DRAFT",
                arity = "1..*",
                description = "Ids as listed, such as D12, or invoice numbers.")
        List<String> drafts = List.of();

        @Option(
                names = "--version",
                paramLabel = "N",
                description = "The version you looked at; refused when the draft has changed since.")
        @Nullable
        Integer version;

        @Option(names = "--json", description = "Print JSON.")
        boolean json;
    }

    /** A decision about drafts. */
    abstract static class Decision implements Callable<Integer> {
        final ReviewCommand review;

        @ArgGroup(exclusive = false, multiplicity = "1")
        Which which = new Which();

        Decision(ReviewCommand review) {
            this.review = review;
        }

        @Override
        public Integer call() {
            return review.decide(which, draft -> carryOut(review.reviews(), draft, review.session.who()));
        }

        abstract Item carryOut(Reviews reviews, Ref draft, String who);
    }

    @Command(name = "list", description = "Lists drafts that wait for a person or were put aside, with the reasons.")
    static final class ListCommand implements Callable<Integer> {
        private final ReviewCommand review;

        @Option(names = "--client", paramLabel = "NAME", description = "Only this client.")
        @Nullable
        String client;

        @Option(names = "--all", description = "Also drafts nobody has to look at any more; the newest 500.")
        boolean all;

        @Option(names = "--json", description = "Print JSON.")
        boolean json;

        ListCommand(ReviewCommand review) {
            this.review = review;
        }

        @Override
        public Integer call() {
            return review.list(new Reviews.Filter(client, all), json);
        }
    }

    @Command(name = "show", description = "Shows a draft: lines, why it waits, what was left out, and who did what.")
    static final class ShowCommand implements Callable<Integer> {
        private final ReviewCommand review;

        @Parameters(paramLabel = "DRAFT", description = "Its id as listed, such as D12, or its invoice number.")
        String draft = "";

        @Option(names = "--json", description = "Print JSON.")
        boolean json;

        ShowCommand(ReviewCommand review) {
            this.review = review;
        }

        @Override
        public Integer call() {
            return review.decide(() -> {
                Reviews.Detail detail = review.reviews()
                        .find(draft)
                        .orElseThrow(() -> new DecisionException(
                                "There is no draft " + draft + ": see `harvest-xero review list --all`."));
                if (json) {
                    review.session.print(ReviewJson.detail(detail));
                } else {
                    review.session.print(new ReviewTexts(review.session.zone()).detail(detail));
                }
                return 0;
            });
        }
    }

    @Command(
            name = "approve",
            description = {
                "Says yes to drafts. After the last step they go out with the next cycle.",
                "Two steps need two people."
            })
    static final class ApproveCommand extends Decision {
        @Option(names = "--note", paramLabel = "TEXT", description = "Kept in the audit.")
        @Nullable
        String note;

        ApproveCommand(ReviewCommand review) {
            super(review);
        }

        @Override
        Item carryOut(Reviews reviews, Ref draft, String who) {
            return reviews.approve(draft, note, who);
        }
    }

    @Command(
            name = "hold",
            description = "Puts drafts aside: they don't go out, and their work is billed nowhere else.")
    static final class HoldCommand extends Decision {
        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the audit.")
        String reason = "";

        HoldCommand(ReviewCommand review) {
            super(review);
        }

        @Override
        Item carryOut(Reviews reviews, Ref draft, String who) {
            return reviews.hold(draft, reason, who);
        }
    }

    @Command(name = "release", description = "Lets drafts that were put aside wait for review again.")
    static final class ReleaseCommand extends Decision {
        @Option(names = "--note", paramLabel = "TEXT", description = "Kept in the audit.")
        @Nullable
        String note;

        ReleaseCommand(ReviewCommand review) {
            super(review);
        }

        @Override
        Item carryOut(Reviews reviews, Ref draft, String who) {
            return reviews.release(draft, note, who);
        }
    }

    @Command(
            name = "edit",
            description = {
                "Changes the amount or the text of one line, with a reason.",
                "The line keeps its work; the difference is booked against it as write-up or write-down."
            })
    static final class EditCommand extends Decision {
        @Option(names = "--line", required = true, paramLabel = "N", description = "Which line, from 1.")
        int line;

        @Option(names = "--amount", paramLabel = "AMOUNT", description = "Its new amount before tax.")
        @Nullable
        BigDecimal amount;

        @Option(names = "--text", paramLabel = "TEXT", description = "Its new text.")
        @Nullable
        String text;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept with the line.")
        String reason = "";

        EditCommand(ReviewCommand review) {
            super(review);
        }

        @Override
        public Integer call() {
            if (amount == null && text == null) {
                review.session.err().println("Say what changes: --amount, --text, or both.");
                return 2;
            }
            return super.call();
        }

        @Override
        Item carryOut(Reviews reviews, Ref draft, String who) {
            return reviews.edit(draft, new Edit(line, amount, text, reason), who);
        }
    }

    @Command(
            name = "reject",
            description = {
                "Refuses drafts and opens their work again.",
                "It comes with the next period's bill, or with --bill-again in a new bill of this period."
            })
    static final class RejectCommand extends Decision {
        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the audit.")
        String reason = "";

        @Option(
                names = "--bill-again",
                description = "Bill the period anew at the next look, by the agreement as it stands then.")
        boolean billAgain;

        RejectCommand(ReviewCommand review) {
            super(review);
        }

        @Override
        Item carryOut(Reviews reviews, Ref draft, String who) {
            return reviews.reject(draft, reason, billAgain, who);
        }
    }

    @Command(
            name = "decide",
            description = {
                "Says what the client's next bill shall do with a time entry, an expense, or the overage of a retainer.",
                "What is billed already is changed on its draft."
            })
    static final class DecideCommand implements Callable<Integer> {
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

        DecideCommand(ReviewCommand review) {
            this.review = review;
        }

        @Override
        public Integer call() {
            if ((target.overage == null) == (what == null)) {
                review.session
                        .err()
                        .println(
                                target.overage == null
                                        ? "Say what to do with it: --hold, --write-off, --write-down or --bill."
                                        : "Overage is approved with --hours or --amount, nothing else.");
                return 2;
            }
            return review.decide(() -> {
                String words = review.reviews().decide(word(), review.session.who());
                if (json) {
                    review.session.print(JsonOutput.object().put("decided", words));
                } else {
                    review.session.print(words + "\n");
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

    @Command(name = "decisions", description = "Lists decisions that wait for a bill.")
    static final class DecisionsCommand implements Callable<Integer> {
        private final ReviewCommand review;

        @Option(names = "--json", description = "Print JSON.")
        boolean json;

        DecisionsCommand(ReviewCommand review) {
            this.review = review;
        }

        @Override
        public Integer call() {
            List<Reviews.OpenWord> words = review.reviews().words();
            if (json) {
                review.session.print(ReviewJson.words(words));
            } else {
                review.session.print(new ReviewTexts(review.session.zone()).words(words));
            }
            return 0;
        }
    }

    @Command(name = "forget", description = "Takes decisions back that no bill has used yet.")
    static final class ForgetCommand implements Callable<Integer> {
        private final ReviewCommand review;

        @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids as listed by decisions.")
        List<Long> ids = List.of();

        ForgetCommand(ReviewCommand review) {
            this.review = review;
        }

        @Override
        public Integer call() {
            return review.decide(() -> {
                for (long id : ids) {
                    review.reviews().forget(id, review.session.who());
                    review.session.print("Decision " + id + " is taken back.\n");
                }
                return 0;
            });
        }
    }
}
