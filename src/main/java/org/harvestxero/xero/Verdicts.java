package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.http.Api;
import org.harvestxero.http.JsonFields;
import org.harvestxero.http.OutcomeUnknownException;
import org.jspecify.annotations.Nullable;

/** Reads from an answer what Xero decided about each element that was sent. */
public final class Verdicts {
    private static final String NO_ID = "00000000-0000-0000-0000-000000000000";
    private static final String NO_REASON = "Xero gave no reason";

    private Verdicts() {}

    /**
     * One verdict for each element, in the order they were sent.
     *
     * @param collection such as {@code Invoices}
     * @param expected how many elements were sent
     * @throws OutcomeUnknownException when the answer doesn't tell of each element: Xero may or may not have acted
     */
    public static List<ElementVerdict> read(XeroResponse answer, String collection, int expected) {
        JsonNode elements = JsonFields.field(answer.json(), answer.status() == 400 ? "Elements" : collection);
        if (elements.size() != expected) {
            throw OutcomeUnknownException.noAnswer(
                    Api.XERO,
                    "Xero was sent " + expected + " " + collection + " and answered (" + answer.status() + ") about "
                            + elements.size() + "; what became of them is unknown");
        }
        List<ElementVerdict> verdicts = new ArrayList<>(expected);
        for (JsonNode element : elements) {
            verdicts.add(verdict(element, collection, answer.status() == 400));
        }
        return List.copyOf(verdicts);
    }

    static ElementVerdict.Accepted ofElement(XeroElement element) {
        if (verdict(element.tree(), element.collection(), false) instanceof ElementVerdict.Accepted accepted) {
            return accepted;
        }
        throw OutcomeUnknownException.noAnswer(
                Api.XERO, "Xero lists one of the " + element.collection() + " without an id");
    }

    /** The verdict on a {@code DELETE}, whose answer has no envelope and may be empty. */
    public static ElementVerdict.Accepted removed(XeroResponse answer, @Nullable String id) {
        return new ElementVerdict.Accepted(
                id == null ? "" : id,
                null,
                "DELETED",
                null,
                null,
                null,
                null,
                List.of(),
                new XeroElement(answer.json(), "Allocations"));
    }

    private static ElementVerdict verdict(JsonNode element, String collection, boolean onlyRefusedAreListed) {
        Set<String> errors = new LinkedHashSet<>();
        collect(element, "ValidationErrors", errors);
        String id = JsonFields.text(element, XeroElement.IDS.getOrDefault(collection, "ID"));
        if (onlyRefusedAreListed || NO_ID.equals(id) || saysRefused(element, errors)) {
            return new ElementVerdict.Rejected(errors.isEmpty() ? List.of(NO_REASON) : List.copyOf(errors));
        }
        if (id == null) {
            throw OutcomeUnknownException.noAnswer(
                    Api.XERO,
                    "Xero answered with one of the " + collection + " without an id; what became of it is unknown");
        }
        Set<String> warnings = new LinkedHashSet<>(errors);
        collect(element, "Warnings", warnings);
        return new ElementVerdict.Accepted(
                id,
                number(element),
                JsonFields.text(element, collection.equals("Contacts") ? "ContactStatus" : "Status"),
                JsonFields.decimal(element, "SubTotal"),
                JsonFields.decimal(element, "TotalTax"),
                JsonFields.decimal(element, "Total"),
                JsonFields.decimal(element, collection.equals("CreditNotes") ? "RemainingCredit" : "AmountDue"),
                List.copyOf(warnings),
                new XeroElement(element, collection));
    }

    /** An explicit word on the element decides; without one, errors do. */
    private static boolean saysRefused(JsonNode element, Set<String> errors) {
        String word = JsonFields.text(element, "StatusAttributeString");
        return word != null
                ? word.equalsIgnoreCase("ERROR")
                : !errors.isEmpty()
                        || JsonFields.flag(element, "HasErrors")
                        || JsonFields.flag(element, "HasValidationErrors");
    }

    private static @Nullable String number(JsonNode element) {
        for (String name : List.of("InvoiceNumber", "CreditNoteNumber", "ContactNumber")) {
            String number = JsonFields.text(element, name);
            if (number != null) {
                return number;
            }
        }
        return null;
    }

    /** Messages of the element itself, of its lines, and of the contact and account it names. */
    private static void collect(JsonNode node, String kind, Set<String> messages) {
        for (JsonNode each : JsonFields.field(node, kind)) {
            String message = JsonFields.text(each, "Message");
            String text = message != null ? message : JsonFields.text(each, "Description");
            if (text != null) {
                messages.add(text);
            }
        }
        for (String part : List.of("LineItems", "JournalLines")) {
            for (JsonNode line : JsonFields.field(node, part)) {
                collect(line, kind, messages);
            }
        }
        for (String part : List.of("Contact", "Account", "Invoice")) {
            JsonNode child = JsonFields.field(node, part);
            if (child.isObject()) {
                collect(child, kind, messages);
            }
        }
    }
}
