package org.harvestxero.copy.document;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.XeroInvoice;

/** Puts the amounts Xero computed into an invoice of ours, for an edit to begin from. */
public final class XeroFigures {
    private XeroFigures() {}

    /** The invoice with the amounts of Xero's lines; as it is where Xero has other lines. */
    public static TargetInvoice into(TargetInvoice ours, List<XeroInvoice.Line> theirs) {
        if (theirs.size() != ours.lines().size()) {
            return ours;
        }
        List<TargetLine> lines = new ArrayList<>();
        for (int i = 0; i < theirs.size(); i++) {
            lines.add(into(ours.lines().get(i), theirs.get(i)));
        }
        return ours.withLines(lines);
    }

    private static TargetLine into(TargetLine ours, XeroInvoice.Line theirs) {
        return new TargetLine(
                ours.description(),
                theirs.quantity(),
                theirs.unitAmount(),
                ours.itemCode(),
                ours.accountCode(),
                ours.taxType(),
                ours.taxAmount(),
                theirs.discountRate(),
                ours.tracking(),
                theirs.lineAmount(),
                theirs.taxAmount(),
                ours.sourceLineId());
    }
}
