package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Xero invoice (or sales credit note) that equals a Harvest invoice to the cent.
 *
 * @param status the status it shall end in
 * @param confirmFirst true when the amounts rest on arithmetic not confirmed for Xero (ruling 7): it goes in as DRAFT and is
 *     approved only after Xero's own totals were compared
 * @param dueDate always present when {@code status} is AUTHORISED (ruling 13)
 * @param currencyRate units of its currency for one of the books' base currency; null to leave it to Xero
 * @param url leads back to Harvest and ends with {@code /invoices/{harvestId}}, the mark we search for
 * @param subtotal,totalTax,total as Xero will compute them, two decimals
 */
public record TargetInvoice(
        Kind kind,
        long sourceId,
        long clientId,
        String number,
        Status status,
        boolean confirmFirst,
        LocalDate date,
        @Nullable LocalDate dueDate,
        String currency,
        @Nullable BigDecimal currencyRate,
        @Nullable String reference,
        String url,
        @Nullable String brandingThemeId,
        List<TargetLine> lines,
        BigDecimal subtotal,
        BigDecimal totalTax,
        BigDecimal total) {

    public TargetInvoice {
        lines = List.copyOf(lines);
    }

    /** At the rate Xero takes. */
    public TargetInvoice(
            Kind kind,
            long sourceId,
            long clientId,
            String number,
            Status status,
            boolean confirmFirst,
            LocalDate date,
            @Nullable LocalDate dueDate,
            String currency,
            @Nullable String reference,
            String url,
            @Nullable String brandingThemeId,
            List<TargetLine> lines,
            BigDecimal subtotal,
            BigDecimal totalTax,
            BigDecimal total) {
        this(
                kind,
                sourceId,
                clientId,
                number,
                status,
                confirmFirst,
                date,
                dueDate,
                currency,
                null,
                reference,
                url,
                brandingThemeId,
                lines,
                subtotal,
                totalTax,
                total);
    }

    /** The same with other lines. */
    public TargetInvoice withLines(List<TargetLine> others) {
        return new TargetInvoice(
                kind,
                sourceId,
                clientId,
                number,
                status,
                confirmFirst,
                date,
                dueDate,
                currency,
                currencyRate,
                reference,
                url,
                brandingThemeId,
                others,
                subtotal,
                totalTax,
                total);
    }

    /** The tracking options its lines name and Xero doesn't have yet; they are created before it is sent. */
    public List<TargetLine.Tracking> missingTracking(XeroSettings xero) {
        return lines.stream()
                .flatMap(line -> line.tracking().stream())
                .distinct()
                .filter(tracking -> xero.trackingCategory(tracking.category())
                        .flatMap(category -> category.option(tracking.option()))
                        .isEmpty())
                .toList();
    }

    /** A negative total becomes a sales credit note by policy (ruling 12). */
    public enum Kind {
        INVOICE,
        CREDIT_NOTE
    }

    /** The statuses we ask Xero for. */
    public enum Status {
        DRAFT,
        AUTHORISED
    }
}
