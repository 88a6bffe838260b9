package org.harvestxero.mcp.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.MappingDesk;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.Counted;
import org.harvestxero.console.user.Right;
import org.harvestxero.mcp.tool.Arguments;
import org.harvestxero.mcp.tool.Changed;
import org.harvestxero.mcp.tool.Shape;

/** Another rule of the mappings, so that failed copies go on. */
record MappingKind(MappingDesk desk) implements Kind {
    @Override
    public Card card() {
        return new Card(
                "change_mapping",
                "Propose to change a mapping",
                "Proposes that a rule of mappings.yaml names another account, tax, tracking option or the like for a failed copy, out of"
                        + " Xero's own lists; mapping_choices tells what there is to choose. A person sees it as a difference, and what it frees.",
                Right.MEND,
                Shape.object()
                        .with("failed", Shape.wanted("The failed copy, such as F7."))
                        .with("fix", Shape.count("Which of its choices, as mapping_choices numbers them."))
                        .with("value", Shape.wanted("One of the values offered."))
                        .maybe(
                                "change",
                                Shape.flag(
                                        "Whether the rule that decides now gets the value; else a new rule is added."))
                        .maybe(
                                "conditions",
                                Shape.list(
                                        "What a new rule asks; none for one that always fits.",
                                        Shape.wanted("A key, such as client."))));
    }

    private static MappingDesk.Choice choice(Arguments given, String why) {
        OptionalLong failed = PublicIds.failedCopy(given.needed("failed"));
        if (failed.isEmpty()) {
            throw new DecisionException("failed is the id of a failed copy, such as F7.");
        }
        return new MappingDesk.Choice(
                failed.getAsLong(),
                given.number("fix").orElse(0),
                given.needed("value"),
                given.flag("change"),
                Set.copyOf(given.texts("conditions")),
                why);
    }

    @Override
    public Plan plan(Arguments given) {
        MappingDesk.Choice choice = choice(given, given.text(ProposalDesk.REASON));
        MappingDesk.Proposal proposal = desk.propose(choice, "assistant");
        List<String> effect = new ArrayList<>();
        effect.add("Changes mappings.yaml:");
        effect.addAll(Changed.lines(proposal.before(), proposal.after()));
        effect.add("Frees " + proposal.frees().documents() + " of "
                + Counted.of(proposal.frees().all(), "document that fails", "documents that fail") + " for this cause"
                + (proposal.frees().lookedAt() < proposal.frees().all() ? ", at least" : "")
                + "; they are tried again with the next cycle.");
        if (proposal.problem() != null) {
            effect.add("The document would still fail: " + proposal.problem());
        }
        return new Plan(
                PublicIds.failedCopy(choice.failedCopy()),
                "Change a mapping for " + PublicIds.failedCopy(choice.failedCopy()),
                effect,
                proposal.basis());
    }

    @Override
    public String carryOut(Arguments given, Plan plan, By by) {
        return desk.write(choice(given, given.text(ProposalDesk.REASON)), plan.basis(), by.who())
                .map(written -> written.what() + " " + Counted.of(written.retried(), "document is", "documents are")
                        + " tried again with the next cycle.")
                .orElseThrow(() -> new DecisionException("mappings.yaml was changed at this very moment."));
    }
}
