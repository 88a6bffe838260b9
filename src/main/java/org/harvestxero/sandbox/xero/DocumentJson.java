package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invoices and credit notes as Xero writes them. */
final class DocumentJson {
    private final Books books;
    private final ContactJson contacts;

    DocumentJson(Books books, ContactJson contacts) {
        this.books = books;
        this.contacts = contacts;
    }

    /** The answer to a write or a single read: everything, with the whole contact. */
    ObjectNode full(Document document, int unitDecimals) {
        ObjectNode json = document(document, wholeContact(document), document.lines, unitDecimals);
        if (json.get("Attachments") instanceof ArrayNode files) {
            for (Books.Attachment file : books.attachments.getOrDefault(document.id, List.of())) {
                files.add(attachment(file));
            }
        }
        return json;
    }

    static ObjectNode attachment(Books.Attachment file) {
        return Json.object()
                .put("AttachmentID", file.id().toString())
                .put("FileName", file.fileName())
                .put("MimeType", file.mimeType())
                .put("ContentLength", file.content().length)
                .put("IncludeOnline", file.includeOnline());
    }

    /** A row of a paged list: with lines, with a short contact. */
    ObjectNode paged(Document document, int unitDecimals) {
        return document(document, shortContact(document), document.lines, unitDecimals);
    }

    /** A row of an unpaged list: {@code LineItems} is there and always empty. */
    ObjectNode unpaged(Document document) {
        return document(document, shortContact(document), List.of(), 2);
    }

    /** A row of a list asked for with {@code summaryOnly}. */
    ObjectNode summary(Document document) {
        ObjectNode json = unpaged(document);
        json.remove(List.of("Payments", "HasAttachments", "Attachments", "LineItems"));
        return json;
    }

    /** The echo of a refused element; one that would have been new has the zero id and owes nothing. */
    ObjectNode rejected(Document document, @Nullable Contact contact, boolean created, int unitDecimals) {
        ObjectNode json = document(
                document, contact == null ? null : ContactJson.shortForm(contact), document.lines, unitDecimals);
        json.remove(List.of("Payments", "CreditNotes", "AmountCredited", "HasAttachments", "Attachments"));
        json.remove(List.of("UpdatedDateUTC", "UpdatedDateUTCString"));
        json.put("HasErrors", true);
        if (created) {
            json.put(document.type.credit() ? "CreditNoteID" : "InvoiceID", Json.ZERO_ID.toString());
            json.put(document.type.credit() ? "RemainingCredit" : "AmountDue", LineArithmetic.ZERO);
            json.get("LineItems").forEach(line -> ((ObjectNode) line).remove("LineItemID"));
        }
        return json;
    }

    /** The echo of an element whose id belongs to nothing. */
    ObjectNode unknown(boolean credit, UUID id) {
        return Json.object()
                .put(credit ? "CreditNoteID" : "InvoiceID", id.toString())
                .put("HasErrors", true);
    }

    /** The document inside the answer to a payment. */
    ObjectNode inPayment(Document document) {
        ObjectNode json = document(document, null, List.of(), 2);
        json.remove(List.of("Payments", "CreditNotes", "AmountCredited", "Url", "TotalDiscount", "HasAttachments"));
        json.remove(List.of("BrandingThemeID", "FullyPaidOnDate", "Attachments", "InvoicePaymentServices"));
        Contact contact = contactOf(document);
        if (contact != null) {
            ObjectNode brief = json.putObject("Contact")
                    .put("ContactID", contact.id.toString())
                    .put("Name", contact.name);
            brief.putArray("ContactPersons");
            brief.put("HasValidationErrors", false);
        }
        return json;
    }

    /** The document inside a row of the list of payments. */
    ObjectNode inPaymentRow(Document document) {
        String noun = document.type.noun();
        ObjectNode json = Json.object()
                .put("Type", document.type.name())
                .put(noun + "ID", document.id.toString())
                .put(noun + "Number", document.number);
        if (noun.equals("Invoice")) {
            List.of("Payments", "CreditNotes", "Prepayments", "Overpayments").forEach(json::putArray);
        }
        json.put("HasErrors", false).put("IsDiscounted", false);
        Contact contact = contactOf(document);
        if (contact != null) {
            ObjectNode brief = ContactJson.shortForm(contact);
            if (contact.contactNumber != null) {
                brief.put("ContactNumber", contact.contactNumber);
            }
            json.set("Contact", brief);
        }
        json.putArray("LineItems");
        return json.put("CurrencyCode", document.currency);
    }

    private ObjectNode document(Document document, @Nullable ObjectNode contact, List<Line> lines, int unitDecimals) {
        ObjectNode json = Json.object().put("Type", document.type.name());
        if (document.type.credit()) {
            putCreditNoteHead(json, document);
        } else {
            putInvoiceHead(json, document);
        }
        if (contact != null) {
            json.set("Contact", contact);
        }
        putDay(json, "DateString", "Date", document.date);
        putDay(json, "DueDateString", "DueDate", document.dueDate);
        putDay(json, "ExpectedPaymentDateString", "ExpectedPaymentDate", document.expectedPaymentDate);
        putDay(json, "PlannedPaymentDateString", "PlannedPaymentDate", document.plannedPaymentDate);
        if (document.brandingThemeId != null) {
            json.put("BrandingThemeID", document.brandingThemeId.toString());
        }
        json.put("Status", document.status.name()).put("LineAmountTypes", document.lineAmountTypes.wireName());
        ArrayNode list = json.putArray("LineItems");
        for (Line line : lines) {
            list.add(line(line, unitDecimals));
        }
        json.put("SubTotal", document.subTotal)
                .put("TotalTax", document.totalTax)
                .put("Total", document.total)
                .put("UpdatedDateUTC", XeroDates.instant(document.updated))
                .put("UpdatedDateUTCString", XeroDates.instantString(document.updated))
                .put("CurrencyCode", document.currency);
        if (document.fullyPaidOn != null) {
            json.put("FullyPaidOnDate", XeroDates.day(document.fullyPaidOn));
        }
        return json;
    }

    private void putInvoiceHead(ObjectNode json, Document document) {
        json.put("InvoiceID", document.id.toString());
        if (document.number != null) {
            json.put("InvoiceNumber", document.number);
        }
        json.put("Reference", document.reference == null ? "" : document.reference);
        putPayments(json, document);
        json.putArray("CreditNotes");
        json.putArray("Prepayments");
        json.putArray("Overpayments");
        for (Allocation allocation : document.allocations) {
            json.withArray(allocation.creditType().noun() + "s").add(credit(allocation));
        }
        json.put("AmountDue", document.open())
                .put("AmountPaid", document.amountPaid)
                .put("AmountCredited", document.amountCredited);
        if (document.url != null) {
            json.put("Url", document.url);
        }
        json.put("SentToContact", document.sentToContact).put("CurrencyRate", document.currencyRate);
        boolean discounted = document.discounted();
        if (discounted) {
            json.put("TotalDiscount", document.totalDiscount);
        }
        json.put("IsDiscounted", discounted)
                .put("HasAttachments", document.hasAttachments)
                .put("HasErrors", false);
        json.putArray("Attachments");
        json.putArray("InvoicePaymentServices");
    }

    private void putCreditNoteHead(ObjectNode json, Document document) {
        json.put("CreditNoteID", document.id.toString()).put("CreditNoteNumber", document.number);
        putPayments(json, document);
        json.put("ID", document.id.toString())
                .put("HasErrors", false)
                .put("CurrencyRate", document.currencyRate)
                .put("Reference", document.reference == null ? "" : document.reference)
                .put("SentToContact", document.sentToContact)
                .put("RemainingCredit", document.open());
        putAllocations(json, document);
        json.put("HasAttachments", document.hasAttachments);
    }

    /** What is set against invoices of a credit note, overpayment or prepayment. */
    void putAllocations(ObjectNode json, Document document) {
        ArrayNode allocations = json.putArray("Allocations");
        for (Allocation allocation : document.allocations) {
            ObjectNode each = allocations
                    .addObject()
                    .put("AllocationID", allocation.id().toString())
                    .put("Amount", allocation.amount())
                    .put("Date", XeroDates.day(allocation.date()));
            ObjectNode invoice = each.putObject("Invoice")
                    .put("InvoiceID", allocation.invoiceId().toString());
            Document target = books.invoices.get(allocation.invoiceId());
            if (target != null && target.number != null) {
                invoice.put("InvoiceNumber", target.number);
            }
        }
    }

    void putPayments(ObjectNode json, Document document) {
        ArrayNode list = json.putArray("Payments");
        for (UUID id : document.payments) {
            Payment payment = books.payments.get(id);
            if (payment != null) {
                ObjectNode brief = list.addObject()
                        .put("PaymentID", id.toString())
                        .put("Date", XeroDates.day(payment.date()))
                        .put("Amount", payment.amount());
                if (payment.reference() != null) {
                    brief.put("Reference", payment.reference());
                }
                brief.put("CurrencyRate", payment.currencyRate())
                        .put("HasAccount", false)
                        .put("HasValidationErrors", false);
            }
        }
    }

    private ObjectNode credit(Allocation allocation) {
        ObjectNode json = Json.object()
                .put(
                        allocation.creditType().noun() + "ID",
                        allocation.creditId().toString())
                .put("ID", allocation.creditId().toString())
                .put("AppliedAmount", allocation.amount())
                .put("Date", XeroDates.day(allocation.date()))
                .put("DateString", XeroDates.dayString(allocation.date()));
        Document credit = books.shelf(allocation.creditType()).get(allocation.creditId());
        if (credit != null) {
            json.put("Total", credit.total);
        }
        if (credit != null && credit.type.credit()) {
            json.put("CreditNoteNumber", credit.number);
        }
        json.putArray("LineItems");
        return json.put("HasErrors", false);
    }

    static ObjectNode line(Line line, int unitDecimals) {
        ObjectNode json = Json.object();
        if (line.itemCode() != null) {
            json.put("ItemCode", line.itemCode());
        }
        json.put("Description", line.description());
        if (line.unitAmount() != null) {
            json.put("UnitAmount", line.unitAmount().setScale(unitDecimals, RoundingMode.HALF_UP));
        }
        if (line.taxType() != null) {
            json.put("TaxType", line.taxType());
        }
        json.put("TaxAmount", line.taxAmount()).put("LineAmount", line.lineAmount());
        if (line.accountCode() != null) {
            json.put("AccountCode", line.accountCode());
        }
        ArrayNode tracking = json.putArray("Tracking");
        for (Line.Tracked each : line.tracking()) {
            tracking.addObject()
                    .put("Name", each.category())
                    .put("Option", each.option())
                    .put("TrackingCategoryID", each.categoryId().toString())
                    .put("TrackingOptionID", each.optionId().toString());
        }
        putIfPresent(json, "Quantity", line.quantity());
        if (line.accountId() != null) {
            json.put("AccountID", line.accountId().toString());
        }
        json.put("LineItemID", line.id().toString());
        putIfPresent(json, "DiscountRate", line.discountRate());
        putIfPresent(json, "DiscountAmount", line.discountAmount());
        json.putArray("ValidationErrors");
        return json;
    }

    private static void putIfPresent(ObjectNode json, String field, @Nullable BigDecimal value) {
        if (value != null) {
            json.put(field, value);
        }
    }

    private static void putDay(ObjectNode json, String textField, String field, @Nullable LocalDate date) {
        if (date != null) {
            json.put(textField, XeroDates.dayString(date)).put(field, XeroDates.day(date));
        }
    }

    private @Nullable Contact contactOf(Document document) {
        return document.contactId == null ? null : books.contacts.get(document.contactId);
    }

    private @Nullable ObjectNode wholeContact(Document document) {
        Contact contact = contactOf(document);
        return contact == null ? null : contacts.inDocument(contact);
    }

    private @Nullable ObjectNode shortContact(Document document) {
        Contact contact = contactOf(document);
        return contact == null ? null : ContactJson.shortForm(contact);
    }
}
