package org.harvestxero.mcp.proposal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.ProposalShelf;
import org.harvestxero.api.Proposals.Look;
import org.harvestxero.api.Proposals.Proposal;
import org.harvestxero.api.Proposals.State;
import org.harvestxero.api.Proposals.Verdict;
import org.harvestxero.config.SettingsException;
import org.harvestxero.mcp.tool.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * Proposals that were confirmed, and of which nobody knows whether they were done. What they touch tells: as long as it is as it was shown,
 * nothing was done. Safe for several threads.
 */
final class Unsure {
    /** What another process confirmed may be being done for so long. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final ProposalShelf shelf;
    private final Clock clock;
    private final Set<Long> beingDone = ConcurrentHashMap.newKeySet();
    private final Set<Long> over = ConcurrentHashMap.newKeySet();

    Unsure(ProposalShelf shelf, Clock clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    /** This process tries to have it: until it begins, another one may be doing it. */
    void claims(long id) {
        over.remove(id);
    }

    /** This process does it. */
    void begins(long id) {
        beingDone.add(id);
    }

    /** This process does it no more, whatever came of it. */
    void ends(long id) {
        over.add(id);
        beingDone.remove(id);
    }

    /** @throws DecisionException while it may be being done */
    void check(Proposal proposal) {
        Instant at = proposal.decided().at();
        boolean elsewhere =
                !over.contains(proposal.id()) && at != null && clock.instant().isBefore(at.plus(LONGEST));
        if (beingDone.contains(proposal.id()) || elsewhere) {
            throw new DecisionException("Proposal P" + proposal.id() + " was confirmed by "
                    + proposal.decided().by() + " a moment ago and may still be being done: look again "
                    + LONGEST.toMinutes() + " minutes after that.");
        }
    }

    /** @param kind null where there is none of its name any more */
    static Look look(Proposal proposal, @Nullable Kind kind, Arguments given) {
        if (kind == null) {
            return new Look(false, "What it would do is not known to this version any more.");
        }
        try {
            return kind.plan(given).sign().equals(proposal.shown().sign())
                    ? new Look(true, "What it touches is as it was shown: nothing was done.")
                    : new Look(
                            false,
                            "What it touches is not as it was shown any more: it was done, or somebody has changed it since.");
        } catch (DecisionException | SettingsException e) {
            return new Look(false, e.getMessage() + " So it was done, or somebody has changed what it touches since.");
        }
    }

    /** Records what a person says. @param proposal as it was looked at @throws DecisionException when that can't be */
    void settle(Proposal proposal, Look look, Verdict verdict, String words, String who) {
        String said = words.isBlank() ? "" : " " + words.strip();
        boolean moved = switch (verdict) {
            case DONE -> move(proposal, done(look), who, "It was done, as " + who + " found." + said);
            case AGAIN -> move(proposal, again(proposal, look), who, null);
            case DROPPED ->
                move(
                        proposal,
                        State.REFUSED,
                        who,
                        (look.undone() ? "It was not done, and is left so." : "Left as it is. " + look.words()) + said);
        };
        if (!moved) {
            throw new DecisionException(
                    "Proposal P" + proposal.id() + " was settled by somebody else at this very moment.");
        }
    }

    private boolean move(Proposal proposal, State to, String who, @Nullable String outcome) {
        return shelf.settle(proposal, to, who, outcome);
    }

    private static State done(Look look) {
        if (look.undone()) {
            throw new DecisionException(look.words() + " Have it done now, or leave it.");
        }
        return State.DONE;
    }

    private State again(Proposal proposal, Look look) {
        if (!look.undone()) {
            throw new DecisionException(look.words() + " It is not done again: say that it was done, or leave it.");
        }
        if (!clock.instant().isBefore(proposal.expires())) {
            throw new DecisionException(
                    "Its time is over, so it is not done any more: leave it; the assistant can propose anew.");
        }
        return State.OPEN;
    }
}
