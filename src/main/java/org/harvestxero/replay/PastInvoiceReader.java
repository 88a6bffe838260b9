package org.harvestxero.replay;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.comparison.Invoiced;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourceLine;
import org.jspecify.annotations.Nullable;

/** Makes of an invoice that really went out what a comparison holds ours against. */
final class PastInvoiceReader {
    private PastInvoiceReader() {}

    /** @param shown the same invoice as Harvest shows it, for what mapping has no use for */
    static Invoiced invoiced(SourceInvoice invoice, HarvestElement shown, Currency currency) {
        List<Invoiced.Item> items = new ArrayList<>();
        invoice.lines().forEach(line -> items.add(item(line, currency)));
        if (invoice.discountAmount().signum() != 0) {
            Money discount = Money.kept(invoice.discountAmount().negate(), currency);
            items.add(new Invoiced.Item(
                    "Discount"
                            + (invoice.discount() == null
                                    ? ""
                                    : " of " + invoice.discount().toPlainString() + " %"),
                    BigDecimal.ONE,
                    discount.amount(),
                    discount,
                    null));
        }
        return new Invoiced(
                invoice.number(),
                invoice.issueDate(),
                period(HarvestInvoiceView.of(shown).dates()),
                items,
                invoice.retainerId() != null);
    }

    private static Invoiced.Item item(SourceLine line, Currency currency) {
        return new Invoiced.Item(
                line.description() == null || line.description().isBlank() ? line.kind() : line.description(),
                line.quantity(),
                line.unitPrice(),
                Money.kept(line.amount(), currency),
                line.project() == null
                        ? null
                        : new Project(
                                line.project().id(),
                                line.project().name(),
                                line.project().code()));
    }

    private static @Nullable BillingPeriod period(HarvestInvoiceView.Dates dates) {
        String start = Objects.requireNonNullElse(dates.periodStart(), "");
        String end = Objects.requireNonNullElse(dates.periodEnd(), "");
        if (!start.matches("\\d{4}-\\d{2}-\\d{2}")
                || !end.matches("\\d{4}-\\d{2}-\\d{2}")
                || end.compareTo(start) < 0) {
            return null;
        }
        return new BillingPeriod(LocalDate.parse(start), LocalDate.parse(end));
    }
}
