package org.harvestxero.mapping.coding;

import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourceLine;
import org.harvestxero.mapping.document.TaxGroup;
import org.harvestxero.mapping.document.XeroSettings.Account;

/** Decides account, tax type, item and tracking of each line. */
public final class LineCoder {
    private final SourceInvoice invoice;
    private final AccountChoice accounts;
    private final TaxChoice taxes;
    private final ItemChoice items;
    private final TrackingChoice tracking;

    public LineCoder(SourceInvoice invoice, MappingContext context) {
        this.invoice = invoice;
        this.accounts = new AccountChoice(context);
        this.taxes = new TaxChoice(context);
        this.items = new ItemChoice(context);
        this.tracking = new TrackingChoice(context);
    }

    public List<CodedLine> all() {
        return invoice.lines().stream().map(this::line).toList();
    }

    private CodedLine line(SourceLine line) {
        TaxGroup group = TaxGroup.of(invoice, line);
        BigDecimal percent = group.percent(invoice);
        RuleFacts facts = RuleFacts.of(invoice, line, percent);
        Choice<Account> account = accounts.of(facts, line.kind());
        return new CodedLine(
                line,
                group,
                account,
                account.isRefused() ? null : taxes.of(facts, percent, account.value()),
                items.of(facts, line.kind()),
                tracking.of(facts),
                invoice.currency());
    }
}
