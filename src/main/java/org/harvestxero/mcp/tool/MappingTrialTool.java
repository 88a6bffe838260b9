package org.harvestxero.mcp.tool;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.MappingDesk;
import org.harvestxero.console.user.Right;

/** Tries another text of the mappings on documents that are known here. */
final class MappingTrialTool {
    private static final int MOST_LOOKED = 200;
    private static final int USUAL_LOOKED = 50;

    private MappingTrialTool() {}

    /** @param mappings asked at each call */
    static Tool of(MappingDesk mappings) {
        return new Made(card(), (given, caller) -> {
            int documents = given.number("documents").orElse(USUAL_LOOKED);
            if (documents < 1 || documents > MOST_LOOKED) {
                throw new DecisionException("documents is from 1 to " + MOST_LOOKED + ".");
            }
            return told(mappings.preview(given.whole("text"), documents), given.whole("text"), caller);
        });
    }

    private static Tool.Card card() {
        return new Tool.Card(
                "try_mappings",
                "What another text of the mappings would change",
                "Tells what a text would decide otherwise if it were mappings.yaml: of documents that stand failed, and of the latest ones, each"
                        + " decided twice. Those in Xero stay as they are; told is how their like would be copied from then on. Nothing is"
                        + " stored. Asks neither side.",
                Right.SEE,
                Tool.Effect.READS,
                Shape.object()
                        .with(
                                "text",
                                Shape.file(
                                        "What mappings.yaml would say, whole; the resource mappings has it as it is."))
                        .maybe(
                                "documents",
                                Shape.count("How many of each sort are looked at, 1 to " + MOST_LOOKED + "; "
                                        + USUAL_LOOKED + " where nothing is said.")),
                answers());
    }

    private static Shape answers() {
        return Shape.object()
                .with(
                        "changed",
                        Shape.list("Lines of the file, those gone with -, new ones with +.", Shape.quoted("A line.")))
                .with("looked", Shape.count("Documents looked at."))
                .with("failing", Shape.count("How many of them stand failed."))
                .with("differing", Shape.count("How many of them come out otherwise."))
                .with("documents", Shape.list("Those that come out otherwise, failed ones first.", document()))
                .maybe("more", Shape.flag("Whether some were left out because the token allows no more."));
    }

    private static Shape document() {
        return Shape.object()
                .with("id", Shape.words("Of the failed copy such as F7, of the draft such as D12, or Harvest's."))
                .with("kind", Shape.words("invoice, payment or expense."))
                .maybe("number", Shape.words("As people know it."))
                .maybe("client", Shape.quoted("Whose it is."))
                .with("turn", Shape.words("goes-on, would-fail, fails-otherwise, or otherwise."))
                .with(
                        "changes",
                        Shape.list(
                                "What is decided otherwise, or why it can't be copied.",
                                Shape.object()
                                        .with("line", Shape.count("From 1; 0 for the whole document."))
                                        .with(
                                                "what",
                                                Shape.quoted("Such as account; refused where it can't be copied."))
                                        .maybe("before", Shape.quoted("What is decided now."))
                                        .maybe("after", Shape.quoted("What would be."))
                                        .maybe("by", Shape.quoted("What would decide it."))));
    }

    private static Tool.Reply told(MappingDesk.Trial trial, String text, Caller caller) {
        Bounded bounded = new Bounded(caller.rows());
        List<String> changed = bounded.take(Changed.lines(trial.before(), text));
        List<MappingDesk.Differing> documents = bounded.take(trial.differing());
        Told told = new Told(caller.zone())
                .quotes("changed", changed)
                .count("looked", trial.looked())
                .count("failing", trial.failing())
                .count("differing", trial.differing().size())
                .list("documents", documents, each -> document(each, bounded, caller));
        if (bounded.leftOut()) {
            told.flag("more", true);
        }
        return new Tool.Reply(told.fields(), bounded.taken());
    }

    private static Map<String, Object> document(MappingDesk.Differing each, Bounded bounded, Caller caller) {
        return new Told(caller.zone())
                .words("id", each.id())
                .words("kind", each.kind())
                .name("number", each.number())
                .quoted("client", each.client())
                .words("turn", each.turn().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .list(
                        "changes",
                        bounded.take(each.changes()),
                        change -> new Told(caller.zone())
                                .count("line", change.line())
                                .quoted("what", change.what())
                                .quoted("before", change.before())
                                .quoted("after", change.after())
                                .quoted("by", change.by())
                                .fields())
                .fields();
    }
}
