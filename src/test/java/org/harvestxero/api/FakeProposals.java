package org.harvestxero.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One proposal to approve a draft; whatever is decided about it is remembered. */
public final class FakeProposals implements Proposals {
    private final List<String> asked;

    public FakeProposals(List<String> asked) {
        this.asked = asked;
    }

    /** What assistants asked: nothing. */
    public static AssistantLog noCalls() {
        return new AssistantLog() {
            @Override
            public void note(Call call) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Row> latest(long before, int most) {
                return List.of();
            }
        };
    }

    private static Proposal proposal(State state, Decided decided) {
        return new Proposal(
                1,
                new Asked("Desk <helper>", "approve_draft", "D7", "DECIDE"),
                new Shown("Approve draft D7", List.of("D7 is approved."), "It is right.", "s-1"),
                state,
                FakeWork.NOON,
                FakeWork.NOON.plus(Duration.ofDays(1)),
                decided);
    }

    @Override
    public List<Proposal> open(long after, int most) {
        return List.of(proposal(State.OPEN, new Decided(null, null, null)));
    }

    @Override
    public List<Proposal> decided(long before, int most) {
        return List.of();
    }

    @Override
    public Optional<Proposal> find(long id) {
        return open(0, 1).stream().filter(each -> each.id() == id).findFirst();
    }

    @Override
    public Proposal confirm(long id, String sign, String who) {
        asked.add("confirm " + id + " as seen " + sign + " by " + who);
        return proposal(State.DONE, new Decided(who, FakeWork.NOON, "Approved."));
    }

    @Override
    public Proposal reject(long id, String reason, String who) {
        asked.add("reject " + id + " because " + reason + " by " + who);
        return proposal(State.REJECTED, new Decided(who, FakeWork.NOON, null));
    }

    @Override
    public List<Proposal> unsure(int most) {
        return List.of();
    }

    @Override
    public Look look(long id) {
        return new Look(true, "Nothing was done.");
    }

    @Override
    public Proposal settle(long id, Verdict verdict, String words, String who) {
        asked.add("settle " + id + " as " + verdict + " by " + who);
        return proposal(State.DONE, new Decided(who, FakeWork.NOON, words));
    }
}
