package org.harvestxero.mcp.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.FakeOverdueDesk;
import org.harvestxero.api.MappingDesk;
import org.harvestxero.api.MendDesk;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.ProposalShelf;
import org.harvestxero.api.Proposals;
import org.harvestxero.api.Proposals.Proposal;
import org.harvestxero.api.Proposals.State;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.WorkSearch;
import org.harvestxero.mcp.tool.ToolDesk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is proposed about clients and mails, and what becomes of it when things go wrong. */
class ProposalDeskTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private final List<String> asked = new ArrayList<>();
    private final FakeOverdueDesk overdue = new FakeOverdueDesk();
    private final Shelf shelf = new Shelf();
    private List<ContactDesk.Conflict> conflicts = List.of(conflict(NOON));
    private @Nullable RuntimeException failure;
    private Runnable meanwhile = () -> {};
    private Instant now = NOON;
    private final ProposalDesk desk = new ProposalDesk(
            new ToolDesk(
                    new ToolDesk.Work(none(CopyService.class), people(), null, mend()),
                    new ToolDesk.Sides(null, overdue, contacts(), null),
                    WorkSearch.NONE),
            shelf,
            Duration.ofHours(72),
            new TellingClock());

    private final class TellingClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static <T> T none(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    private static BillingDesk people() {
        return new BillingDesk(none(Reviews.class), null, null);
    }

    private static MendDesk mend() {
        return new MendDesk(none(MappingDesk.class), null);
    }

    private static ContactDesk.Conflict conflict(Instant asked) {
        return new ContactDesk.Conflict(3, "Acme", "email", "new@acme.example", "old@acme.example", null, asked);
    }

    private ContactDesk contacts() {
        return new ContactDesk() {
            @Override
            public List<Conflict> conflicts() {
                meanwhile();
                return conflicts;
            }

            @Override
            public Conflict answer(long conflict, String side, String who) {
                asked.add("answer " + conflict + " " + side + " by " + who);
                meanwhile();
                if (failure != null) {
                    throw failure;
                }
                return conflicts.get(0);
            }
        };
    }

    private void meanwhile() {
        Runnable once = meanwhile;
        meanwhile = () -> {};
        once.run();
    }

    private Proposal propose(String kind, Map<String, Object> arguments) {
        return desk.propose(
                desk.kinds().stream()
                        .filter(each -> each.card().name().equals(kind))
                        .findFirst()
                        .orElseThrow(),
                arguments,
                "Helper");
    }

    private Proposal conflictAnswered() {
        return propose("answer_conflict", Map.of("conflict", "C3", "side", "harvest", "reason", "It is newer."));
    }

    @Test
    void aConflictIsAnsweredAsItWasShown() {
        Proposal proposal = conflictAnswered();

        assertThat(proposal.shown().effect())
                .containsExactly(
                        "Of the client Acme, email becomes in Xero:",
                        "- old@acme.example",
                        "+ new@acme.example",
                        "The next cycle carries it out, and it is kept.");
        assertThat(proposal.asked().needs()).isEqualTo("MEND");
        assertThat(desk.confirm(proposal.id(), proposal.shown().sign(), "Bob").state())
                .isEqualTo(State.DONE);
        assertThat(asked).containsExactly("answer 3 harvest by Bob");
    }

    @Test
    void aConflictThatWasAskedAnewIsNotAnswered() {
        Proposal proposal = conflictAnswered();
        conflicts = List.of(conflict(NOON.plusSeconds(60)));

        assertThatThrownBy(() -> desk.confirm(proposal.id(), proposal.shown().sign(), "Bob"))
                .isInstanceOf(DecisionException.class)
                .hasMessage(
                        "Proposal P1: What it touches has changed since it was proposed, so nothing was done. It would read the"
                                + " same, but it is not what was looked at. The assistant can propose anew, as things stand now.");
        assertThat(asked).isEmpty();
        assertThat(desk.find(proposal.id())).map(Proposal::state).hasValue(State.REFUSED);
    }

    @Test
    void aConflictWhoseValueChangedAtThatMomentIsNotAnsweredEither() {
        Proposal proposal = conflictAnswered();
        meanwhile = () -> meanwhile = () -> conflicts = List.of(new ContactDesk.Conflict(
                3, "Acme", "email", "newer@acme.example", "old@acme.example", null, NOON.plusSeconds(60)));

        assertThatThrownBy(() -> desk.confirm(proposal.id(), proposal.shown().sign(), "Bob"))
                .isInstanceOf(DecisionException.class)
                .hasMessage(
                        "Proposal P1: It could not be done, so nothing was: what it touches was changed at this very moment. Shown"
                                + " was: \"+ new@acme.example\". It would be now: \"+ newer@acme.example\".");
        assertThat(asked).isEmpty();
        assertThat(desk.find(proposal.id())).map(Proposal::state).hasValue(State.REFUSED);
    }

    @Test
    void aReminderIsDueAgain() {
        overdue.mails = List.of(unclear(NOON));

        Proposal proposal = propose("send_reminder", Map.of("mail", 7, "reason", "They ask for it."));

        assertThat(proposal.shown().effect())
                .contains("  to: ap@acme.example", "It may have been sent already: then the client gets it twice.");
        desk.confirm(proposal.id(), proposal.shown().sign(), "Bob");
        assertThat(overdue.asked).anyMatch(each -> each.contains("7") && each.contains("by Bob"));
    }

    private static OverdueDesk.Mail unclear(Instant settled) {
        return new OverdueDesk.Mail(
                7,
                "client",
                LocalDate.of(2026, 11, 1),
                "unclear",
                "ap@acme.example",
                "INV-1 is overdue",
                "INV-1",
                null,
                settled);
    }

    @Test
    void aReminderThatWasSentAgainMeanwhileIsNotSentOnceMore() {
        overdue.mails = List.of(unclear(NOON));
        Proposal proposal = propose("send_reminder", Map.of("mail", 7, "reason", "They ask for it."));
        overdue.mails = List.of(unclear(NOON.plusSeconds(60)));

        assertThatThrownBy(() -> desk.confirm(proposal.id(), proposal.shown().sign(), "Bob"))
                .hasMessageContaining("has changed since it was proposed, so nothing was done");
        assertThat(overdue.asked).noneMatch(each -> each.startsWith("retry"));
    }

    @Test
    void whatIsRefusedAfterAllIsToldAndNotTriedAgain() {
        Proposal proposal = conflictAnswered();
        failure = new DecisionException("It was answered already.");

        assertThatThrownBy(() -> desk.confirm(proposal.id(), proposal.shown().sign(), "Bob"))
                .hasMessage("Proposal P1: It could not be done, so nothing was: It was answered already.");
        assertThatThrownBy(() -> desk.confirm(proposal.id(), proposal.shown().sign(), "Bob"))
                .hasMessageContaining("waits no more: it was confirmed by Bob and could not be done");
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatFailsInTheMiddleIsNotTakenForDoneNorDoneAgain() {
        Proposal proposal = conflictAnswered();
        failure = new IllegalStateException("the database went away");

        assertThatThrownBy(() -> desk.confirm(proposal.id(), proposal.shown().sign(), "Bob"))
                .isInstanceOf(DecisionException.class)
                .hasMessageContaining("Look at C3, and say on the proposal's page what became of it.")
                .hasMessageNotContaining("database");
        assertThat(desk.find(proposal.id())).map(Proposal::state).hasValue(State.UNDER_WAY);
        assertThatThrownBy(() -> desk.confirm(proposal.id(), proposal.shown().sign(), "Ann"))
                .hasMessageContaining("it was confirmed by Bob and is being done");
        assertThat(asked).hasSize(1);
    }

    private Proposal cutOff() {
        Proposal proposal = conflictAnswered();
        failure = new IllegalStateException("the database went away");
        assertThatThrownBy(() -> desk.confirm(proposal.id(), proposal.shown().sign(), "Bob"))
                .isInstanceOf(DecisionException.class);
        failure = null;
        asked.clear();
        return proposal;
    }

    @Test
    void whatWasCutOffBeforeItWasDoneIsDoneOnceWhenAPersonSaysSo() {
        Proposal proposal = cutOff();

        assertThat(desk.unsure(10)).extracting(Proposal::id).containsExactly(1L);
        assertThat(desk.look(1))
                .isEqualTo(new Proposals.Look(true, "What it touches is as it was shown: nothing was done."));
        assertThatThrownBy(() -> desk.settle(1, Proposals.Verdict.DONE, "", "Ann"))
                .hasMessage("What it touches is as it was shown: nothing was done. Have it done now, or leave it.");
        assertThat(desk.settle(1, Proposals.Verdict.AGAIN, "", "Ann").state()).isEqualTo(State.DONE);
        assertThat(asked).containsExactly("answer 3 harvest by Ann");
        assertThatThrownBy(() -> desk.settle(1, Proposals.Verdict.AGAIN, "", "Bob"))
                .hasMessageContaining("it was confirmed by Ann and done. Nothing was done twice.");
        assertThat(asked).hasSize(1);
        assertThat(desk.unsure(10)).isEmpty();
        assertThat(proposal.id()).isEqualTo(1);
    }

    @Test
    void whatWasDoneBeforeItWasCutOffIsNotDoneAgain() {
        cutOff();
        conflicts = List.of();

        assertThat(desk.look(1).undone()).isFalse();
        assertThat(desk.look(1).words())
                .isEqualTo(
                        "No such conflict waits for an answer: client_conflicts tells those that do. So it was done, or somebody has changed what it touches since.");
        assertThatThrownBy(() -> desk.settle(1, Proposals.Verdict.AGAIN, "", "Ann"))
                .hasMessageEndingWith("It is not done again: say that it was done, or leave it.");
        Proposal settled = desk.settle(1, Proposals.Verdict.DONE, "Harvest has it.", "Ann");
        assertThat(settled.state()).isEqualTo(State.DONE);
        assertThat(settled.decided().outcome()).isEqualTo("It was done, as Ann found. Harvest has it.");
        assertThat(asked).isEmpty();
    }

    @Test
    void whatWasCutOffMayBeLeft() {
        cutOff();

        Proposal settled = desk.settle(1, Proposals.Verdict.DROPPED, "", "Ann");

        assertThat(settled.state()).isEqualTo(State.REFUSED);
        assertThat(settled.decided().outcome()).isEqualTo("It was not done, and is left so.");
        assertThat(asked).isEmpty();
    }

    @Test
    void whatAnotherProcessMayBeDoingIsLeftToItForAWhile() {
        Proposal proposal = conflictAnswered();
        shelf.move(1, State.OPEN, State.UNDER_WAY, "Bob", null);

        assertThatThrownBy(() -> desk.settle(1, Proposals.Verdict.AGAIN, "", "Ann"))
                .hasMessage(
                        "Proposal P1 was confirmed by Bob a moment ago and may still be being done: look again 5 minutes after that.");
        now = NOON.plusSeconds(301);
        assertThat(desk.settle(1, Proposals.Verdict.AGAIN, "", "Ann").state()).isEqualTo(State.DONE);
        assertThat(proposal.id()).isEqualTo(1);
    }

    @Test
    void whoseTimeIsOverIsNotDoneAgain() {
        cutOff();
        now = NOON.plus(Duration.ofHours(72));

        assertThatThrownBy(() -> desk.settle(1, Proposals.Verdict.AGAIN, "", "Ann"))
                .hasMessageStartingWith("Its time is over, so it is not done any more");
        assertThat(desk.find(1)).map(Proposal::state).hasValue(State.UNDER_WAY);
    }

    /** Somebody else has it done, and is cut off again, while it is looked at. */
    private void anotherOneHasItDone() {
        now = now.plusSeconds(1);
        failure = new IllegalStateException("the database went away");
        assertThatThrownBy(() -> desk.settle(1, Proposals.Verdict.AGAIN, "", "Bob"))
                .hasMessageContaining("something went wrong while it was done");
        failure = null;
    }

    @Test
    void ofTwoWhoHaveItDoneNowOnlyOneDoes() {
        cutOff();
        meanwhile = this::anotherOneHasItDone;

        assertThatThrownBy(() -> desk.settle(1, Proposals.Verdict.AGAIN, "", "Ann"))
                .hasMessage("Proposal P1 was settled by somebody else at this very moment.");
        assertThat(asked).containsExactly("answer 3 harvest by Bob");
    }

    @Test
    void whatSomebodyElseHasDoneAtThatMomentIsNotLeft() {
        cutOff();
        meanwhile = this::anotherOneHasItDone;

        assertThatThrownBy(() -> desk.settle(1, Proposals.Verdict.DROPPED, "", "Ann"))
                .hasMessage("Proposal P1 was settled by somebody else at this very moment.");
        assertThat(desk.find(1)).map(Proposal::state).hasValue(State.UNDER_WAY);
    }

    @Test
    void whatWasSettledWhileItWasDoneStaysSoAndWhatCameOfItIsTold() {
        Proposal proposal = conflictAnswered();
        meanwhile = () -> meanwhile = () ->
                shelf.settle(desk.find(1).orElseThrow(), State.REFUSED, "Ann", "It was not done, and is left so.");

        assertThatThrownBy(() -> desk.confirm(1, proposal.shown().sign(), "Bob"))
                .isInstanceOf(DecisionException.class)
                .hasMessageStartingWith(
                        "Proposal P1 was settled by somebody else while it was carried out. What came of it: ");
        assertThat(desk.find(1).orElseThrow().decided().by()).isEqualTo("Ann");
        assertThat(asked).hasSize(1);
    }

    /** Proposals in memory. */
    private final class Shelf implements ProposalShelf {
        private final Map<Long, Kept> kept = new TreeMap<>();

        @Override
        public Kept add(Proposals.Asked asked, Proposals.Shown shown, String arguments, Instant expires) {
            long id = kept.size() + 1L;
            kept.put(
                    id,
                    new Kept(
                            new Proposal(
                                    id,
                                    asked,
                                    shown,
                                    State.OPEN,
                                    NOON,
                                    expires,
                                    new Proposals.Decided(null, null, null)),
                            arguments));
            return kept.get(id);
        }

        @Override
        public Optional<Kept> find(long id) {
            return Optional.ofNullable(kept.get(id));
        }

        @Override
        public List<Kept> open(long after, int most) {
            return kept.values().stream()
                    .filter(each -> each.proposal().state() == State.OPEN)
                    .toList();
        }

        @Override
        public List<Kept> decided(long before, int most) {
            return List.of();
        }

        @Override
        public List<Kept> underWay(int most) {
            return kept.values().stream()
                    .filter(each -> each.proposal().state() == State.UNDER_WAY)
                    .toList();
        }

        @Override
        public List<Kept> openOf(String assistant, int most) {
            return open(0, most);
        }

        @Override
        public List<Kept> decidedOf(String assistant, int most) {
            return List.of();
        }

        @Override
        public boolean move(long id, State from, State to, @Nullable String who, @Nullable String outcome) {
            Proposal before = kept.get(id).proposal();
            if (before.state() != from) {
                return false;
            }
            kept.put(
                    id,
                    new Kept(
                            new Proposal(
                                    id,
                                    before.asked(),
                                    before.shown(),
                                    to,
                                    before.made(),
                                    before.expires(),
                                    new Proposals.Decided(who, now, outcome)),
                            kept.get(id).arguments()));
            return true;
        }

        @Override
        public boolean settle(Proposal seen, State to, @Nullable String who, @Nullable String outcome) {
            return kept.get(seen.id()).proposal().decided().equals(seen.decided())
                    && move(seen.id(), seen.state(), to, who, outcome);
        }
    }
}
