package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.mapping.XeroSettings.Account;

/** Decides account, tax type, item and tracking of each line. */
final class LineCoding {
    private final SourceInvoice invoice;
    private final AccountChoice accounts;
    private final TaxChoice taxes;
    private final ItemChoice items;
    private final TrackingChoice tracking;

    LineCoding(SourceInvoice invoice, MappingContext context) {
        this.invoice = invoice;
        this.accounts = new AccountChoice(context);
        this.taxes = new TaxChoice(context);
        this.items = new ItemChoice(context);
        this.tracking = new TrackingChoice(context);
    }

    List<CodedLine> all() {
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
