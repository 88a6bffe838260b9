package org.harvestxero.console.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.Explanations;
import org.harvestxero.api.Explanations.Explanation;
import org.harvestxero.api.Explanations.Section;

/** One invoice, found by its number: how it came about, where it stands on both sides, and what Xero was sent. */
public final class InvoicesPage {
    static final String PATH = "/invoices";

    private final Explanations explanations;

    InvoicesPage(Desk desk) {
        this.explanations = desk.work().people().explanations();
    }

    /**
     * @param number looked for; empty for none yet
     * @param missing whether nothing of that number is known
     */
    public record View(String number, boolean missing, Optional<Story> story) {}

    /**
     * @param about in a sentence
     * @param link to its page in Xero; empty while there is none
     * @param request what Xero was sent, word for word; empty where nothing was
     */
    public record Story(String invoice, String about, String link, List<Section> sections, List<String> request) {
        public Story {
            sections = List.copyOf(sections);
            request = List.copyOf(request);
        }
    }

    Answer show(Asked asked) {
        String number = asked.value("number").orElse("");
        Optional<Story> story = number.isEmpty()
                ? Optional.empty()
                : explanations.explain(number, null).map(this::story);
        return Answer.shown(
                "invoices",
                story.map(Story::invoice).orElse("Invoices"),
                new View(number, !number.isEmpty() && story.isEmpty(), story));
    }

    private Story story(Explanation explanation) {
        List<Section> sections = new ArrayList<>();
        List<String> request = new ArrayList<>();
        for (Section section : explanation.sections()) {
            if (section.title().equals(Explanations.REQUEST)) {
                request.addAll(section.sentences());
            } else {
                sections.add(section);
            }
        }
        return new Story(
                explanation.invoice(),
                explanation.about(),
                explanations.page(explanation.invoice()).map(Object::toString).orElse(""),
                sections,
                request);
    }
}
