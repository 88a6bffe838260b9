package org.harvestxero.console.page.deals;

import org.harvestxero.api.DecisionException;
import org.harvestxero.api.MappingDesk;
import org.harvestxero.api.PublicIds;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;

/** Puts right what an agreement decides about a failed copy: the change of its file is shown, and saved as any other. */
final class AgreedFix {
    private final MappingDesk mappings;
    private final TextActions texts;

    /** @param texts changes agreements */
    AgreedFix(Desk desk, TextActions texts) {
        this.mappings = desk.work().mend().mappings();
        this.texts = texts;
    }

    Answer look(Asked asked) {
        long copy = PublicIds.failedCopy(asked.value("id").orElse(""))
                .orElseThrow(() -> new DecisionException("There is no such document."));
        MappingDesk.Agreed change = mappings.agreed(
                copy,
                asked.number("fix").orElse(0),
                asked.field("value").orElseThrow(() -> new DecisionException("Choose one of those Xero has.")));
        return texts.checked(change.file(), change.text(), change.seen(), asked);
    }
}
