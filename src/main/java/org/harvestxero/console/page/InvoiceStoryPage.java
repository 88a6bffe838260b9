package org.harvestxero.console.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Explanations;
import org.harvestxero.api.Explanations.Explanation;
import org.harvestxero.api.Explanations.Section;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Stories;
import org.harvestxero.api.Stories.Story;
import org.harvestxero.console.session.Session;

/** One invoice as one story: both sides next to each other, the money, what happened, and how its amounts came about. */
final class InvoiceStoryPage {
    static final String TEMPLATE = "invoice";
    private static final String UNKNOWN =
            "No invoice or draft is known by this name: it may have been made before copy.since, or is gone.";

    /** An address, or a sentence that begins with its time. */
    private static final Pattern TOLD = Pattern.compile("https?://|\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}Z ");

    private final Explanations explanations;
    private final Stories stories;

    InvoiceStoryPage(Desk desk) {
        this.explanations = desk.work().people().explanations();
        this.stories = desk.work().people().stories();
    }

    Answer show(Asked asked) {
        String id = asked.value("id").orElse("");
        return PublicIds.bare(id).isPresent() || PublicIds.draft(id).isPresent()
                ? answer(id, asked).orElseGet(() -> Answer.missing(UNKNOWN))
                : Answer.missing(UNKNOWN);
    }

    /** Has both sides asked how they show it now. */
    Answer readBoth(Asked asked) {
        String id = asked.value("id").orElse("");
        int calls = stories.readBoth(id, asked.who());
        asked.session()
                .tell(new Session.Notice(
                        true,
                        "Both sides were read again, with " + asked.format().count(calls, "call") + "."));
        return new Answer.Elsewhere(InvoicesPage.PATH + "/" + id);
    }

    /** @param id Harvest's, or a draft's such as {@code D12} */
    Optional<Answer> answer(String id, Asked asked) {
        return told(id, PublicIds.bare(id).isPresent() ? "harvest:" + id : id, asked);
    }

    /** As people name invoices; empty where none is known by it, or several. */
    Optional<Answer> named(String name, Asked asked) {
        return told("", name, asked);
    }

    private Optional<Answer> told(String id, String name, Asked asked) {
        Optional<Story> story = id.isEmpty() ? Optional.empty() : stories.find(id);
        Optional<Explanation> explanation = explained(name);
        if (story.isEmpty() && explanation.isEmpty()) {
            return Optional.empty();
        }
        String about = explanation.map(Explanation::about).orElse("Invoice " + id);
        return Optional.of(Answer.shown(
                TEMPLATE,
                explanation.map(Explanation::invoice).orElse(about),
                new InvoiceStoryView(
                        about,
                        story.map(InvoiceStoryPage::head).orElseGet(() -> head(name, about)),
                        story.map(found -> StoryWords.sides(found, asked.format()))
                                .orElse(InvoiceStoryView.Sides.NONE),
                        story.map(found -> past(id, found, asked.format())).orElse(InvoiceStoryView.Past.NOTHING),
                        explanation
                                .map(found -> besideStory(sections(found, false), story))
                                .orElse(List.of()),
                        explanation.map(InvoiceStoryPage::request).orElse(List.of()))));
    }

    private InvoiceStoryView.Past past(String id, Story story, ReaderFormat format) {
        return new InvoiceStoryView.Past(
                StoryWords.happenings(story, format), StoryWords.files(stories.attachments(id), format));
    }

    /** A name that means several things is answered by none of them. */
    private Optional<Explanation> explained(String name) {
        try {
            return explanations.explain(name, null);
        } catch (DecisionException e) {
            return Optional.empty();
        }
    }

    private InvoiceStoryView.Head head(String name, String about) {
        return new InvoiceStoryView.Head(
                "", about, "", "", explanations.page(name).map(Object::toString).orElse(""));
    }

    private static InvoiceStoryView.Head head(Story story) {
        Stories.Head head = story.head();
        return new InvoiceStoryView.Head(
                InvoicesPage.PATH + "/" + head.id(),
                head.number() == null ? "Draft " + head.id() : head.number(),
                head.failed() == null ? "" : FailedPages.LIST + "/" + head.failed(),
                head.sides().harvest().link(),
                head.sides().xero().link());
    }

    private static List<Section> sections(Explanation explanation, boolean request) {
        List<Section> sections = new ArrayList<>();
        for (Section section : explanation.sections()) {
            if (section.title().equals(Explanations.REQUEST) == request) {
                sections.add(section);
            }
        }
        return sections;
    }

    /** Without what the story tells already: lines of what was copied, and what happened when. */
    private static List<Section> besideStory(List<Section> sections, Optional<Story> story) {
        if (story.isEmpty()) {
            return sections;
        }
        boolean copied =
                story.get().head().draft() == null && !story.get().lines().isEmpty();
        return sections.stream()
                .filter(section -> !(copied && section.title().equals("Lines")))
                .map(section -> new Section(
                        section.title(),
                        section.sentences().stream()
                                .filter(sentence -> !section.title().equals("In Xero")
                                        || !TOLD.matcher(sentence).lookingAt())
                                .toList()))
                .filter(section -> !section.sentences().isEmpty())
                .toList();
    }

    private static List<String> request(Explanation explanation) {
        return sections(explanation, true).stream()
                .flatMap(section -> section.sentences().stream())
                .toList();
    }
}
