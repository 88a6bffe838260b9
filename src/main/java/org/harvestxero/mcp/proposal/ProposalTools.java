package org.harvestxero.mcp.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Proposals;
import org.harvestxero.console.user.Right;
import org.harvestxero.console.user.Role;
import org.harvestxero.mcp.tool.Arguments;
import org.harvestxero.mcp.tool.Caller;
import org.harvestxero.mcp.tool.Made;
import org.harvestxero.mcp.tool.Paged;
import org.harvestxero.mcp.tool.Shape;
import org.harvestxero.mcp.tool.Sliced;
import org.harvestxero.mcp.tool.Told;
import org.harvestxero.mcp.tool.Tool;

/** The tools by which assistants propose, and see what became of it. */
public final class ProposalTools {
    private static final String ID = "proposal";

    private final ProposalDesk desk;
    private final String console;

    /** @param console where people find the console; empty where it is off, so that nobody could confirm */
    public ProposalTools(ProposalDesk desk, String console) {
        this.desk = desk;
        this.console = console;
    }

    public List<Tool> all() {
        List<Tool> tools = new ArrayList<>();
        desk.kinds().forEach(kind -> tools.add(propose(kind)));
        tools.add(mine());
        tools.add(withdraw());
        return List.copyOf(tools);
    }

    private Tool propose(Kind kind) {
        Kind.Card card = kind.card();
        return new Made(
                new Tool.Card(
                        "propose_" + card.name(),
                        card.title(),
                        card.says()
                                + " Nothing is done by this call: a person sees the exact effect in the console, and confirms or rejects it.",
                        card.needs(),
                        Tool.Effect.PROPOSES,
                        card.takes()
                                .with(
                                        ProposalDesk.REASON,
                                        Shape.wanted("Why, in your own words; the person reads it.")),
                        proposal()),
                (given, caller) -> {
                    if (console.isEmpty()) {
                        throw new DecisionException(
                                "Nobody could confirm it: the console is off here. Whoever runs harvest-xero sets console.enabled=true.");
                    }
                    return new Tool.Reply(
                            told(desk.propose(kind, given.all(), caller.name()), caller)
                                    .fields(),
                            1);
                });
    }

    private static Shape proposal() {
        return Shape.object()
                .with("id", Shape.words("Such as P5."))
                .with("state", Shape.words("open, under-way, done, refused, rejected or lapsed."))
                .maybe("title", Shape.quoted("What is proposed; it may name what people wrote."))
                .with("effect", Shape.list("What would be done, line by line.", Shape.quoted("A line.")))
                .with("confirmed_by", Shape.words("The roles of which a person may confirm it."))
                .with("console", Shape.words("Where a person sees it."))
                .with("expires", Shape.time("When it lapses."))
                .maybe("decided_by", Shape.quoted("Who decided."))
                .maybe("outcome", Shape.quoted("What came of it."));
    }

    private Told told(Proposals.Proposal proposal, Caller caller) {
        return new Told(caller.zone())
                .words("id", "P" + proposal.id())
                .words("state", proposal.state().text())
                .quoted("title", proposal.shown().title())
                .quotes("effect", proposal.shown().effect())
                .words(
                        "confirmed_by",
                        Role.wordsWith(Right.valueOf(proposal.asked().needs())))
                .words("console", console + "/proposals/" + proposal.id())
                .time("expires", proposal.expires())
                .quoted("decided_by", proposal.decided().by())
                .quoted("outcome", proposal.decided().outcome());
    }

    private Tool mine() {
        return new Made(
                new Tool.Card(
                        "proposals",
                        "What became of proposals",
                        "Tells this assistant's own proposals that wait, and those decided lately, the latest first; or one of them. Asks neither"
                                + " side.",
                        Right.SEE,
                        Tool.Effect.READS,
                        Paged.taking(Shape.object().maybe(ID, Shape.wanted("One of them, such as P5."))),
                        Paged.answering(Shape.object().with("proposals", Shape.list("The proposals.", proposal())))),
                (given, caller) -> {
                    List<Proposals.Proposal> own =
                            given.text(ID).isEmpty() ? desk.of(caller.name()) : List.of(one(given, caller));
                    return Sliced.of(
                            own,
                            given,
                            caller,
                            "proposals",
                            each -> told(each, caller).fields());
                });
    }

    private Proposals.Proposal one(Arguments given, Caller caller) {
        return desk.find(id(given))
                .filter(each -> each.asked().assistant().equals(caller.name()))
                .orElseThrow(() -> new DecisionException("This assistant has no proposal of that id."));
    }

    private static long id(Arguments given) {
        String text = given.needed(ID).toUpperCase(Locale.ROOT);
        if (!text.matches("P?\\d{1,18}")) {
            throw new DecisionException("A proposal's id looks like P5.");
        }
        return Long.parseLong(text.startsWith("P") ? text.substring(1) : text);
    }

    private Tool withdraw() {
        return new Made(
                new Tool.Card(
                        "withdraw_proposal",
                        "Take a proposal back",
                        "Takes back what this assistant has proposed and nobody has decided yet.",
                        Right.SEE,
                        Tool.Effect.PROPOSES,
                        Shape.object().with(ID, Shape.wanted("Such as P5.")),
                        proposal()),
                (given, caller) -> new Tool.Reply(
                        told(desk.withdraw(id(given), caller.name()), caller).fields(), 1));
    }
}
