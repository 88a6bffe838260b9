package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /History} and {@code /Attachments} below invoices, credit notes, bank transactions, contacts and payments. */
final class NoteEndpoints {
    private static final int MOST_FILES = 10;
    private static final String FORBIDDEN_IN_NAMES = "<>:\"/\\|?*+\0";

    private final Books books;
    private final Envelope envelope;

    NoteEndpoints(Books books, Envelope envelope) {
        this.books = books;
        this.envelope = envelope;
    }

    void addTo(Router router) {
        addHistory(router, "/Invoices/{id}/History", "accounting.invoices");
        addHistory(router, "/CreditNotes/{id}/History", "accounting.invoices");
        addHistory(router, "/BankTransactions/{id}/History", "accounting.banktransactions");
        addHistory(router, "/Contacts/{id}/History", "accounting.contacts");
        addHistory(router, "/Payments/{id}/History", "accounting.payments");
        addHistory(router, "/BatchPayments/{id}/History", "accounting.payments");
        addHistory(router, "/Overpayments/{id}/History", "accounting.payments");
        addHistory(router, "/Prepayments/{id}/History", "accounting.payments");
        addHistory(router, "/Items/{id}/History", "accounting.settings");
        for (String resource : List.of("Invoices", "CreditNotes", "BankTransactions", "Contacts", "Accounts")) {
            addAttachments(router, resource);
        }
    }

    private void addHistory(Router router, String path, String scope) {
        String resource = path.substring(1, path.indexOf('/', 1));
        router.add("GET", path, scope, (call, values) -> history(owner(resource, values.get(0))));
        router.add("PUT", path, scope, (call, values) -> addNotes(call, owner(resource, values.get(0))));
    }

    private void addAttachments(Router router, String resource) {
        String path = "/" + resource + "/{id}/Attachments";
        String scope = "accounting.attachments";
        router.add("GET", path, scope, (call, values) -> files(resource, owner(resource, values.get(0))));
        router.add(
                "GET", path + "/{name}", scope, (call, values) -> file(owner(resource, values.get(0)), values.get(1)));
        for (String method : List.of("PUT", "POST")) {
            router.add(
                    method,
                    path + "/{name}",
                    scope,
                    (call, values) -> attach(call, resource, owner(resource, values.get(0)), values.get(1)));
        }
    }

    private UUID owner(String resource, String id) {
        UUID ownerId = Objects.requireNonNullElse(Fields.idOrNull(id), Json.ZERO_ID);
        boolean setting = resource.equals("Accounts") && books.organisation.account(ownerId) != null
                || resource.equals("Items")
                        && books.organisation.items().stream()
                                .anyMatch(item -> item.id().equals(ownerId));
        if (setting) {
            return ownerId;
        }
        Stored owner = switch (resource) {
            case "Invoices" -> books.invoices.get(ownerId);
            case "CreditNotes" -> books.creditNotes.get(ownerId);
            case "BankTransactions" -> books.bankTransactions.get(ownerId);
            case "Contacts" -> books.contacts.get(ownerId);
            case "BatchPayments" -> books.batchPayments.get(ownerId);
            case "Overpayments" -> books.overpayments.get(ownerId);
            case "Prepayments" -> books.prepayments.get(ownerId);
            default -> books.payments.get(ownerId);
        };
        if (owner == null) {
            throw Refusal.notFound();
        }
        return owner.id();
    }

    private Answer history(UUID owner) {
        List<ObjectNode> records = new ArrayList<>();
        Document invoice = books.invoices.get(owner);
        if (invoice != null) {
            Contact contact = invoice.contactId == null ? null : books.contacts.get(invoice.contactId);
            String to = contact == null ? "" : " to " + contact.name;
            records.add(record(new Books.Note(
                    "Created",
                    invoice.created,
                    "System Generated",
                    invoice.number + to + " for " + String.format(Locale.ROOT, "%,.2f", invoice.total) + ".")));
        }
        books.notes.getOrDefault(owner, List.of()).forEach(note -> records.add(record(note)));
        return envelope.of("HistoryRecords", records);
    }

    private static ObjectNode record(Books.Note note) {
        String seconds = XeroDates.instantString(note.at());
        return Json.object()
                .put("Changes", note.changes())
                .put("DateUTCString", seconds.substring(0, seconds.length() - 1))
                .put("DateUTC", XeroDates.instant(note.at()))
                .put("User", note.user())
                .put("Details", note.details());
    }

    private Answer addNotes(Call call, UUID owner) {
        List<String> texts = new ArrayList<>();
        for (JsonNode in : call.elements("HistoryRecords")) {
            String details = Fields.text(in, "Details");
            if (details == null || details.isBlank()) {
                throw Refusal.invalid("Details must be specified.");
            }
            if (details.length() > 2500) {
                throw Refusal.invalid("Details must not exceed 2500 characters.");
            }
            texts.add(details);
        }
        List<ObjectNode> records = new ArrayList<>();
        for (String details : texts) {
            books.addNote(owner, "Note", "System Generated", details);
            records.add(record(new Books.Note("Note", books.now(), "System Generated", details)));
        }
        return envelope.of("HistoryRecords", records);
    }

    private Answer files(String resource, UUID owner) {
        return envelope.of(
                "Attachments",
                books.attachments.getOrDefault(owner, List.of()).stream()
                        .map(file -> json(resource, owner, file))
                        .toList());
    }

    private static ObjectNode json(String resource, UUID owner, Books.Attachment file) {
        return DocumentJson.attachment(file)
                .put(
                        "Url",
                        "https://api.xero.com/api.xro/2.0/" + resource + "/" + owner + "/Attachments/"
                                + file.fileName());
    }

    private Answer file(UUID owner, String nameOrId) {
        Books.Attachment file = find(owner, nameOrId);
        if (file == null) {
            throw Refusal.notFound();
        }
        return Answer.bytes(200, file.mimeType(), file.content());
    }

    private Books.@Nullable Attachment find(UUID owner, String nameOrId) {
        return books.attachments.getOrDefault(owner, List.of()).stream()
                .filter(each -> each.fileName().equalsIgnoreCase(nameOrId)
                        || each.id().toString().equalsIgnoreCase(nameOrId))
                .findFirst()
                .orElse(null);
    }

    /** A file of a name that is there already takes the old one's place. */
    private Answer attach(Call call, String resource, UUID owner, String name) {
        if (name.isBlank() || name.chars().anyMatch(c -> FORBIDDEN_IN_NAMES.indexOf(c) >= 0)) {
            throw Refusal.invalid("The file name contains characters that are not allowed.");
        }
        if (call.body().length == 0) {
            throw Refusal.invalid("The attachment has no content.");
        }
        List<Books.Attachment> files = books.attachments.computeIfAbsent(owner, id -> new ArrayList<>());
        Books.Attachment old = find(owner, name);
        if (old == null && files.size() >= MOST_FILES) {
            throw Refusal.invalid("A document cannot have more than 10 attachments.");
        }
        String type = call.header("Content-Type");
        Books.Attachment file = new Books.Attachment(
                old == null ? books.newId() : old.id(),
                name,
                type == null ? "application/octet-stream" : type,
                call.flag("IncludeOnline"),
                call.body());
        if (old != null) {
            files.remove(old);
        }
        files.add(file);
        mark(owner);
        return envelope.of("Attachments", List.of(json(resource, owner, file)));
    }

    private void mark(UUID owner) {
        BankTransaction transaction = books.bankTransactions.get(owner);
        if (transaction != null && !transaction.hasAttachments) {
            BankTransaction marked = transaction.copy();
            marked.hasAttachments = true;
            marked.updated = books.now();
            books.bankTransactions.put(marked);
        }
        for (Shelf<Document> shelf : List.of(books.invoices, books.creditNotes)) {
            Document document = shelf.get(owner);
            if (document != null && !document.hasAttachments) {
                Document marked = document.copy();
                marked.hasAttachments = true;
                marked.updated = books.now();
                shelf.put(marked);
            }
        }
    }
}
