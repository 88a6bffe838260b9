package org.harvestxero.console.page.deals;

import java.util.List;
import org.harvestxero.api.AgreementDesk.Version;
import org.harvestxero.api.TextDesk;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.page.deals.AgreementViews.History;
import org.harvestxero.console.page.deals.AgreementViews.May;
import org.harvestxero.console.page.deals.AgreementViews.Saved;

/** Texts of files as they were saved: all of a file, and what one changed. */
final class TextPages {
    private static final int VERSIONS = 20;

    private final TextDesk texts;
    private final TextPlace place;

    TextPages(TextDesk texts, TextPlace place) {
        this.texts = texts;
        this.place = place;
    }

    /** The latest first, from where the address goes on. */
    History history(String file, Asked asked) {
        List<Version> versions = texts.versions(file, asked.addressed("before").orElse(0L), VERSIONS + 1);
        List<Version> shown = versions.subList(0, Math.min(VERSIONS, versions.size()));
        return new History(
                shown.stream()
                        .map(version -> saved(file, version, asked.format()))
                        .toList(),
                versions.size() > shown.size()
                        ? place.path(file) + "?before="
                                + shown.get(shown.size() - 1).id()
                        : "");
    }

    private Saved saved(String file, Version version, ReaderFormat format) {
        return new Saved(
                place.path(file) + "/versions/" + version.id(),
                format.time(version.at()),
                version.who(),
                version.reason());
    }

    /** What one version changed of the one before. */
    Answer version(Asked asked) {
        String file = AgreementPages.file(asked);
        long id = asked.addressed("version").orElse(0L);
        return texts.version(file, id)
                .map(version -> Answer.shown("agreementPast", file, past(file, version, asked)))
                .orElseGet(() -> Answer.missing(place.gone()));
    }

    private AgreementViews.Past past(String file, Version version, Asked asked) {
        String before = texts.versions(file, version.id(), 1).stream()
                .map(Version::text)
                .findFirst()
                .orElse("");
        return new AgreementViews.Past(
                file,
                place,
                version.text(),
                saved(file, version, asked.format()),
                DiffView.of(before, version.text()),
                May.of(asked, place));
    }
}
