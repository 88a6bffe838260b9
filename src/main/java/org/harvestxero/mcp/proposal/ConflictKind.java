package org.harvestxero.mcp.proposal;

import java.util.List;
import java.util.OptionalLong;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.console.user.Right;
import org.harvestxero.mcp.tool.Arguments;
import org.harvestxero.mcp.tool.Shape;

/** Which side counts of a client's field that was changed on both. */
record ConflictKind(ContactDesk desk) implements Kind {
    @Override
    public Card card() {
        return new Card(
                "answer_conflict",
                "Propose which side counts",
                "Proposes which side counts of a field of a client that was changed in Harvest and in Xero; client_conflicts tells those.",
                Right.MEND,
                Shape.object()
                        .with("conflict", Shape.wanted("Such as C3."))
                        .with("side", Shape.oneOf("Which counts.", "harvest", "xero")));
    }

    private ContactDesk.Conflict find(Arguments given) {
        OptionalLong id = PublicIds.conflict(given.needed("conflict"));
        return desk.conflicts().stream()
                .filter(each -> id.isPresent() && each.id() == id.getAsLong())
                .findFirst()
                .orElseThrow(() -> new DecisionException(
                        "No such conflict waits for an answer: client_conflicts tells those that do."));
    }

    @Override
    public Plan plan(Arguments given) {
        return plan(given, find(given));
    }

    private static Plan plan(Arguments given, ContactDesk.Conflict conflict) {
        boolean harvest = given.text("side").equals("harvest");
        return new Plan(
                PublicIds.conflict(conflict.id()),
                "Let " + (harvest ? "Harvest" : "Xero") + " count for " + conflict.field() + " of " + conflict.client(),
                List.of(
                        "Of the client " + conflict.client() + ", " + conflict.field() + " becomes in "
                                + (harvest ? "Xero:" : "Harvest:"),
                        "- " + (harvest ? conflict.xero() : conflict.harvest()),
                        "+ " + (harvest ? conflict.harvest() : conflict.xero()),
                        "The next cycle carries it out, and it is kept."),
                conflict.id() + "/" + conflict.asked());
    }

    @Override
    public String carryOut(Arguments given, Plan plan, By by) {
        ContactDesk.Conflict conflict = find(given);
        plan.mustBe(plan(given, conflict));
        desk.answer(conflict.id(), given.text("side"), by.who());
        return "Answered; the next cycle carries it out.";
    }
}
