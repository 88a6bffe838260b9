package org.harvestxero.console.page.deals;

import java.util.List;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.api.AgreementDesk.Detail;
import org.harvestxero.api.AgreementDesk.Item;
import org.harvestxero.console.page.AddressEnd;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.deals.AgreementViews.May;

/** Agreements to be read: all, and one with its history. */
final class AgreementPages {
    static final String PATH = TextPlace.AGREEMENTS.list();
    private static final int AT_ONCE = 100;

    private final AgreementDesk agreements;
    private final TextPages texts;

    /** @param texts of agreements as they were saved */
    AgreementPages(Desk desk, TextPages texts) {
        this.agreements = desk.work().people().agreements();
        this.texts = texts;
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
                        May.of(asked, TextPlace.AGREEMENTS)));
    }

    Answer one(Asked asked) {
        String file = file(asked);
        return agreements
                .find(file)
                .map(detail -> Answer.shown("agreement", file, one(detail, asked)))
                .orElseGet(() -> Answer.missing(TextPlace.AGREEMENTS.gone()));
    }

    private AgreementViews.One one(Detail detail, Asked asked) {
        return new AgreementViews.One(
                AgreementViews.row(detail.item(), asked.format()),
                AgreementViews.lines(detail.text(), detail.item().flaws()),
                texts.history(detail.item().file(), asked),
                May.of(asked, TextPlace.AGREEMENTS));
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
