package org.harvestxero.mapping.edit;

import java.util.Optional;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.WrittenInvoice;
import org.harvestxero.mapping.document.XeroInvoice;

/** An edit that was sent and whose answer was lost: what of the invoice is our own change all the same. */
public final class LostEdit {
    private LostEdit() {}

    /**
     * The invoice as the edit left it; empty unless Xero shows all that it was to change.
     *
     * @param last as we last knew that we wrote it
     * @param sent as the edit was to make it
     */
    public static Optional<WrittenInvoice> done(WrittenInvoice last, XeroInvoice now, TargetInvoice sent) {
        for (HeaderField field : HeaderField.values()) {
            String wanted = field.of(sent, last.contactId());
            boolean changed = !wanted.equals(field.of(last.invoice(), last.contactId()));
            if (changed && !wanted.equals(field.of(now))) {
                return Optional.empty();
            }
        }
        if (LineEdit.texts(sent.lines()).equals(LineEdit.texts(last.invoice().lines()))) {
            return Optional.of(new WrittenInvoice(sent, last.contactId(), last.lineIds(), last.repaired()));
        }
        return LineField.areEqual(sent.lines(), now.lines())
                ? Optional.of(new WrittenInvoice(
                        sent,
                        last.contactId(),
                        now.lines().stream().map(XeroInvoice.Line::id).toList(),
                        last.repaired()))
                : Optional.empty();
    }
}
