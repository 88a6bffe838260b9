package org.harvestxero.console.page.deals;

import java.util.List;
import java.util.Optional;
import org.harvestxero.api.AgreementDesk.Detail;
import org.harvestxero.api.RulesDesk;
import org.harvestxero.api.RulesDesk.Listed;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.deals.AgreementViews.CodeLine;
import org.harvestxero.console.page.deals.AgreementViews.History;
import org.harvestxero.console.page.deals.AgreementViews.May;

/** A file of rules beside the agreements to be read, with its history. */
public final class RulePages {
    private final RulesDesk rules;
    private final TextPlace place;
    private final TextPages texts;

    /** @param texts of these files as they were saved */
    RulePages(RulesDesk rules, TextPlace place, TextPages texts) {
        this.rules = rules;
        this.place = place;
        this.texts = texts;
    }

    /**
     * One of them.
     *
     * @param standing whose text counts, in words
     * @param flaws why it can't be used as it stands; empty when it can
     */
    public record Row(String file, String path, String about, String standing, List<String> flaws) {}

    /**
     * One file.
     *
     * @param lines as it stands, with what is wrong where it is; none where there is no file
     */
    public record One(Row row, List<CodeLine> lines, History history, May may) {}

    static Row row(TextPlace place, Listed listed) {
        return new Row(
                listed.file(),
                place.path(listed.file()),
                listed.about(),
                switch (listed.standing()) {
                    case OWN -> "your own";
                    case SHIPPED -> "as it came with the program";
                    case NONE -> "none";
                },
                listed.flaws().stream().map(AgreementViews::words).toList());
    }

    Answer one(Asked asked) {
        String file = AgreementPages.file(asked);
        Optional<Listed> listed =
                rules.list().stream().filter(each -> each.file().equals(file)).findFirst();
        Optional<Detail> detail = rules.find(file);
        if (listed.isEmpty() || detail.isEmpty()) {
            return Answer.missing(place.gone());
        }
        return Answer.shown(
                "rule",
                file,
                new One(
                        row(place, listed.get()),
                        AgreementViews.lines(
                                detail.get().text(), detail.get().item().flaws()),
                        texts.history(file, asked),
                        May.of(asked, place)));
    }

    /** What a file may say. */
    Answer words(Asked asked) {
        String file = AgreementPages.file(asked);
        return rules.find(file).isEmpty()
                ? Answer.missing(place.gone())
                : Answer.shown(
                        "agreementWords", "Words of " + file, new AgreementViews.Words(place, file, rules.words(file)));
    }
}
