package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.XeroMoney;
import org.jspecify.annotations.Nullable;

/** What is set against an invoice in Xero beside payments: credit notes, overpayments and prepayments. */
public final class XeroInvoiceCredits {
    private static final Map<XeroMoney.Kind, String> KINDS = new LinkedHashMap<>(Map.of(
            XeroMoney.Kind.CREDIT_NOTE, "CreditNote",
            XeroMoney.Kind.OVERPAYMENT, "Overpayment",
            XeroMoney.Kind.PREPAYMENT, "Prepayment"));
    private static final String UNNAMED = "unnamed";

    private XeroInvoiceCredits() {}

    /**
     * A credit and how much of it counts against the invoice.
     *
     * @param id Xero's own; {@code unnamed} for what Xero counts without saying what it is
     */
    public record Applied(String id, XeroMoney money) {}

    /** Each credit once, with all of it that is set against the invoice; together what Xero says is credited. */
    public static List<Applied> of(XeroInvoiceView invoice) {
        Map<String, Applied> found = new LinkedHashMap<>();
        KINDS.forEach((kind, noun) -> JsonFields.field(invoice.element().tree(), noun + "s")
                .forEach(credit -> add(found, invoice, kind, noun, credit)));
        BigDecimal credited = invoice.amounts().credited();
        BigDecimal rest = found.values().stream()
                .map(each -> each.money().amount())
                .reduce(credited == null ? BigDecimal.ZERO : credited, BigDecimal::subtract);
        if (rest.signum() > 0) {
            put(found, applied(invoice, XeroMoney.Kind.CREDIT_NOTE, UNNAMED, rest, null, ""));
        }
        return new ArrayList<>(found.values());
    }

    private static void add(
            Map<String, Applied> found, XeroInvoiceView invoice, XeroMoney.Kind kind, String noun, JsonNode credit) {
        String id = JsonFields.text(credit, noun + "ID");
        BigDecimal amount = JsonFields.decimal(credit, "AppliedAmount");
        String number = JsonFields.text(credit, "CreditNoteNumber");
        if (id != null && amount != null && amount.signum() > 0) {
            put(
                    found,
                    applied(
                            invoice,
                            kind,
                            id,
                            amount,
                            XeroDates.day(credit, "Date").orElse(null),
                            number == null ? "" : number));
        }
    }

    private static void put(Map<String, Applied> found, Applied more) {
        found.merge(
                more.id(),
                more,
                (one, other) -> new Applied(one.id(), one.money().plus(other.money())));
    }

    private static Applied applied(
            XeroInvoiceView invoice,
            XeroMoney.Kind kind,
            String id,
            BigDecimal amount,
            @Nullable LocalDate date,
            String number) {
        return new Applied(
                id,
                new XeroMoney(
                        XeroMoney.creditId(id, invoice.id()),
                        kind,
                        new XeroMoney.Paid(invoice.id(), invoice.number(), invoice.currency()),
                        amount,
                        date,
                        new XeroMoney.Origin(number, null, null)));
    }
}
