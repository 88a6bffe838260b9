package org.harvestxero.mcp.proposal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.ProposalShelf;
import org.harvestxero.api.ProposalShelf.Kept;
import org.harvestxero.api.Proposals;
import org.harvestxero.config.SettingsException;
import org.harvestxero.mcp.tool.Arguments;
import org.harvestxero.mcp.tool.ToolDesk;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes proposals of assistants, and does what people confirm: what was shown, once, or nothing. */
public final class ProposalDesk implements Proposals {
    static final String REASON = "reason";
    private static final Logger LOG = LoggerFactory.getLogger(ProposalDesk.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_OPEN = 20;
    private static final int MOST_SEEN = 1_000;

    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final Unsure unsure;
    private final ProposalShelf shelf;
    private final Duration good;
    private final Clock clock;

    /** @param good how long a proposal waits for a person */
    public ProposalDesk(ToolDesk desk, ProposalShelf shelf, Duration good, Clock clock) {
        this.shelf = shelf;
        this.good = good;
        this.clock = clock;
        for (Kind kind : Kinds.of(desk)) {
            kinds.put(kind.card().name(), kind);
        }
        this.unsure = new Unsure(shelf, clock);
    }

    List<Kind> kinds() {
        return List.copyOf(kinds.values());
    }

    /**
     * Notes down what an assistant asks for; one that waits already is given again.
     *
     * @throws DecisionException when it can't be done, or too much of the assistant's waits, in words
     */
    Proposal propose(Kind kind, Map<String, Object> arguments, String assistant) {
        Kind.Card card = kind.card();
        Arguments given = new Arguments(arguments);
        Plan plan = kind.plan(given);
        List<Kept> waiting = shelf.openOf(assistant, MOST_SEEN);
        Optional<Kept> same = waiting.stream()
                .filter(each -> each.proposal().asked().kind().equals(card.name())
                        && each.proposal().shown().sign().equals(plan.sign()))
                .findFirst();
        if (same.isPresent()) {
            return same.get().proposal();
        }
        if (waiting.size() >= MOST_OPEN) {
            throw new DecisionException(
                    MOST_OPEN
                            + " proposals of this assistant wait already: ask people to decide about those in the console first.");
        }
        return shelf.add(
                        new Asked(
                                assistant,
                                card.name(),
                                plan.subject(),
                                card.needs().name()),
                        new Shown(plan.title(), plan.effect(), given.text(REASON), plan.sign()),
                        text(arguments),
                        clock.instant().plus(good))
                .proposal();
    }

    @Override
    public List<Proposal> open(long after, int most) {
        return shelf.open(after, most).stream().map(Kept::proposal).toList();
    }

    @Override
    public List<Proposal> decided(long before, int most) {
        return shelf.decided(before, most).stream().map(Kept::proposal).toList();
    }

    @Override
    public Optional<Proposal> find(long id) {
        return shelf.find(id).map(Kept::proposal);
    }

    @Override
    public Proposal confirm(long id, String sign, String who) {
        Kept kept = waiting(id);
        Proposal proposal = kept.proposal();
        if (!proposal.shown().sign().equals(sign)) {
            throw new DecisionException(
                    "Proposal P" + id + " is not the one you saw: load the page anew. Nothing was done.");
        }
        Kind kind = kind(proposal);
        Arguments given = new Arguments(read(kept.arguments()));
        Plan plan = unchanged(proposal, kind, given, who);
        unsure.claims(id);
        if (!shelf.move(id, State.OPEN, State.UNDER_WAY, who, null)) {
            throw decided(id);
        }
        unsure.begins(id);
        try {
            return carriedOut(found(id).proposal(), kind, given, plan, who);
        } finally {
            unsure.ends(id);
        }
    }

    private Kind kind(Proposal proposal) {
        return Optional.ofNullable(kinds.get(proposal.asked().kind()))
                .orElseThrow(() -> new DecisionException("Proposal P" + proposal.id()
                        + " is of a kind that is not known any more: reject it. Nothing was done."));
    }

    @Override
    public List<Proposal> unsure(int most) {
        return shelf.underWay(most).stream().map(Kept::proposal).toList();
    }

    @Override
    public Look look(long id) {
        return look(found(id));
    }

    private Look look(Kept kept) {
        if (kept.proposal().state() != State.UNDER_WAY) {
            throw decided(kept.proposal().id());
        }
        unsure.check(kept.proposal());
        Kind kind = kinds.get(kept.proposal().asked().kind());
        return Unsure.look(kept.proposal(), kind, new Arguments(read(kept.arguments())));
    }

    @Override
    public Proposal settle(long id, Verdict verdict, String words, String who) {
        Kept kept = found(id);
        Proposal proposal = kept.proposal();
        unsure.settle(proposal, look(kept), verdict, words, who);
        return verdict == Verdict.AGAIN ? confirm(id, proposal.shown().sign(), who) : find(id).orElseThrow();
    }

    /** Those of an assistant, the latest first. */
    List<Proposal> of(String assistant) {
        return Stream.concat(
                        shelf.openOf(assistant, MOST_SEEN).stream(), shelf.decidedOf(assistant, MOST_SEEN).stream())
                .map(Kept::proposal)
                .sorted(Comparator.comparingLong(Proposal::id).reversed())
                .toList();
    }

    /** The plan as things stand; where it is another one, the proposal is refused for good. */
    private Plan unchanged(Proposal proposal, Kind kind, Arguments given, String who) {
        String words;
        try {
            Plan plan = kind.plan(given);
            if (plan.sign().equals(proposal.shown().sign())) {
                return plan;
            }
            words = "What it touches has changed since it was proposed, so nothing was done. "
                    + plan.insteadOf(proposal.shown().effect());
        } catch (DecisionException | SettingsException e) {
            words = "It can't be done any more, so nothing was: " + e.getMessage();
        }
        shelf.move(proposal.id(), State.OPEN, State.REFUSED, who, words);
        throw new DecisionException(
                "Proposal P" + proposal.id() + ": " + words + " The assistant can propose anew, as things stand now.");
    }

    /** @param proposal as it is under way */
    private Proposal carriedOut(Proposal proposal, Kind kind, Arguments given, Plan plan, String who) {
        long id = proposal.id();
        String outcome;
        boolean noted;
        try {
            outcome =
                    kind.carryOut(given, plan, new Kind.By(who, proposal.asked().assistant()));
            noted = shelf.settle(proposal, State.DONE, who, outcome);
        } catch (DecisionException | SettingsException e) {
            String words = "It could not be done, so nothing was: " + e.getMessage();
            throw shelf.settle(proposal, State.REFUSED, who, words)
                    ? new DecisionException("Proposal P" + id + ": " + words)
                    : settledMeanwhile(id, words);
        } catch (RuntimeException e) {
            LOG.error("Proposal P{} was confirmed, and whether it was done is not known", id, e);
            throw new DecisionException("Proposal P" + id
                    + ": something went wrong while it was done, and the log says what. Look at "
                    + proposal.asked().subject() + ", and say on the proposal's page what became of it.");
        }
        if (!noted) {
            throw settledMeanwhile(id, outcome);
        }
        return find(id).orElseThrow();
    }

    /** Somebody settled it while it was carried out: what that person said stays, and what came of it is told. */
    private static DecisionException settledMeanwhile(long id, String words) {
        LOG.error("Proposal P{} was settled by somebody else while it was carried out; what came of it: {}", id, words);
        return new DecisionException("Proposal P" + id
                + " was settled by somebody else while it was carried out. What came of it: " + words);
    }

    @Override
    public Proposal reject(long id, String reason, String who) {
        waiting(id);
        if (!shelf.move(id, State.OPEN, State.REJECTED, who, reason)) {
            throw decided(id);
        }
        return find(id).orElseThrow();
    }

    /** Takes back what an assistant has proposed. */
    Proposal withdraw(long id, String assistant) {
        Proposal proposal = waiting(id).proposal();
        if (!proposal.asked().assistant().equals(assistant)) {
            throw new DecisionException("Proposal P" + id + " is another assistant's.");
        }
        return reject(id, "Withdrawn by the assistant.", assistant);
    }

    private Kept found(long id) {
        return shelf.find(id).orElseThrow(() -> new DecisionException("There is no proposal P" + id + "."));
    }

    private Kept waiting(long id) {
        Kept kept = found(id);
        if (kept.proposal().state() != State.OPEN) {
            throw decided(id);
        }
        return kept;
    }

    /** It waits no more, whoever was faster. */
    private DecisionException decided(long id) {
        return new DecisionException("Proposal P" + id + " waits no more: "
                + find(id).map(ProposalDesk::inWords).orElse("it is gone") + ". Nothing was done twice.");
    }

    /** What became of it, as the end of a sentence. */
    static String inWords(Proposal proposal) {
        String by = by(proposal.decided().by());
        return switch (proposal.state()) {
            case OPEN -> "it waits for a person";
            case UNDER_WAY -> "it was confirmed" + by + " and is being done";
            case DONE -> "it was confirmed" + by + " and done";
            case REFUSED -> "it was confirmed" + by + " and could not be done";
            case REJECTED -> "it was rejected" + by;
            case LAPSED -> "nobody decided in time";
        };
    }

    private static String by(@Nullable String who) {
        return who == null ? "" : " by " + who;
    }

    private static String text(Map<String, Object> arguments) {
        try {
            return JSON.writeValueAsString(arguments);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> read(String arguments) {
        try {
            return JSON.readValue(arguments, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
