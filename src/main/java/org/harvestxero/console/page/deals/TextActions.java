package org.harvestxero.console.page.deals;

import java.util.List;
import java.util.Optional;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.api.AgreementDesk.Detail;
import org.harvestxero.api.AgreementDesk.Flaw;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.TextDesk;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.session.Session;

/** Changes files as text: typed, checked, and saved once somebody has seen what changes. */
final class TextActions {
    private final TextDesk texts;
    private final TextPlace place;

    TextActions(TextDesk texts, TextPlace place) {
        this.texts = texts;
        this.place = place;
    }

    /** The page to change a file, or to go on with a text that was typed before. */
    Answer edit(Asked asked) {
        String file = AgreementPages.file(asked);
        Optional<String> typed = asked.typed("text");
        if (typed.isPresent()) {
            return Answer.shown("agreementEdit", file, edit(file, typed.get(), seen(asked, file), List.of(), asked));
        }
        return texts.find(file)
                .map(detail ->
                        Answer.shown("agreementEdit", file, edit(file, detail.text(), detail.sign(), List.of(), asked)))
                .orElseGet(() -> Answer.missing(place.gone()));
    }

    /** The page to change a text. @param flaws what is wrong with it */
    AgreementViews.Edit edit(String file, String text, String sign, List<Flaw> flaws, Asked asked) {
        return new AgreementViews.Edit(
                file,
                place,
                text,
                sign,
                flaws.isEmpty() ? List.of() : AgreementViews.lines(text, flaws),
                texts.words(file),
                AgreementViews.May.of(asked, place));
    }

    /** The file as it was seen; one that nobody saw yet is the one that stands. */
    String seen(Asked asked, String file) {
        return asked.field("seen")
                .orElseGet(() -> texts.find(file).map(Detail::sign).orElse(AgreementDesk.NONE));
    }

    /** What is wrong with what was typed, by line; or what it changes. */
    Answer check(Asked asked) {
        String file = AgreementPages.file(asked);
        return checked(file, text(asked), seen(asked, file), asked);
    }

    /** @param seen sign of the file as it was seen */
    Answer checked(String file, String text, String seen, Asked asked) {
        List<Flaw> flaws = texts.check(file, text);
        if (!flaws.isEmpty()) {
            return Answer.shown("agreementEdit", file, edit(file, text, seen, flaws, asked));
        }
        Optional<Detail> now = texts.find(file);
        if (!now.map(Detail::sign).orElse(AgreementDesk.NONE).equals(seen)) {
            return conflict(file, text, now, asked);
        }
        AgreementViews.Change change =
                AgreementViews.change(place, file, now.map(Detail::text).orElse(""), text, seen, asked);
        if (change.diff().same()) {
            throw new DecisionException("Nothing was changed: the file says so already.");
        }
        return Answer.shown("agreementChange", file, change);
    }

    Answer save(Asked asked) {
        String file = AgreementPages.file(asked);
        String text = text(asked);
        String reason = asked.field("reason")
                .orElseThrow(() -> new DecisionException("Say why it is changed: it is kept with the change."));
        AgreementDesk.Saved saved =
                texts.save(new AgreementDesk.Change(file, text, seen(asked, file), reason), asked.who());
        if (saved instanceof AgreementDesk.Changed changed) {
            return conflict(file, text, Optional.ofNullable(changed.now()), asked);
        }
        asked.session()
                .tell(new Session.Notice(true, place.folder() + file + " is saved. It counts from the next run on."));
        return new Answer.Elsewhere(place.path(file));
    }

    /** Somebody else was there first: both are shown, and nothing is saved. */
    private Answer conflict(String file, String text, Optional<Detail> now, Asked asked) {
        String sign = now.map(Detail::sign).orElse(AgreementDesk.NONE);
        return new Answer.Shown(
                "agreementConflict",
                file,
                new AgreementViews.Conflict(
                        edit(file, text, sign, List.of(), asked),
                        now.isEmpty(),
                        DiffView.of(now.map(Detail::text).orElse(""), text)),
                Answer.CONFLICT);
    }

    static String text(Asked asked) {
        return asked.typed("text").orElseThrow(() -> new DecisionException("Nothing was typed."));
    }
}
