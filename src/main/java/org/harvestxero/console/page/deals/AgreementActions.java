package org.harvestxero.console.page.deals;

import java.util.List;
import java.util.Optional;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.api.AgreementDesk.Detail;
import org.harvestxero.api.AgreementDesk.Flaw;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Replays;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.session.Session;

/** Changes agreements: typed, checked, tried over past periods, and saved once somebody has seen what changes. */
final class AgreementActions {
    private static final int PERIODS = 3;

    private final AgreementDesk agreements;
    private final Replays replays;
    private final Trials trials;

    AgreementActions(Desk desk, Trials trials) {
        this.agreements = desk.work().people().agreements();
        this.replays = desk.work().people().replays();
        this.trials = trials;
    }

    /** The page to change a file, or to go on with a text that was typed before. */
    Answer edit(Asked asked) {
        String file = AgreementPages.file(asked);
        Optional<String> typed = asked.typed("text");
        if (typed.isPresent()) {
            return Answer.shown(
                    "agreementEdit", file, AgreementViews.edit(file, typed.get(), seen(asked, file), List.of(), asked));
        }
        return agreements
                .find(file)
                .map(detail -> Answer.shown("agreementEdit", file, AgreementViews.edit(detail, asked)))
                .orElseGet(() -> Answer.missing(AgreementPages.GONE));
    }

    /** The file as it was seen; one that nobody saw yet is the one that stands. */
    private String seen(Asked asked, String file) {
        return asked.field("seen")
                .orElseGet(() -> agreements.find(file).map(Detail::sign).orElse(AgreementDesk.NONE));
    }

    /** What is wrong with what was typed, by line; or what it changes. */
    Answer check(Asked asked) {
        String file = AgreementPages.file(asked);
        return checked(file, text(asked), seen(asked, file), asked);
    }

    /** @param seen sign of the file as it was seen */
    Answer checked(String file, String text, String seen, Asked asked) {
        List<Flaw> flaws = agreements.check(file, text);
        if (!flaws.isEmpty()) {
            return Answer.shown("agreementEdit", file, AgreementViews.edit(file, text, seen, flaws, asked));
        }
        Optional<Detail> now = agreements.find(file);
        if (!now.map(Detail::sign).orElse(AgreementDesk.NONE).equals(seen)) {
            return conflict(file, text, now, asked);
        }
        AgreementViews.Change change =
                AgreementViews.change(file, now.map(Detail::text).orElse(""), text, seen, asked);
        if (change.diff().same()) {
            throw new DecisionException("Nothing was changed: the file says so already.");
        }
        return Answer.shown("agreementChange", file, change);
    }

    /** What past periods would have come to by it. */
    Answer preview(Asked asked) {
        String file = AgreementPages.file(asked);
        String text = text(asked);
        String seen = seen(asked, file);
        List<Flaw> flaws = agreements.check(file, text);
        if (!flaws.isEmpty()) {
            return Answer.shown("agreementEdit", file, AgreementViews.edit(file, text, seen, flaws, asked));
        }
        long id = trials.start(
                new Trials.Title(
                        "What a change of " + file + " would have billed", asked.who(), AgreementViews.path(file)),
                () -> new Proposed(file, text, seen, replays.preview(file, text, PERIODS)));
        return new Answer.Elsewhere(TrialPages.PATH + "/" + id);
    }

    /** A text that was tried, and what came of it. */
    record Proposed(String file, String text, String seen, Replays.Preview preview) {}

    Answer save(Asked asked) {
        String file = AgreementPages.file(asked);
        String text = text(asked);
        String reason = asked.field("reason")
                .orElseThrow(() -> new DecisionException("Say why it is changed: it is kept with the change."));
        AgreementDesk.Saved saved =
                agreements.save(new AgreementDesk.Change(file, text, seen(asked, file), reason), asked.who());
        if (saved instanceof AgreementDesk.Changed changed) {
            return conflict(file, text, Optional.ofNullable(changed.now()), asked);
        }
        asked.session()
                .tell(new Session.Notice(true, "agreements/" + file + " is saved. It counts from the next run on."));
        return new Answer.Elsewhere(AgreementViews.path(file));
    }

    /** Somebody else was there first: both are shown, and nothing is saved. */
    private static Answer conflict(String file, String text, Optional<Detail> now, Asked asked) {
        String sign = now.map(Detail::sign).orElse(AgreementDesk.NONE);
        return new Answer.Shown(
                "agreementConflict",
                file,
                new AgreementViews.Conflict(
                        AgreementViews.edit(file, text, sign, List.of(), asked),
                        now.isEmpty(),
                        DiffView.of(now.map(Detail::text).orElse(""), text)),
                Answer.CONFLICT);
    }

    private static String text(Asked asked) {
        return asked.typed("text").orElseThrow(() -> new DecisionException("Nothing was typed."));
    }
}
