package org.harvestxero.api;

import java.util.List;

/** Knows no conflict; what is answered is remembered and refused. */
public final class FakeContactDesk implements ContactDesk {
    private final List<String> asked;

    public FakeContactDesk(List<String> asked) {
        this.asked = asked;
    }

    @Override
    public List<Conflict> conflicts() {
        return List.of();
    }

    @Override
    public Conflict answer(long conflict, String side, String who) {
        asked.add("answer " + conflict + " " + side + " by " + who);
        throw new DecisionException("Not this one");
    }
}
