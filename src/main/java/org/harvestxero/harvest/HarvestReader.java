package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
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
    /** As many as any currency has. */
    private static final int MOST_DECIMALS = 4;

    private HarvestReader() {}

    /**
     * An invoice.
     *
     * @param client as known from the clients list; null takes what the invoice says of it
     */
    public static SourceInvoice invoice(HarvestElement element, @Nullable SourceClient client) {
        JsonNode invoice = element.tree();
        int decimals = decimals(JsonFields.text(invoice, "currency"));
        List<SourceLine> lines = new ArrayList<>();
        int index = 0;
        for (JsonNode line : JsonFields.field(invoice, "line_items")) {
            lines.add(line(line, "line_items[" + index++ + "].", decimals));
        }
        JsonNode retainer = JsonFields.field(invoice, "retainer");
        return new SourceInvoice(
                id(invoice, "id", ""),
                client != null ? client : briefClient(JsonFields.field(invoice, "client")),
                needed(invoice, "number", ""),
                state(invoice),
                needed(invoice, "currency", ""),
                money(invoice, "amount", decimals),
                money(invoice, "due_amount", decimals),
                decimal(invoice, "tax", ""),
                moneyOrZero(invoice, "tax_amount", decimals),
                decimal(invoice, "tax2", ""),
                moneyOrZero(invoice, "tax2_amount", decimals),
                decimal(invoice, "discount", ""),
                moneyOrZero(invoice, "discount_amount", decimals),
                day(invoice, "issue_date"),
                optionalDay(invoice, "due_date"),
                JsonFields.text(invoice, "purchase_order"),
                JsonFields.text(invoice, "subject"),
                JsonFields.text(invoice, "notes"),
                retainer.isObject() ? id(retainer, "id", "retainer.") : null,
                optionalInstant(invoice, "closed_at"),
                instant(invoice, "updated_at"),
                lines);
    }

    private static SourceLine line(JsonNode line, String at, int decimals) {
        JsonNode project = JsonFields.field(line, "project");
        BigDecimal quantity = decimal(line, "quantity", at);
        BigDecimal unitPrice = decimal(line, "unit_price", at);
        BigDecimal amount = lineAmount(line, at, decimals);
        String kind = JsonFields.text(line, "kind");
        return new SourceLine(
                id(line, "id", at),
                kind == null ? "" : kind,
                JsonFields.text(line, "description"),
                quantity == null ? BigDecimal.ONE : quantity,
                unitPrice == null ? amount : unitPrice,
                amount,
                JsonFields.flag(line, "taxed"),
                JsonFields.flag(line, "taxed2"),
                project.isObject()
                        ? new SourceProject(
                                id(project, "id", at + "project."),
                                orEmpty(JsonFields.text(project, "name")),
                                JsonFields.text(project, "code"))
                        : null);
    }

    /** Rounded half up should Harvest send more than the currency has; that the lines add up is checked against its total. */
    private static BigDecimal lineAmount(JsonNode line, String at, int decimals) {
        BigDecimal amount = decimal(line, "amount", at);
        if (amount == null) {
            throw new HarvestUnreadableException(at + "amount", "absent");
        }
        return CurrencyDigits.atLeastTwo(amount.setScale(decimals, RoundingMode.HALF_UP));
    }

    /** A payment of an invoice; Harvest doesn't repeat the invoice's id in it, nor its currency. */
    public static SourcePayment payment(HarvestElement element, long invoiceId) {
        JsonNode payment = element.tree();
        return new SourcePayment(
                id(payment, "id", ""),
                invoiceId,
                money(payment, "amount", MOST_DECIMALS),
                paidDate(payment),
                JsonFields.text(payment, "notes"),
                JsonFields.text(payment, "transaction_id"),
                JsonFields.text(JsonFields.field(payment, "payment_gateway"), "name"));
    }

    /** The plain date; old payments may lack it, and then the day of {@code paid_at} as written stands for it. */
    private static LocalDate paidDate(JsonNode payment) {
        LocalDate date = optionalDay(payment, "paid_date");
        if (date != null) {
            return date;
        }
        LocalDate fromInstant = optionalDay(payment, "paid_at");
        if (fromInstant == null) {
            throw new HarvestUnreadableException("paid_date", "absent");
        }
        return fromInstant;
    }

    /**
     * A client with the person its invoices go to: the first contact marked as recipient, else the first with an address.
     *
     * @param contacts of any clients; those of others are passed over
     */
    public static SourceClient client(HarvestElement element, List<HarvestElement> contacts) {
        return client(element.tree(), contacts);
    }

    /**
     * Id of an invoice's client.
     *
     * @throws HarvestUnreadableException when the invoice names none
     */
    public static long clientIdOf(HarvestElement invoice) {
        JsonNode id = invoice.tree().path("client").path("id");
        if (!id.isIntegralNumber()) {
            throw new HarvestUnreadableException("client", "absent");
        }
        return id.asLong();
    }

    /** An invoice's client as the invoice itself shows it, without a person. */
    public static SourceClient clientOf(HarvestElement invoice) {
        return client(invoice.tree().path("client"), List.of());
    }

    private static SourceClient client(JsonNode client, List<HarvestElement> contacts) {
        long id = id(client, "id", "");
        JsonNode person = recipient(id, contacts);
        return new SourceClient(
                id,
                needed(client, "name", ""),
                JsonFields.text(client, "address"),
                JsonFields.text(client, "currency"),
                person == null ? null : JsonFields.text(person, "first_name"),
                person == null ? null : JsonFields.text(person, "last_name"),
                person == null ? null : JsonFields.text(person, "email"));
    }

    private static @Nullable JsonNode recipient(long clientId, List<HarvestElement> contacts) {
        List<JsonNode> own = contacts.stream()
                .map(HarvestElement::tree)
                .filter(each ->
                        JsonFields.field(JsonFields.field(each, "client"), "id").asLong() == clientId)
                .filter(each -> JsonFields.text(each, "email") != null)
                .sorted((a, b) ->
                        Long.compare(a.path("id").asLong(), b.path("id").asLong()))
                .toList();
        return own.stream()
                .filter(each -> "recipient".equals(JsonFields.text(each, "invoice_recipient_status")))
                .findFirst()
                .or(() -> own.stream().findFirst())
                .orElse(null);
    }

    private static SourceClient briefClient(JsonNode client) {
        return new SourceClient(
                id(client, "id", "client."), needed(client, "name", "client."), null, null, null, null, null);
    }

    private static SourceInvoice.State state(JsonNode invoice) {
        String state = needed(invoice, "state", "");
        try {
            return SourceInvoice.State.valueOf(state.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new HarvestUnreadableException("state", state);
        }
    }

    static long id(JsonNode element) {
        return id(element, "id", "");
    }

    static long id(JsonNode node, String field, String at) {
        JsonNode value = JsonFields.field(node, field);
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isTextual() && value.textValue().matches("\\d{1,18}")) {
            return Long.parseLong(value.textValue());
        }
        throw new HarvestUnreadableException(at + field, shown(value));
    }

    static String needed(JsonNode node, String field, String at) {
        String text = JsonFields.text(node, field);
        if (text == null) {
            throw new HarvestUnreadableException(at + field, shown(JsonFields.field(node, field)));
        }
        return text;
    }

    static @Nullable BigDecimal decimal(JsonNode node, String field, String at) {
        JsonNode value = JsonFields.field(node, field);
        BigDecimal number = JsonFields.decimal(node, field);
        if (number == null
                && !value.isMissingNode()
                && !value.isNull()
                && !value.asText().isBlank()) {
            throw new HarvestUnreadableException(at + field, shown(value));
        }
        return number;
    }

    /** As many decimals as the currency has, or two; Harvest's own money never has more, so more is a sign of something else. */
    private static BigDecimal money(JsonNode node, String field, int decimals) {
        BigDecimal amount = decimal(node, field, "");
        if (amount == null) {
            throw new HarvestUnreadableException(field, "absent");
        }
        return scaled(amount, field, decimals);
    }

    private static BigDecimal moneyOrZero(JsonNode node, String field, int decimals) {
        BigDecimal amount = decimal(node, field, "");
        return scaled(amount == null ? BigDecimal.ZERO : amount, field, decimals);
    }

    private static BigDecimal scaled(BigDecimal amount, String field, int decimals) {
        if (!CurrencyDigits.fits(amount, decimals)) {
            throw new HarvestUnreadableException(
                    field,
                    amount.toPlainString() + " has more than " + (decimals == 2 ? "two" : decimals) + " decimals");
        }
        return CurrencyDigits.atLeastTwo(amount);
    }

    /** Harvest counts hundredths where a currency has none, for all that is known. */
    private static int decimals(@Nullable String currency) {
        return Math.max(CurrencyDigits.of(currency), CurrencyDigits.USUAL);
    }

    static LocalDate day(JsonNode node, String field) {
        LocalDate day = optionalDay(node, field);
        if (day == null) {
            throw new HarvestUnreadableException(field, "absent");
        }
        return day;
    }

    private static @Nullable LocalDate optionalDay(JsonNode node, String field) {
        String text = JsonFields.text(node, field);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeParseException e) {
            throw new HarvestUnreadableException(field, text);
        }
    }

    static Instant instant(JsonNode node, String field) {
        Instant instant = optionalInstant(node, field);
        if (instant == null) {
            throw new HarvestUnreadableException(field, "absent");
        }
        return instant;
    }

    private static @Nullable Instant optionalInstant(JsonNode node, String field) {
        String text = JsonFields.text(node, field);
        if (text == null) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .atStartOfDay(java.time.ZoneOffset.UTC)
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new HarvestUnreadableException(field, text);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String shown(JsonNode value) {
        String text = value.isMissingNode() || value.isNull() ? "absent" : value.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
