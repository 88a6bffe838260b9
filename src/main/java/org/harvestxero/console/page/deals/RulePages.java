package org.harvestxero.console.page.deals;

import java.util.List;
import java.util.Optional;
import org.harvestxero.api.AgreementDesk.Detail;
import org.harvestxero.api.AgreementDesk.Version;
import org.harvestxero.api.RulesDesk;
import org.harvestxero.api.RulesDesk.Listed;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.deals.AgreementViews.CodeLine;
import org.harvestxero.console.page.deals.AgreementViews.May;
import org.harvestxero.console.page.deals.AgreementViews.Saved;

/** Files of rules beside the agreements to be read: all there may be, one with its history, and what a version changed. */
public final class RulePages {
    private static final int VERSIONS = 20;

    private final RulesDesk rules;

    RulePages(RulesDesk rules) {
        this.rules = rules;
    }

    /** All files there may be. */
    public record All(List<Row> rows) {}

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
     * @param more address of older versions; empty where all are shown
     */
    public record One(Row row, List<CodeLine> lines, List<Saved> versions, String more, May may) {}

    Answer list(Asked asked) {
        return Answer.shown(
                "rules",
                "Rules",
                new All(rules.list().stream().map(RulePages::row).toList()));
    }

    private static Row row(Listed listed) {
        return new Row(
                listed.file(),
                TextPlace.RULES.path(listed.file()),
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
            return Answer.missing(TextPlace.RULES.gone());
        }
        List<Version> versions = rules.versions(file, asked.addressed("before").orElse(0L), VERSIONS + 1);
        List<Version> shown = versions.subList(0, Math.min(VERSIONS, versions.size()));
        return Answer.shown(
                "rule",
                file,
                new One(
                        row(listed.get()),
                        AgreementViews.lines(
                                detail.get().text(), detail.get().item().flaws()),
                        shown.stream()
                                .map(version -> AgreementViews.saved(TextPlace.RULES, file, version, asked.format()))
                                .toList(),
                        versions.size() > shown.size()
                                ? TextPlace.RULES.path(file) + "?before="
                                        + shown.get(shown.size() - 1).id()
                                : "",
                        May.of(asked)));
    }

    /** What one version changed of the one before. */
    Answer version(Asked asked) {
        String file = AgreementPages.file(asked);
        long id = asked.addressed("version").orElse(0L);
        return rules.version(file, id)
                .map(version -> Answer.shown(
                        "agreementPast",
                        file,
                        new AgreementViews.Past(
                                file,
                                TextPlace.RULES,
                                version.text(),
                                AgreementViews.saved(TextPlace.RULES, file, version, asked.format()),
                                DiffView.of(
                                        rules.versions(file, id, 1).stream()
                                                .map(Version::text)
                                                .findFirst()
                                                .orElse(""),
                                        version.text()),
                                May.of(asked))))
                .orElseGet(() -> Answer.missing(TextPlace.RULES.gone()));
    }

    /** What a file may say. */
    Answer words(Asked asked) {
        String file = AgreementPages.file(asked);
        return rules.find(file).isEmpty()
                ? Answer.missing(TextPlace.RULES.gone())
                : Answer.shown(
                        "agreementWords",
                        "Words of " + file,
                        new AgreementViews.Words(TextPlace.RULES, file, rules.words(file)));
    }
}
