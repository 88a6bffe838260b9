package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourceLine;
import org.harvestxero.mapping.document.SourcePayment;
import org.harvestxero.mapping.document.SourceProject;
import org.jspecify.annotations.Nullable;

/**
 * Reads Harvest's JSON into the values mapping works on. Every field may be null or absent; one that is needed and can't be
 * read is a {@link HarvestUnreadableException}, so that one bad document stops only itself.
 */
public final class HarvestReader {

    private HarvestReader() {}

    /**
     * An invoice.
     *
     * @param client as known from the clients list; null takes what the invoice says of it
     */
    public static SourceInvoice invoice(HarvestElement element, @Nullable SourceClient client) {
        JsonNode invoice = element.tree();
        int decimals = HarvestFields.decimals(JsonFields.text(invoice, "currency"));
        List<SourceLine> lines = new ArrayList<>();
        int index = 0;
        for (JsonNode line : JsonFields.field(invoice, "line_items")) {
            lines.add(line(line, "line_items[" + index++ + "].", decimals));
        }
        JsonNode retainer = JsonFields.field(invoice, "retainer");
        return new SourceInvoice(
                HarvestFields.id(invoice, "id", ""),
                client != null ? client : HarvestClientReader.briefClient(JsonFields.field(invoice, "client")),
                HarvestFields.needed(invoice, "number", ""),
                state(invoice),
                HarvestFields.needed(invoice, "currency", ""),
                HarvestFields.money(invoice, "amount", decimals),
                HarvestFields.money(invoice, "due_amount", decimals),
                HarvestFields.decimal(invoice, "tax", ""),
                HarvestFields.moneyOrZero(invoice, "tax_amount", decimals),
                HarvestFields.decimal(invoice, "tax2", ""),
                HarvestFields.moneyOrZero(invoice, "tax2_amount", decimals),
                HarvestFields.decimal(invoice, "discount", ""),
                HarvestFields.moneyOrZero(invoice, "discount_amount", decimals),
                HarvestFields.day(invoice, "issue_date"),
                HarvestFields.optionalDay(invoice, "due_date"),
                JsonFields.text(invoice, "purchase_order"),
                JsonFields.text(invoice, "subject"),
                JsonFields.text(invoice, "notes"),
                retainer.isObject() ? HarvestFields.id(retainer, "id", "retainer.") : null,
                HarvestFields.optionalInstant(invoice, "closed_at"),
                HarvestFields.instant(invoice, "updated_at"),
                lines);
    }

    private static SourceLine line(JsonNode line, String at, int decimals) {
        JsonNode project = JsonFields.field(line, "project");
        BigDecimal quantity = HarvestFields.decimal(line, "quantity", at);
        BigDecimal unitPrice = HarvestFields.decimal(line, "unit_price", at);
        BigDecimal amount = lineAmount(line, at, decimals);
        String kind = JsonFields.text(line, "kind");
        return new SourceLine(
                HarvestFields.id(line, "id", at),
                kind == null ? "" : kind,
                JsonFields.text(line, "description"),
                quantity == null ? BigDecimal.ONE : quantity,
                unitPrice == null ? amount : unitPrice,
                amount,
                JsonFields.flag(line, "taxed"),
                JsonFields.flag(line, "taxed2"),
                project.isObject()
                        ? new SourceProject(
                                HarvestFields.id(project, "id", at + "project."),
                                HarvestFields.orEmpty(JsonFields.text(project, "name")),
                                JsonFields.text(project, "code"))
                        : null);
    }

    /** Rounded half up should Harvest send more than the currency has; that the lines add up is checked against its total. */
    private static BigDecimal lineAmount(JsonNode line, String at, int decimals) {
        BigDecimal amount = HarvestFields.decimal(line, "amount", at);
        if (amount == null) {
            throw new HarvestUnreadableException(at + "amount", "absent");
        }
        return CurrencyDigits.atLeastTwo(amount.setScale(decimals, RoundingMode.HALF_UP));
    }

    /** A payment of an invoice; Harvest doesn't repeat the invoice's id in it, nor its currency. */
    public static SourcePayment payment(HarvestElement element, long invoiceId) {
        JsonNode payment = element.tree();
        return new SourcePayment(
                HarvestFields.id(payment, "id", ""),
                invoiceId,
                HarvestFields.money(payment, "amount", HarvestFields.MOST_DECIMALS),
                paidDate(payment),
                JsonFields.text(payment, "notes"),
                JsonFields.text(payment, "transaction_id"),
                JsonFields.text(JsonFields.field(payment, "payment_gateway"), "name"));
    }

    /** The plain date; old payments may lack it, and then the day of {@code paid_at} as written stands for it. */
    private static LocalDate paidDate(JsonNode payment) {
        LocalDate date = HarvestFields.optionalDay(payment, "paid_date");
        if (date != null) {
            return date;
        }
        LocalDate fromInstant = HarvestFields.optionalDay(payment, "paid_at");
        if (fromInstant == null) {
            throw new HarvestUnreadableException("paid_date", "absent");
        }
        return fromInstant;
    }

    private static SourceInvoice.State state(JsonNode invoice) {
        String state = HarvestFields.needed(invoice, "state", "");
        try {
            return SourceInvoice.State.valueOf(state.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new HarvestUnreadableException("state", state);
        }
    }
}
