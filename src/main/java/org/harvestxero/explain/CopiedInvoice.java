package org.harvestxero.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.harvest.HarvestInvoiceView.Amounts;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice made in Harvest says of itself.
 *
 * @param lines a sentence each, in Harvest's order
 */
record CopiedInvoice(String client, String total, List<String> lines) {
    static CopiedInvoice of(SourceDocument document) {
        HarvestElement kept = HarvestElement.parse(document.content());
        HarvestInvoiceView invoice = HarvestInvoiceView.of(kept);
        Amounts amounts = invoice.amounts();
        String currency = Objects.requireNonNullElse(invoice.currency(), "");
        List<String> lines = new ArrayList<>();
        HarvestInvoiceView.lines(kept).forEach(line -> lines.add(lines.size() + 1 + ". " + inWords(line, currency)));
        StringBuilder total = new StringBuilder("Total " + money(orZero(amounts.total()), currency) + " " + currency);
        step(total, orZero(amounts.discount()), currency, ", after a discount of ");
        step(total, orZero(amounts.tax()), currency, ", with tax of ");
        step(total, orZero(amounts.tax2()), currency, " and ");
        return new CopiedInvoice(
                Objects.requireNonNullElse(invoice.client().name(), "?"),
                total.append('.').toString(),
                List.copyOf(lines));
    }

    private static String inWords(HarvestInvoiceView.Line line, String currency) {
        String project = Objects.requireNonNullElse(line.project(), "");
        return Objects.requireNonNullElse(line.description(), "(no description)") + ": "
                + line.quantity().stripTrailingZeros().toPlainString() + " × "
                + money(line.unitPrice(), currency) + " = "
                + money(line.amount(), currency) + " " + currency + " ("
                + Objects.requireNonNullElse(line.kind(), "no kind") + (project.isEmpty() ? "" : ", " + project)
                + (line.taxed() ? ", taxed" : "")
                + (line.taxed2() ? ", taxed twice" : "") + ")";
    }

    private static void step(StringBuilder total, BigDecimal amount, String currency, String words) {
        if (amount.signum() != 0) {
            total.append(words).append(money(amount, currency));
        }
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private static String money(BigDecimal amount, String currency) {
        return CurrencyDigits.exact(amount, currency).toPlainString();
    }
}
