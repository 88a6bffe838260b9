package org.harvestxero.console.page.assistants;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harvestxero.api.AssistantLog;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Proposals;
import org.harvestxero.api.Proposals.Proposal;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.PageTable;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.user.Right;
import org.harvestxero.console.user.Role;
import org.jspecify.annotations.Nullable;

/** What assistants propose: the exact effect, and a person's yes or no. Below it what they asked. */
public final class ProposalPages {
    static final String PATH = "/proposals";
    private static final int PAGE = 50;

    private final Proposals proposals;
    private final AssistantLog log;

    private ProposalPages(Desk.Assistants assistants) {
        this.proposals = assistants.proposals();
        this.log = assistants.log();
    }

    /** Adds the pages to the table, where assistants are let in. */
    public static void addTo(PageTable table, Desk desk) {
        Optional<Desk.Assistants> assistants = desk.assistants();
        if (assistants.isEmpty()) {
            return;
        }
        ProposalPages pages = new ProposalPages(assistants.get());
        table.name(PATH, "Proposals");
        table.get(PATH, Right.SEE, pages::list);
        table.get("/proposals/calls", Right.SEE, pages::calls);
        table.get("/proposals/:id", Right.SEE, pages::show);
        table.post("/proposals/:id/confirm", Right.SEE, pages::confirm);
        table.post("/proposals/:id/reject", Right.SEE, pages::reject);
        table.post("/proposals/:id/settle", Right.SEE, pages::settle);
    }

    /** @param unsure of which nobody knows whether they were done @param more address of the next page of those decided; empty on the last */
    public record View(List<Row> open, List<Row> unsure, List<Row> decided, String more) {}

    /** @param state in a word; empty while it waits @param when made, or decided */
    public record Row(String id, String title, String assistant, String when, String state, String outcome) {}

    Answer list(Asked asked) {
        long before = asked.addressed("before").orElse(Long.MAX_VALUE);
        List<Proposal> decided = proposals.decided(before, PAGE + 1);
        return Answer.shown(
                "proposals",
                "Proposals",
                new View(
                        proposals.open(0, PAGE).stream()
                                .map(each -> row(each, asked.format()))
                                .toList(),
                        proposals.unsure(PAGE).stream()
                                .map(each -> row(each, asked.format()))
                                .toList(),
                        decided.stream()
                                .limit(PAGE)
                                .filter(each -> each.state() != Proposals.State.UNDER_WAY)
                                .map(each -> row(each, asked.format()))
                                .toList(),
                        decided.size() > PAGE
                                ? PATH + "?before=" + decided.get(PAGE - 1).id()
                                : ""));
    }

    private static Row row(Proposal proposal, ReaderFormat format) {
        Proposals.Decided decided = proposal.decided();
        return new Row(
                "P" + proposal.id(),
                proposal.shown().title(),
                proposal.asked().assistant(),
                format.time(decided.at() == null ? proposal.made() : decided.at()),
                proposal.state() == Proposals.State.OPEN ? "" : state(proposal),
                decided.outcome() == null ? "" : decided.outcome());
    }

    private static String state(Proposal proposal) {
        String by = proposal.decided().by() == null
                ? ""
                : " by " + proposal.decided().by();
        return switch (proposal.state()) {
            case OPEN -> "waits";
            case UNDER_WAY -> "confirmed" + by + "; whether it was done is not known yet";
            case DONE -> "done, confirmed" + by;
            case REFUSED -> "not done, though confirmed" + by;
            case REJECTED -> "rejected" + by;
            case LAPSED -> "lapsed";
        };
    }

    /**
     * One proposal.
     *
     * @param facts state and times, in words
     */
    public record One(Row row, List<Line> effect, String reason, Facts facts, String sign, Choice choice) {}

    /**
     * What the reader can do.
     *
     * @param what {@code decide}, {@code again} where it was not done, {@code done} where it may have been, or {@code nothing}
     * @param words how it stands, or why the reader can do nothing; may be empty
     */
    public record Choice(String what, String words) {
        private static Choice nothing(String words) {
            return new Choice("nothing", words);
        }
    }

    /** @param kind {@code same}, {@code removed} or {@code added} */
    public record Line(String kind, String text) {}

    /** @param expires empty once it waits no more */
    public record Facts(String made, String expires, String roles, boolean open) {}

    Answer show(Asked asked) {
        Optional<Proposal> found = find(asked);
        if (found.isEmpty()) {
            return Answer.missing("There is no such proposal: the list shows those there are.");
        }
        Proposal proposal = found.get();
        boolean open = proposal.state() == Proposals.State.OPEN;
        return Answer.shown(
                "proposal",
                "Proposal P" + proposal.id(),
                new One(
                        row(proposal, asked.format()),
                        proposal.shown().effect().stream()
                                .map(ProposalPages::line)
                                .toList(),
                        proposal.shown().reason(),
                        new Facts(
                                asked.format().time(proposal.made()),
                                open ? asked.format().time(proposal.expires()) : "",
                                roles(proposal),
                                open),
                        proposal.shown().sign(),
                        choice(proposal, asked)));
    }

    private Choice choice(Proposal proposal, Asked asked) {
        boolean open = proposal.state() == Proposals.State.OPEN;
        if (!open && proposal.state() != Proposals.State.UNDER_WAY) {
            return Choice.nothing("");
        }
        String obstacle = obstacle(proposal, asked);
        if (!obstacle.isEmpty()) {
            return Choice.nothing(obstacle);
        }
        try {
            if (open) {
                return new Choice("decide", "");
            }
            Proposals.Look look = proposals.look(proposal.id());
            return new Choice(look.undone() ? "again" : "done", look.words());
        } catch (DecisionException e) {
            return Choice.nothing(words(e.getMessage()));
        }
    }

    private static Line line(String text) {
        return new Line(text.startsWith("- ") ? "removed" : text.startsWith("+ ") ? "added" : "same", text);
    }

    private Optional<Proposal> find(Asked asked) {
        return asked.value("id")
                .filter(id -> id.matches("P?\\d{1,18}"))
                .flatMap(id -> proposals.find(Long.parseLong(id.startsWith("P") ? id.substring(1) : id)));
    }

    private static String roles(Proposal proposal) {
        return Role.wordsWith(Right.valueOf(proposal.asked().needs()));
    }

    private static String obstacle(Proposal proposal, Asked asked) {
        return asked.may(Right.valueOf(proposal.asked().needs()))
                ? ""
                : "You are signed in as " + asked.who() + " (" + asked.user().roleWords() + "); it takes "
                        + roles(proposal) + " to decide about this.";
    }

    private Proposal decidable(Asked asked) {
        Proposal proposal =
                find(asked).orElseThrow(() -> new DecisionException("There is no such proposal. Nothing was done."));
        String obstacle = obstacle(proposal, asked);
        if (!obstacle.isEmpty()) {
            throw new DecisionException(obstacle);
        }
        return proposal;
    }

    Answer confirm(Asked asked) {
        Proposal proposal = decidable(asked);
        Proposal done = proposals.confirm(proposal.id(), asked.field("sign").orElse(""), asked.who());
        asked.session()
                .tell(new Session.Notice(
                        true,
                        "P" + done.id() + " is done. " + words(done.decided().outcome())));
        return new Answer.Elsewhere(PATH + "/P" + done.id());
    }

    Answer reject(Asked asked) {
        Proposal proposal = decidable(asked);
        proposals.reject(proposal.id(), asked.field("reason").orElse(""), asked.who());
        asked.session().tell(new Session.Notice(true, "P" + proposal.id() + " is rejected. Nothing was done."));
        return new Answer.Elsewhere(PATH);
    }

    Answer settle(Asked asked) {
        Proposal proposal = decidable(asked);
        Proposals.Verdict verdict = Arrays.stream(Proposals.Verdict.values())
                .filter(each -> asked.field("verdict")
                        .filter(each.name().toLowerCase(Locale.ROOT)::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new DecisionException("Say what became of it: choose one of the buttons."));
        Proposal settled =
                proposals.settle(proposal.id(), verdict, asked.field("reason").orElse(""), asked.who());
        asked.session()
                .tell(new Session.Notice(
                        true,
                        "P" + settled.id() + " is settled. "
                                + words(settled.decided().outcome())));
        return new Answer.Elsewhere(PATH + "/P" + settled.id());
    }

    private static String words(@Nullable String outcome) {
        return outcome == null ? "" : outcome;
    }

    /** @param more address of the next page; empty on the last */
    public record Calls(List<Call> rows, String more) {}

    public record Call(
            String when, String assistant, String tool, String arguments, String outcome, String words, String cost) {}

    Answer calls(Asked asked) {
        long before = asked.addressed("before").orElse(Long.MAX_VALUE);
        List<AssistantLog.Row> rows = log.latest(before, PAGE + 1);
        return Answer.shown(
                "proposalCalls",
                "What assistants asked",
                new Calls(
                        rows.stream()
                                .limit(PAGE)
                                .map(row -> call(row, asked.format()))
                                .toList(),
                        rows.size() > PAGE
                                ? PATH + "/calls?before=" + rows.get(PAGE - 1).id()
                                : ""));
    }

    private static Call call(AssistantLog.Row row, ReaderFormat format) {
        AssistantLog.Call call = row.call();
        AssistantLog.Cost cost = call.cost();
        return new Call(
                format.time(row.at()),
                call.assistant(),
                call.tool(),
                call.arguments(),
                call.outcome().text(),
                call.words(),
                format.count(cost.rows(), "row")
                        + (cost.sideCalls() == 0
                                ? ""
                                : ", " + format.count(cost.sideCalls(), "call") + " of the sides"));
    }
}
