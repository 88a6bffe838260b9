package org.harvestxero.mcp.tool;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCause;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.PublicIds;
import org.harvestxero.console.user.Right;
import org.jspecify.annotations.Nullable;

/** Says what could not be copied, and why. */
final class FailedTools {
    private static final Pattern PLACE = Pattern.compile("(\\d{1,18})-(\\d{1,18})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private FailedTools() {}

    /** @param copies asked at each call */
    static Tool causes(CopyService copies) {
        return new Made(causesCard(), (given, caller) -> {
            FailedFilter filter = filter(given);
            List<FailedCause> causes = copies.failedCauses(filter, after(given.text("after")), given.most(caller));
            Told told = new Told(caller.zone())
                    .list("causes", causes, cause -> cause(cause, caller))
                    .count("failed", copies.failedCount(filter))
                    .words("next", causes.size() < given.most(caller) ? null : place(causes));
            return new Tool.Reply(told.fields(), causes.size());
        });
    }

    private static Tool.Card causesCard() {
        return new Tool.Card(
                "failed_causes",
                "What failed and why",
                "Tells why documents could not be copied, the cause that keeps most of them back first, with what to do. The"
                        + " documents of a cause are told by failed_copies. Asks neither side.",
                Right.SEE,
                Tool.Effect.READS,
                Paged.taking(filter()),
                causesAnswers());
    }

    private static Shape causesAnswers() {
        return Paged.answering(Shape.object()
                .with(
                        "causes",
                        Shape.list(
                                "The causes.",
                                Shape.object()
                                        .with("cause_id", Shape.words("What failed_copies takes."))
                                        .with("cause", Shape.words("Its code, such as account-archived."))
                                        .maybe("message", Shape.quoted("What is wrong; it may name what people wrote."))
                                        .maybe("remedy", Shape.quoted("What a person can do."))
                                        .with("documents", Shape.count("How many stand failed for it."))))
                .with("failed", Shape.count("Documents that stand failed, of all causes.")));
    }

    private static Shape filter() {
        return Shape.object()
                .maybe("kind", kind())
                .maybe("client", Shape.wanted("A part of the client's name."))
                .maybe("text", Shape.wanted("A part of a number, or of what is wrong."));
    }

    private static Map<String, Object> kind() {
        return Shape.oneOf(
                "Only documents of this kind.",
                Arrays.stream(DocumentKind.values()).map(DocumentKind::text).toList());
    }

    private static FailedFilter filter(Arguments given) {
        DocumentKind kind = Arrays.stream(DocumentKind.values())
                .filter(each -> each.text().equals(given.text("kind")))
                .findFirst()
                .orElse(null);
        return new FailedFilter(
                kind, null, null, given.textOrNull("client"), null, false, null, given.textOrNull("text"));
    }

    /** Pages of causes begin behind one, by how much it keeps back and by its id. */
    private static @Nullable FailedCause after(String place) {
        if (place.isEmpty()) {
            return null;
        }
        Matcher matcher = PLACE.matcher(place);
        if (!matcher.matches()) {
            throw new DecisionException("after is the word that an earlier answer gave as next.");
        }
        return new FailedCause(Long.parseLong(matcher.group(2)), "", "", "", Long.parseLong(matcher.group(1)));
    }

    private static @Nullable String place(List<FailedCause> causes) {
        if (causes.isEmpty()) {
            return null;
        }
        FailedCause last = causes.get(causes.size() - 1);
        return last.documents() + "-" + last.id();
    }

    private static Map<String, Object> cause(FailedCause cause, Caller caller) {
        return new Told(caller.zone())
                .words("cause_id", String.valueOf(cause.id()))
                .words("cause", cause.cause())
                .quoted("message", cause.message())
                .quoted("remedy", cause.remedy())
                .count("documents", cause.documents())
                .fields();
    }

    /** @param copies asked at each call */
    static Tool copies(CopyService copies) {
        return new Made(
                new Tool.Card(
                        "failed_copies",
                        "Documents of a cause",
                        "Tells the documents that stand failed for one cause of failed_causes. Asks neither side.",
                        Right.SEE,
                        Tool.Effect.READS,
                        Paged.taking(filter().with("cause_id", Shape.wanted("As failed_causes has it."))),
                        Paged.answering(Shape.object().with("copies", Shape.list("The documents.", document())))),
                (given, caller) -> {
                    long cause = number(given, "cause_id");
                    String after = given.text("after");
                    int most = given.most(caller);
                    List<FailedDocument> documents = copies.failedOfCause(
                            cause, filter(given).ofCause(cause), after.isEmpty() ? 0 : number(given, "after"), most);
                    Told told = new Told(caller.zone())
                            .list(
                                    "copies",
                                    documents,
                                    each -> document(each, caller).fields());
                    if (documents.size() == most) {
                        told.words(
                                "next",
                                String.valueOf(documents.get(most - 1).copy().id()));
                    }
                    return new Tool.Reply(told.fields(), documents.size());
                });
    }

    private static long number(Arguments given, String name) {
        String text = given.text(name);
        if (!NUMBER.matcher(text).matches()) {
            throw new DecisionException(name + " is a number that an earlier answer gave.");
        }
        return Long.parseLong(text);
    }

    /** @param copies asked at each call */
    static Tool copy(CopyService copies) {
        return new Made(copyCard(), (given, caller) -> {
            FailedDetail detail = find(copies, given.needed("id"));
            List<FailedDetail.Event> history = new Bounded(caller.rows()).takeLast(detail.history());
            Told told = document(detail.document(), caller)
                    .quoted("also", detail.document().also())
                    .time("next_attempt", detail.nextAttemptAt())
                    .list(
                            "history",
                            history,
                            event -> new Told(caller.zone())
                                    .time("at", event.at())
                                    .quoted("who", event.who())
                                    .quoted("what", event.what())
                                    .fields());
            return new Tool.Reply(told.fields(), 1 + history.size());
        });
    }

    private static Tool.Card copyCard() {
        return new Tool.Card(
                "failed_copy",
                "One failed copy",
                "Tells all about one document that could not be copied: why, what to do, and what happened to it. Asks neither side.",
                Right.SEE,
                Tool.Effect.READS,
                Shape.object().with("id", Shape.wanted("Such as F7.")),
                copyAnswers());
    }

    private static Shape copyAnswers() {
        return document()
                .maybe("also", Shape.quoted("What else is wrong with it."))
                .maybe("next_attempt", Shape.time("When it is tried again by itself."))
                .with(
                        "history",
                        Shape.list(
                                "What happened to it, the latest last.",
                                Shape.object()
                                        .with("at", Shape.time("When."))
                                        .maybe("who", Shape.quoted("A person, or the program itself."))
                                        .maybe("what", Shape.quoted("What happened."))));
    }

    /** @throws DecisionException when there is none */
    static FailedDetail find(CopyService copies, String id) {
        OptionalLong number = PublicIds.failedCopy(id);
        Optional<FailedDetail> found = number.isPresent() ? copies.failedCopy(number.getAsLong()) : Optional.empty();
        return found.orElseThrow(() -> new DecisionException(
                "There is no failed copy of that id: it looks like F7, and failed_copies tells those there are."));
    }

    private static Shape document() {
        return Shape.object()
                .with("id", Shape.words("What failed_copy takes."))
                .with("kind", Shape.words("Such as invoice or payment."))
                .with("state", Shape.words("failed, retrying or discarded."))
                .with("cause", Shape.words("Its code, such as account-archived."))
                .maybe("number", Shape.words("As people know the document."))
                .maybe("client", Shape.quoted("Whose it is."))
                .maybe("invoice", Shape.words("The invoice it belongs to."))
                .maybe("day", Shape.day("Of the document."))
                .maybe("total", Shape.money("What it comes to."))
                .maybe("message", Shape.quoted("What is wrong; it may name what people wrote."))
                .maybe("remedy", Shape.quoted("What a person can do."))
                .with("attempts", Shape.count("How often it was tried."))
                .with("first_failed", Shape.time("When it failed first."))
                .with("last_failed", Shape.time("When it failed last."))
                .maybe("harvest", Shape.words("Link to it in Harvest."))
                .maybe("xero", Shape.words("Link to its copy in Xero, where an earlier one stands."));
    }

    private static Told document(FailedDocument document, Caller caller) {
        FailedCopy copy = document.copy();
        return new Told(caller.zone())
                .words("id", PublicIds.failedCopy(copy.id()))
                .words("kind", copy.kind().text())
                .words("state", copy.state().text())
                .words("cause", copy.cause())
                .name("number", copy.number())
                .quoted("client", document.client())
                .name("invoice", document.invoice())
                .day("day", document.date())
                .money("total", document.amount(), document.currency())
                .quoted("message", copy.message())
                .quoted("remedy", copy.remedy())
                .count("attempts", copy.attempts())
                .time("first_failed", copy.firstFailedAt())
                .time("last_failed", copy.lastFailedAt())
                .words("harvest", document.sourceLink())
                .words("xero", document.targetLink());
    }
}
