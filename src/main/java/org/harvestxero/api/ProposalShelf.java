package org.harvestxero.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps proposals. Safe for several threads and processes. */
public interface ProposalShelf {
    /** @param arguments what was asked for, as JSON */
    record Kept(Proposals.Proposal proposal, String arguments) {}

    /** @param arguments what was asked for, as JSON */
    Kept add(Proposals.Asked asked, Proposals.Shown shown, String arguments, Instant expires);

    Optional<Kept> find(long id);

    /** Those that wait, the oldest first; those whose time is over lapse before. */
    List<Kept> open(long after, int most);

    List<Kept> decided(long before, int most);

    /** Those under way, the oldest first. */
    List<Kept> underWay(int most);

    /** Those of an assistant that wait, the oldest first. */
    List<Kept> openOf(String assistant, int most);

    /** Those of an assistant that wait no more, the latest first. */
    List<Kept> decidedOf(String assistant, int most);

    /** Moves it from one state to another; on disk when this returns; false when it stands in another one by now. */
    boolean move(long id, Proposals.State from, Proposals.State to, @Nullable String who, @Nullable String outcome);

    /**
     * Moves one that was decided to another state, back to open as if nobody had; on disk when this returns.
     *
     * @param seen as it was looked at
     * @return false when it stands in another state by now, or in the same by a later decision
     */
    boolean settle(Proposals.Proposal seen, Proposals.State to, @Nullable String who, @Nullable String outcome);
}
