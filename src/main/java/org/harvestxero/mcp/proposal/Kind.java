package org.harvestxero.mcp.proposal;

import org.harvestxero.console.user.Right;
import org.harvestxero.mcp.tool.Arguments;
import org.harvestxero.mcp.tool.Shape;

/** Something that can be proposed. Safe for several threads. */
interface Kind {
    /** What it is; another one at each call. */
    Card card();

    /**
     * What a kind is.
     *
     * @param name such as {@code approve_draft}
     * @param title for people, such as {@code Approve a draft}
     * @param says what it is for
     * @param needs what whoever proposes and whoever confirms it must be allowed to
     */
    record Card(String name, String title, String says, Right needs, Shape takes) {}

    /**
     * What it would do as things stand; changes nothing.
     *
     * @throws org.harvestxero.api.DecisionException when it can't be done, in words
     */
    Plan plan(Arguments given);

    /**
     * Does it, unless what it touches is not as the plan has it any more.
     *
     * @param plan made just now, and the one that was shown
     * @param by the person who confirmed it, for the audit
     * @return what came of it, in words
     * @throws org.harvestxero.api.DecisionException when it can't be done after all; nothing was changed then
     */
    String carryOut(Arguments given, Plan plan, By by);

    /** @param who the person @param assistant that proposed it */
    record By(String who, String assistant) {
        /** Beside what a person says, for whoever reads it later. */
        String note() {
            return "proposed by the assistant " + assistant;
        }

        /** The assistant's reason, with the note. @throws org.harvestxero.api.DecisionException where it gave none */
        String reason(Arguments given) {
            return given.needed(ProposalDesk.REASON) + " (" + note() + ")";
        }
    }
}
