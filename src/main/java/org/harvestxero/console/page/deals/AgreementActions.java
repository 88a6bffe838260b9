package org.harvestxero.console.page.deals;

import java.util.List;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.api.AgreementDesk.Flaw;
import org.harvestxero.api.Replays;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;

/** Tries changes of agreements over past periods. */
final class AgreementActions {
    private static final int PERIODS = 3;

    private final AgreementDesk agreements;
    private final TextActions texts;
    private final Replays replays;
    private final Trials trials;

    /** @param texts changes their text */
    AgreementActions(Desk desk, TextActions texts, Trials trials) {
        this.agreements = desk.work().people().agreements();
        this.texts = texts;
        this.replays = desk.work().people().replays();
        this.trials = trials;
    }

    /** What past periods would have come to by it. */
    Answer preview(Asked asked) {
        String file = AgreementPages.file(asked);
        String text = TextActions.text(asked);
        String seen = texts.seen(asked, file);
        List<Flaw> flaws = agreements.check(file, text);
        if (!flaws.isEmpty()) {
            return Answer.shown("agreementEdit", file, texts.edit(file, text, seen, flaws, asked));
        }
        long id = trials.start(
                new Trials.Title(
                        "What a change of " + file + " would have billed", asked.who(), AgreementViews.path(file)),
                () -> new Proposed(file, text, seen, replays.preview(file, text, PERIODS)));
        return new Answer.Elsewhere(TrialPages.PATH + "/" + id);
    }

    /** A text that was tried, and what came of it. */
    record Proposed(String file, String text, String seen, Replays.Preview preview) {}
}
