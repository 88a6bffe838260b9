package org.harvestxero.mcp.tool;

import java.util.List;
import java.util.Map;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Status;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.Vitals;
import org.harvestxero.console.user.Right;

/** Says how things stand. */
final class StatusTool {
    private StatusTool() {}

    /** @param copies asked at each call */
    static Tool of(CopyService copies) {
        return new Made(card(), (given, caller) -> told(copies.status(), caller));
    }

    private static Tool.Card card() {
        return new Tool.Card(
                "status",
                "How things stand",
                "Tells in figures how copying and billing stand: what failed, waits and is to be reviewed, whether it is paused, and"
                        + " what is in the way. Asks neither side.",
                Right.SEE,
                Tool.Effect.READS,
                Shape.object(),
                answers());
    }

    private static Shape answers() {
        return Shape.object()
                .with("connection", Shape.words("Its name."))
                .maybe("organisation", Shape.quoted("As Xero calls it."))
                .with("copied", Shape.count("Documents copied to Xero, in all."))
                .with("failed", Shape.count("Documents that stand failed."))
                .with("waiting", Shape.count("Documents that go on by themselves."))
                .with("to_review", Shape.count("Drafts that wait for a person."))
                .maybe("last_success", Shape.time("End of the last cycle without trouble."))
                .maybe("oldest_unresolved", Shape.time("Since when the oldest failed or waiting one is so."))
                .maybe(
                        "paused",
                        Shape.part(
                                "Why it talks to neither side now.",
                                Shape.object()
                                        .maybe("reason", Shape.quoted("Why."))
                                        .maybe("by", Shape.quoted("Who did it."))
                                        .maybe("since", Shape.time("Since when."))))
                .with(
                        "troubles",
                        Shape.list(
                                "What stops copying now.",
                                Shape.object()
                                        .with("side", Shape.words("Harvest, Xero, database or command."))
                                        .maybe("message", Shape.quoted("What is wrong."))
                                        .maybe("remedy", Shape.quoted("What to do."))))
                .with(
                        "held",
                        Shape.list(
                                "Work that bills have held back, by client.",
                                Shape.object()
                                        .maybe("client", Shape.quoted("Whose it is."))
                                        .with("hours", Shape.number("How many."))
                                        .with("worth", Shape.money("At Harvest's own rates."))
                                        .with("oldest", Shape.day("Of the oldest of it."))));
    }

    private static Tool.Reply told(Status status, Caller caller) {
        Vitals.Reading vitals = status.vitals();
        Bounded bounded = new Bounded(caller.rows());
        List<Trouble> troubles = bounded.take(status.troubles());
        Told told = new Told(caller.zone())
                .name("connection", status.connection())
                .quoted("organisation", status.organisation())
                .count("copied", vitals.copied())
                .count("failed", vitals.failed())
                .count("waiting", vitals.waiting())
                .count("to_review", vitals.toReview())
                .time("last_success", status.lastSuccess())
                .time("oldest_unresolved", vitals.oldestUnresolved())
                .part("paused", status.pause() == null ? null : paused(status.pause(), caller))
                .list(
                        "troubles",
                        troubles,
                        trouble -> new Told(caller.zone())
                                .words("side", trouble.side())
                                .quoted("message", trouble.message())
                                .quoted("remedy", trouble.remedy())
                                .fields())
                .list(
                        "held",
                        bounded.take(status.held()),
                        held -> new Told(caller.zone())
                                .quoted("client", held.client())
                                .number("hours", held.hours())
                                .money("worth", held.worth(), held.currency())
                                .day("oldest", held.oldest())
                                .fields());
        return new Tool.Reply(told.fields(), 1 + bounded.taken());
    }

    private static Map<String, Object> paused(Pause pause, Caller caller) {
        return new Told(caller.zone())
                .quoted("reason", pause.reason())
                .quoted("by", pause.who())
                .time("since", pause.since())
                .fields();
    }
}
