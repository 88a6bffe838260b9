package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /Invoices} and {@code /CreditNotes}, with e-mail, online invoice and allocations. */
final class DocumentEndpoints {
    private static final String SCOPE = "accounting.invoices";

    private final Books books;
    private final Envelope envelope;
    private final DocumentWriter writer;
    private final DocumentJson json;
    private final AllocationWriter allocations;
    private final Property.Table<Document> invoiceProperties;
    private final Property.Table<Document> creditNoteProperties;

    DocumentEndpoints(Books books, Envelope envelope, DocumentWriter writer, DocumentJson json) {
        this.books = books;
        this.envelope = envelope;
        this.writer = writer;
        this.json = json;
        this.allocations = new AllocationWriter(books);
        this.invoiceProperties = Properties.invoices(books);
        this.creditNoteProperties = Properties.creditNotes(books);
    }

    void addTo(Router router) {
        router.add("GET", "/Invoices", SCOPE, (call, values) -> list(call, false));
        router.add("GET", "/Invoices/{id}", SCOPE, (call, values) -> one(call, false, values.get(0)));
        router.add("PUT", "/Invoices", SCOPE, (call, values) -> create(call, false));
        router.add("POST", "/Invoices", SCOPE, (call, values) -> save(call, false));
        router.add("POST", "/Invoices/{id}", SCOPE, (call, values) -> change(call, false, values.get(0)));
        router.add("POST", "/Invoices/{id}/Email", SCOPE, (call, values) -> email(values.get(0)));
        router.add("GET", "/Invoices/{id}/OnlineInvoice", SCOPE, (call, values) -> onlineInvoice(values.get(0)));
        router.add("GET", "/CreditNotes", SCOPE, (call, values) -> list(call, true));
        router.add("GET", "/CreditNotes/{id}", SCOPE, (call, values) -> one(call, true, values.get(0)));
        router.add("PUT", "/CreditNotes", SCOPE, (call, values) -> create(call, true));
        router.add("POST", "/CreditNotes", SCOPE, (call, values) -> save(call, true));
        router.add("POST", "/CreditNotes/{id}", SCOPE, (call, values) -> change(call, true, values.get(0)));
        router.add("PUT", "/CreditNotes/{id}/Allocations", SCOPE, (call, values) -> allocate(call, values.get(0)));
        router.add(
                "DELETE",
                "/CreditNotes/{id}/Allocations/{allocation}",
                SCOPE,
                (call, values) -> deallocate(values.get(0), values.get(1)));
    }

    private static String collection(boolean credit) {
        return credit ? "CreditNotes" : "Invoices";
    }

    private Shelf<Document> shelf(boolean credit) {
        return credit ? books.creditNotes : books.invoices;
    }

    private Answer list(Call call, boolean credit) {
        boolean summary = call.flag("summaryOnly");
        List<String> statuses = call.values("Statuses");
        ListSelection<Document> listing = new ListSelection<>(
                        call, shelf(credit), credit ? creditNoteProperties : invoiceProperties)
                .impliesPaging(summary || !statuses.isEmpty());
        narrow(call, listing, statuses);
        ListSelection.Rows<Document> rows = listing.rows(where -> byEquality(where, credit));
        int decimals = call.unitDecimals();
        Function<Document, ObjectNode> row =
                summary ? json::summary : rows.paged() ? document -> json.paged(document, decimals) : json::unpaged;
        return envelope.of(collection(credit), rows.rows().stream().map(row).toList(), rows.pagination());
    }

    private void narrow(Call call, ListSelection<Document> listing, List<String> statuses) {
        List<String> ids = call.values("IDs");
        if (!ids.isEmpty()) {
            listing.only(ids(ids));
        }
        List<String> numbers = call.values("InvoiceNumbers");
        if (!numbers.isEmpty()) {
            listing.only(idsOfNumbers(numbers));
        }
        List<String> contacts = call.values("ContactIDs");
        if (!contacts.isEmpty()) {
            listing.only(ids(contacts).stream()
                    .flatMap(contact -> books.invoicesOf(contact).stream())
                    .collect(Collectors.toSet()));
        }
        if (!statuses.isEmpty()) {
            Set<String> wanted = statuses.stream()
                    .map(status -> status.toUpperCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            listing.where(document -> wanted.contains(document.status.name()));
        }
        String term = call.parameter("searchTerm");
        if (term != null) {
            String folded = Where.fold(term);
            listing.where(document -> contains(document.number, folded) || contains(document.reference, folded));
        }
    }

    private static boolean contains(@Nullable String text, String term) {
        return text != null && Where.fold(text).contains(term);
    }

    private static Set<UUID> ids(List<String> texts) {
        return texts.stream().map(Fields::idOrNull).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private Set<UUID> idsOfNumbers(List<String> numbers) {
        return numbers.stream()
                .flatMap(number -> books.numberedInvoices(number).stream())
                .map(Document::id)
                .collect(Collectors.toSet());
    }

    private @Nullable Collection<UUID> byEquality(Where.Parsed<Document> where, boolean credit) {
        if (where.equalities().get(credit ? "CreditNoteID" : "InvoiceID") instanceof UUID id) {
            return List.of(id);
        }
        boolean sales = "ACCREC".equals(where.equalities().get("Type"));
        if (sales && where.equalities().get("InvoiceNumber") instanceof String number) {
            return idsOfNumbers(List.of(number));
        }
        if (!credit && where.equalities().get("Contact.ContactID") instanceof UUID contact) {
            return Set.copyOf(books.invoicesOf(contact));
        }
        return null;
    }

    private Answer one(Call call, boolean credit, String idOrNumber) {
        Document document = find(credit, idOrNumber);
        if (call.accepts("application/pdf")) {
            return Answer.bytes(200, "application/pdf", Pages.pdf(books, document));
        }
        return envelope.of(collection(credit), List.of(json.full(document, call.unitDecimals())));
    }

    private Document find(boolean credit, String idOrNumber) {
        UUID id = Fields.idOrNull(idOrNumber);
        Document document;
        if (id != null) {
            document = shelf(credit).get(id);
        } else {
            document = credit ? books.creditNote(idOrNumber) : books.salesInvoice(idOrNumber);
        }
        if (document == null) {
            throw Refusal.notFound();
        }
        return document;
    }

    private Answer create(Call call, boolean credit) {
        return write(call, credit, in -> writer.create(in, credit, call.unitDecimals()));
    }

    private Answer save(Call call, boolean credit) {
        return write(call, credit, in -> writer.save(in, credit, null, call.unitDecimals()));
    }

    private Answer write(Call call, boolean credit, Function<DocumentInput, Verdict> write) {
        List<DocumentInput> inputs = new ArrayList<>();
        for (JsonNode element : call.elements(collection(credit))) {
            inputs.add(DocumentInput.parse(element, credit));
        }
        inputs.forEach(writer::check);
        List<Verdict> verdicts = new ArrayList<>();
        inputs.forEach(in -> verdicts.add(write.apply(in)));
        return envelope.ofVerdicts(collection(credit), verdicts, call.summarizeErrors());
    }

    private Answer change(Call call, boolean credit, String idOrNumber) {
        Document target = find(credit, idOrNumber);
        JsonNode element = SettingsEndpoints.first(call.elements(collection(credit)));
        DocumentInput in = DocumentInput.parse(element, credit);
        writer.check(in);
        Verdict verdict = writer.save(in, credit, target, call.unitDecimals());
        return envelope.ofVerdicts(collection(credit), List.of(verdict), call.summarizeErrors());
    }

    /** Sends again every time, and marks the invoice as sent. */
    private Answer email(String id) {
        Document invoice = find(false, id);
        if (invoice.type != DocumentType.ACCREC || invoice.status == DocumentStatus.DRAFT || invoice.status.spent()) {
            throw Refusal.invalid("Draft, voided or deleted invoices cannot be emailed");
        }
        Contact contact = invoice.contactId == null ? null : books.contacts.get(invoice.contactId);
        if (contact == null || !contact.hasEmail()) {
            throw Refusal.invalid("Invoices for contacts with no email address assigned cannot be emailed");
        }
        books.mailsSent.merge(invoice.id, 1, Integer::sum);
        if (!invoice.sentToContact) {
            Document sent = invoice.copy();
            sent.sentToContact = true;
            sent.updated = books.now();
            books.invoices.put(sent);
        }
        return Answer.empty(204);
    }

    private Answer onlineInvoice(String id) {
        Document invoice = find(false, id);
        if (!invoice.status.approved() || invoice.type != DocumentType.ACCREC) {
            throw Refusal.notFound();
        }
        UUID secret = UUID.nameUUIDFromBytes(("online " + invoice.id).getBytes(StandardCharsets.UTF_8));
        return envelope.of(
                "OnlineInvoices",
                List.of(Json.object()
                        .put(
                                "OnlineInvoiceUrl",
                                "https://in.xero.com/" + secret.toString().replace("-", ""))));
    }

    private Answer allocate(Call call, String noteId) {
        UUID id = Objects.requireNonNullElse(Fields.idOrNull(noteId), Json.ZERO_ID);
        List<Verdict> verdicts = new ArrayList<>();
        call.elements("Allocations").forEach(in -> verdicts.add(allocations.create(DocumentType.ACCRECCREDIT, id, in)));
        return envelope.ofVerdicts("Allocations", verdicts, call.summarizeErrors());
    }

    private Answer deallocate(String noteId, String allocationId) {
        Document note = find(true, noteId);
        Allocation allocation = note.allocations.stream()
                .filter(each -> each.id().toString().equalsIgnoreCase(allocationId))
                .findFirst()
                .orElseThrow(Refusal::notFound);
        return Answer.tree(200, allocations.delete(note, allocation));
    }
}
