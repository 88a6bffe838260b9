package org.harvestxero.console.page.deals;

import java.util.List;
import java.util.Optional;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.api.AgreementDesk.Detail;
import org.harvestxero.api.AgreementDesk.Item;
import org.harvestxero.api.AgreementDesk.Version;
import org.harvestxero.console.page.AddressEnd;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.deals.AgreementViews.May;

/** Agreements to be read: all, one with its history, and what a version changed. */
final class AgreementPages {
    static final String PATH = TextPlace.AGREEMENTS.list();
    static final String GONE =
            "There is no agreement in a file of this name. All are on the page Agreements, below Billing.";
    private static final int AT_ONCE = 100;
    private static final int VERSIONS = 20;

    private final AgreementDesk agreements;

    AgreementPages(Desk desk) {
        this.agreements = desk.work().people().agreements();
    }

    Answer list(Asked asked) {
        String after = asked.value("after").orElse("");
        List<Item> left = agreements.list().stream()
                .filter(item -> item.file().compareTo(after) > 0)
                .toList();
        List<Item> shown = left.subList(0, Math.min(AT_ONCE, left.size()));
        return Answer.shown(
                "agreements",
                "Agreements",
                new AgreementViews.Listed(
                        shown.stream()
                                .map(item -> AgreementViews.row(item, asked.format()))
                                .toList(),
                        left.size() > shown.size()
                                ? PATH + "?after="
                                        + AddressEnd.encoded(
                                                shown.get(shown.size() - 1).file())
                                : "",
                        May.of(asked)));
    }

    Answer one(Asked asked) {
        String file = file(asked);
        long before = asked.addressed("before").orElse(0L);
        Optional<Detail> found = agreements.find(file);
        List<Version> versions = agreements.versions(file, before, VERSIONS + 1);
        return found.map(detail -> Answer.shown("agreement", file, one(detail, versions, asked)))
                .orElseGet(() -> Answer.missing(GONE));
    }

    private static AgreementViews.One one(Detail detail, List<Version> versions, Asked asked) {
        String file = detail.item().file();
        List<Version> shown = versions.subList(0, Math.min(VERSIONS, versions.size()));
        return new AgreementViews.One(
                AgreementViews.row(detail.item(), asked.format()),
                AgreementViews.lines(detail.text(), detail.item().flaws()),
                shown.stream()
                        .map(version -> AgreementViews.saved(TextPlace.AGREEMENTS, file, version, asked.format()))
                        .toList(),
                versions.size() > shown.size()
                        ? AgreementViews.path(file) + "?before="
                                + shown.get(shown.size() - 1).id()
                        : "",
                May.of(asked));
    }

    /** What one version changed of the one before. */
    Answer version(Asked asked) {
        String file = file(asked);
        long id = asked.addressed("version").orElse(0L);
        return agreements
                .version(file, id)
                .map(version -> Answer.shown(
                        "agreementPast",
                        file,
                        new AgreementViews.Past(
                                file,
                                TextPlace.AGREEMENTS,
                                version.text(),
                                AgreementViews.saved(TextPlace.AGREEMENTS, file, version, asked.format()),
                                DiffView.of(
                                        agreements.versions(file, id, 1).stream()
                                                .map(Version::text)
                                                .findFirst()
                                                .orElse(""),
                                        version.text()),
                                May.of(asked))))
                .orElseGet(() -> Answer.missing(GONE));
    }

    /** What a file may say. */
    Answer words(Asked asked) {
        return Answer.shown(
                "agreementWords",
                "Words of an agreement",
                new AgreementViews.Words(TextPlace.AGREEMENTS, "", agreements.words("")));
    }

    static String file(Asked asked) {
        return asked.value("file").orElse("");
    }
}
