package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** {@code /Overpayments} and {@code /Prepayments} with their allocations. */
final class PrepaidEndpoints {
    private static final String SCOPE = "accounting.payments";

    private final Books books;
    private final Envelope envelope;
    private final DocumentJson documents;
    private final AllocationWriter allocations;

    PrepaidEndpoints(Books books, Envelope envelope, DocumentJson documents) {
        this.books = books;
        this.envelope = envelope;
        this.documents = documents;
        this.allocations = new AllocationWriter(books);
    }

    void addTo(Router router) {
        for (DocumentType type : List.of(DocumentType.AROVERPAYMENT, DocumentType.ARPREPAYMENT)) {
            String path = "/" + type.noun() + "s";
            Property.Table<Document> properties = Properties.prepaid(books, type);
            router.add("GET", path, SCOPE, (call, values) -> list(call, type, properties));
            router.add("GET", path + "/{id}", SCOPE, (call, values) -> one(type, values.get(0)));
            router.add("PUT", path + "/{id}/Allocations", SCOPE, (call, values) -> allocate(call, type, values.get(0)));
            router.add(
                    "DELETE",
                    path + "/{id}/Allocations/{allocation}",
                    SCOPE,
                    (call, values) -> deallocate(type, values.get(0), values.get(1)));
        }
    }

    private Answer list(Call call, DocumentType type, Property.Table<Document> properties) {
        ListSelection.Rows<Document> rows =
                new ListSelection<>(call, books.shelf(type), properties).rows(where -> null);
        return envelope.of(
                type.noun() + "s", rows.rows().stream().map(this::write).toList(), rows.pagination());
    }

    private Document find(DocumentType type, String id) {
        Document prepaid = books.shelf(type).get(Objects.requireNonNullElse(Fields.idOrNull(id), Json.ZERO_ID));
        if (prepaid == null) {
            throw Refusal.notFound();
        }
        return prepaid;
    }

    private Answer one(DocumentType type, String id) {
        return envelope.of(type.noun() + "s", List.of(write(find(type, id))));
    }

    private Answer allocate(Call call, DocumentType type, String id) {
        UUID prepaid = Objects.requireNonNullElse(Fields.idOrNull(id), Json.ZERO_ID);
        List<Verdict> verdicts = new ArrayList<>();
        call.elements("Allocations").forEach(in -> verdicts.add(allocations.create(type, prepaid, in)));
        return envelope.ofVerdicts("Allocations", verdicts, call.summarizeErrors());
    }

    private Answer deallocate(DocumentType type, String id, String allocationId) {
        Document prepaid = find(type, id);
        Allocation allocation = prepaid.allocations.stream()
                .filter(each -> each.id().toString().equalsIgnoreCase(allocationId))
                .findFirst()
                .orElseThrow(Refusal::notFound);
        return Answer.tree(200, allocations.delete(prepaid, allocation));
    }

    ObjectNode write(Document prepaid) {
        String noun = prepaid.type.noun();
        ObjectNode json = Json.object()
                .put(noun + "ID", prepaid.id.toString())
                .put("ID", prepaid.id.toString())
                .put("Type", "RECEIVE-" + (prepaid.type == DocumentType.AROVERPAYMENT ? "OVERPAYMENT" : "PREPAYMENT"));
        if (prepaid.reference != null) {
            json.put("Reference", prepaid.reference);
        }
        json.put("RemainingCredit", prepaid.open());
        documents.putAllocations(json, prepaid);
        documents.putPayments(json, prepaid);
        json.put("HasAttachments", prepaid.hasAttachments);
        Contact contact = prepaid.contactId == null ? null : books.contacts.get(prepaid.contactId);
        if (contact != null) {
            json.set("Contact", ContactJson.shortForm(contact));
        }
        json.put("DateString", XeroDates.dayString(prepaid.date))
                .put("Date", XeroDates.day(prepaid.date))
                .put("Status", prepaid.status.name())
                .put("LineAmountTypes", prepaid.lineAmountTypes.wireName());
        json.putArray("LineItems");
        return json.put("SubTotal", prepaid.subTotal)
                .put("TotalTax", prepaid.totalTax)
                .put("Total", prepaid.total)
                .put("UpdatedDateUTC", XeroDates.instant(prepaid.updated))
                .put("UpdatedDateUTCString", XeroDates.instantString(prepaid.updated))
                .put("CurrencyRate", prepaid.currencyRate)
                .put("CurrencyCode", prepaid.currency);
    }
}
