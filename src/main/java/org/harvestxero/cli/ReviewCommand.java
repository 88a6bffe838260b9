package org.harvestxero.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import org.harvestxero.runtime.Engine;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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
                .addSubcommand(new ReviewListCommand(review))
                .addSubcommand(new ReviewShowCommand(review))
                .addSubcommand(new ReviewApproveCommand(review))
                .addSubcommand(new ReviewHoldCommand(review))
                .addSubcommand(new ReviewReleaseCommand(review))
                .addSubcommand(new ReviewEditCommand(review))
                .addSubcommand(new ReviewSplitCommand(review))
                .addSubcommand(new ReviewAddLineCommand(review))
                .addSubcommand(new ReviewRemoveLineCommand(review))
                .addSubcommand(new ReviewUndoCommand(review))
                .addSubcommand(new ReviewTimesheetCommand(review))
                .addSubcommand(new ReviewRejectCommand(review))
                .addSubcommand(new WorkDecisionCommand(review))
                .addSubcommand(new WorkDecisionsCommand(review))
                .addSubcommand(new WorkForgetCommand(review));
    }

    /** Without a subcommand: what waits. */
    @Override
    public Integer call() {
        return list(Reviews.Filter.waiting(), false);
    }

    Session session() {
        return session;
    }

    Reviews reviews() {
        return session.engine(Engine.Mode.BEANS).people().reviews();
    }

    /** The draft of that id or number. @param list the command that shows which there are */
    Reviews.Detail detail(String named, String list) {
        return reviews()
                .find(named)
                .orElseThrow(() ->
                        new DecisionException("There is no draft " + named + ": see `harvest-xero " + list + "`."));
    }

    int list(Reviews.Filter filter, boolean json) {
        List<Item> items = reviews().list(filter);
        if (json) {
            session.print(ReviewJson.items(items));
        } else {
            session.print(ReviewTexts.list(items));
        }
        return 0;
    }

    /** Carries a decision out; what can't be done is told in a sentence. */
    int decide(IntSupplier decision) {
        try {
            return decision.getAsInt();
        } catch (DecisionException e) {
            session.err().println(e.getMessage());
            return 2;
        }
    }

    /** One after the other, up to the first that can't be; what was done until then is told as well. */
    int decide(NamedDrafts which, Function<Ref, Item> decision) {
        List<Item> done = new ArrayList<>();
        Optional<String> refusal = Optional.empty();
        try {
            for (String named : which.drafts) {
                Item item = detail(named, "review list").item();
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
}
