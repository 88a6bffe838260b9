package org.harvestxero.assistant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.harvestxero.api.ProposalShelf;
import org.harvestxero.api.Proposals;
import org.harvestxero.api.Proposals.State;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.assistant.AssistantProposalTable;
import org.jspecify.annotations.Nullable;

/** Keeps proposals in their table; what people decide about them stands in the audit, too. */
public final class DefaultProposalShelf implements ProposalShelf {
    private static final String LAPSED = "Nobody decided in time.";

    private final ConnectionStore store;

    public DefaultProposalShelf(ConnectionStore store) {
        this.store = store;
    }

    private AssistantProposalTable table() {
        return store.assistant().proposals();
    }

    @Override
    public Kept add(Proposals.Asked asked, Proposals.Shown shown, String arguments, Instant expires) {
        AtomicLong id = new AtomicLong();
        store.decide(() -> id.set(table().add(
                        new AssistantProposalTable.Asked(
                                asked.assistant(), asked.kind(), asked.subject(), asked.needs(), arguments),
                        new AssistantProposalTable.Shown(
                                shown.title(), String.join("\n", shown.effect()), shown.reason(), shown.sign()),
                        expires)));
        return find(id.get()).orElseThrow();
    }

    @Override
    public Optional<Kept> find(long id) {
        table().lapse(LAPSED);
        return table().find(id).map(DefaultProposalShelf::kept);
    }

    @Override
    public List<Kept> open(long after, int most) {
        table().lapse(LAPSED);
        return kept(table().open(after, most));
    }

    @Override
    public List<Kept> decided(long before, int most) {
        table().lapse(LAPSED);
        return kept(table().latest(before, most));
    }

    @Override
    public List<Kept> underWay(int most) {
        return kept(table().underWay(most));
    }

    @Override
    public List<Kept> openOf(String assistant, int most) {
        table().lapse(LAPSED);
        return kept(table().openOf(assistant, most));
    }

    @Override
    public List<Kept> decidedOf(String assistant, int most) {
        table().lapse(LAPSED);
        return kept(table().latestOf(assistant, most));
    }

    @Override
    public boolean move(long id, State from, State to, @Nullable String who, @Nullable String outcome) {
        return move(id, to, who, outcome, () -> table().move(id, from.text(), to.text(), who, outcome));
    }

    @Override
    public boolean settle(Proposals.Proposal seen, State to, @Nullable String who, @Nullable String outcome) {
        long id = seen.id();
        String from = seen.state().text();
        Instant decided = seen.decided().at();
        return move(
                id,
                to,
                who,
                outcome,
                () -> to == State.OPEN
                        ? table().reopen(id, from, decided)
                        : table().settle(id, from, decided, to.text(), who, outcome));
    }

    private boolean move(long id, State to, @Nullable String who, @Nullable String outcome, BooleanSupplier move) {
        AtomicBoolean moved = new AtomicBoolean();
        store.decide(() -> {
            moved.set(move.getAsBoolean());
            if (moved.get()) {
                store.audit()
                        .add(
                                who == null ? "process" : who,
                                null,
                                null,
                                "proposal-" + to.text(),
                                "P" + id + (outcome == null ? "" : ": " + outcome));
            }
        });
        return moved.get();
    }

    private static List<Kept> kept(List<AssistantProposalTable.Row> rows) {
        return rows.stream().map(DefaultProposalShelf::kept).toList();
    }

    private static Kept kept(AssistantProposalTable.Row row) {
        return new Kept(
                new Proposals.Proposal(
                        row.id(),
                        new Proposals.Asked(
                                row.asked().assistant(),
                                row.asked().kind(),
                                row.asked().subject(),
                                row.asked().needs()),
                        new Proposals.Shown(
                                row.shown().title(),
                                row.shown().effect().lines().toList(),
                                row.shown().reason(),
                                row.shown().sign()),
                        State.of(row.state()),
                        row.made(),
                        row.expires(),
                        new Proposals.Decided(
                                row.decided().by(),
                                row.decided().at(),
                                row.decided().outcome())),
                row.asked().arguments());
    }
}
