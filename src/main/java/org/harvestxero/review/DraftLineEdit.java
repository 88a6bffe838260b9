package org.harvestxero.review;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews.Edit;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftEdit;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.store.billing.StoredDraft;

/** Changes the amount or the text of one line of a draft, as a reviewer asks. */
final class DraftLineEdit {
    private DraftLineEdit() {}

    /** @param words what changed, each part with a semicolon after it */
    record Edited(Draft content, String words) {}

    /** @throws DecisionException when there is no such line, or it says so already */
    static Edited of(StoredDraft draft, Edit edit, String who) {
        DraftLine line = line(draft, edit.line());
        StringBuilder told = new StringBuilder("line " + edit.line() + ": ");
        Draft changed = draft.content();
        Money amount = edit.amount() == null
                ? line.amount()
                : money(edit.amount(), line.amount().currency());
        if (!amount.equals(line.amount())) {
            changed = new DraftEdit(changed)
                    .withAmount(edit.line() - 1, amount, edit.reason().strip() + " (" + who + ")");
            told.append(line.amount()).append(" → ").append(amount).append("; ");
        }
        if (edit.text() != null) {
            if (edit.text().isBlank()) {
                throw new DecisionException("A line needs a text: Xero refuses lines without one.");
            }
            changed = new DraftEdit(changed)
                    .withDescription(edit.line() - 1, edit.text().strip());
            told.append("\"")
                    .append(line.description())
                    .append("\" → \"")
                    .append(edit.text().strip())
                    .append("\"; ");
        }
        if (changed.equals(draft.content())) {
            throw new DecisionException("Line " + edit.line() + " of draft " + PublicIds.draft(draft.id())
                    + " says so already: give another amount or another text.");
        }
        return new Edited(changed, told.toString());
    }

    /** @throws DecisionException when there is no such line */
    static DraftLine line(StoredDraft draft, int number) {
        List<DraftLine> lines = draft.content().lines();
        if (number < 1 || number > lines.size()) {
            throw new DecisionException("Draft " + PublicIds.draft(draft.id()) + " has lines 1 to " + lines.size()
                    + ", no line " + number + ".");
        }
        return lines.get(number - 1);
    }

    static Money money(BigDecimal amount, Currency currency) {
        if (!CurrencyDigits.fits(amount, CurrencyDigits.of(currency))) {
            throw new DecisionException(CurrencyDigits.tooFine(amount, currency) + ".");
        }
        return Money.exactly(amount, currency);
    }
}
