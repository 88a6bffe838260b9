package org.harvestxero.mcp.tool;

import org.harvestxero.api.ContactDesk;
import org.harvestxero.api.PublicIds;
import org.harvestxero.console.user.Right;

/** Tells which fields of clients wait for an answer. */
final class ConflictTool {
    private ConflictTool() {}

    /** @param desk asked at each call */
    static Tool of(ContactDesk desk) {
        return new Made(
                card(),
                (given, caller) -> Sliced.of(
                        desk.conflicts(),
                        given,
                        caller,
                        "conflicts",
                        each -> new Told(caller.zone())
                                .words("id", PublicIds.conflict(each.id()))
                                .quoted("client", each.client())
                                .words("field", each.field())
                                .quoted("harvest", each.harvest())
                                .quoted("xero", each.xero())
                                .quoted("known", each.known())
                                .time("asked", each.asked())
                                .fields()));
    }

    private static Tool.Card card() {
        return new Tool.Card(
                "client_conflicts",
                "Clients changed on both sides",
                "Tells fields of clients that were changed in Harvest and in Xero, and wait for a person to say which counts. Asks"
                        + " neither side.",
                Right.SEE,
                Tool.Effect.READS,
                Paged.taking(Shape.object()),
                answers());
    }

    private static Shape answers() {
        return Paged.answering(Shape.object()
                .with(
                        "conflicts",
                        Shape.list(
                                "What waits, the oldest first.",
                                Shape.object()
                                        .with("id", Shape.words("Such as C3."))
                                        .maybe("client", Shape.quoted("Its name in Harvest."))
                                        .with("field", Shape.words("Such as email."))
                                        .maybe("harvest", Shape.quoted("What Harvest says."))
                                        .maybe("xero", Shape.quoted("What Xero says."))
                                        .maybe("known", Shape.quoted("What both were last known to say."))
                                        .with("asked", Shape.time("Since when it waits.")))));
    }
}
