package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.XeroContact;
import org.jspecify.annotations.Nullable;

/**
 * What Xero answered: a 2xx, a 304, or a 400 that tells of each element.
 *
 * @param body as it came, empty for 204 and 304
 * @param json the body read with exact decimals; missing when there was none
 * @param serverDate Xero's own clock at the answer, ours when it sent none
 * @param correlationId what Xero's support asks for
 */
public record XeroResponse(
        int status,
        String body,
        JsonNode json,
        Instant serverDate,
        @Nullable String correlationId) {

    /** The invoices it shows; none when it holds no such list. The other lists alike. */
    public List<XeroInvoiceView> invoices() {
        return XeroElement.list(json, "Invoices").stream()
                .map(XeroInvoiceView::of)
                .toList();
    }

    /** Bills among invoices, and money spent among bank transactions. */
    public List<XeroPurchaseView> purchases() {
        return Stream.of("Invoices", "BankTransactions")
                .flatMap(collection -> XeroElement.list(json, collection).stream())
                .map(XeroPurchaseView::of)
                .filter(purchase -> purchase.isBill() || purchase.isSpent())
                .toList();
    }

    public List<XeroCreditNoteView> creditNotes() {
        return XeroElement.list(json, "CreditNotes").stream()
                .map(XeroCreditNoteView::of)
                .toList();
    }

    public List<XeroPaymentView> payments() {
        return XeroElement.list(json, "Payments").stream()
                .map(XeroPaymentView::of)
                .toList();
    }

    /** The one credit note asked for; one that shows nothing when there is none. */
    public XeroCreditNoteView creditNote() {
        return XeroCreditNoteView.of(
                new XeroElement(JsonFields.field(json, "CreditNotes").path(0), "CreditNotes"));
    }

    /** The one contact asked for; one that shows nothing when there is none. */
    public XeroContactView contact() {
        return XeroContactView.of(
                new XeroElement(JsonFields.field(json, "Contacts").path(0), "Contacts"));
    }

    /** The contacts it shows, as far as matching needs them. */
    public List<XeroContact> contacts() {
        return XeroElement.list(json, "Contacts").stream()
                .map(XeroReader::contact)
                .toList();
    }

    public XeroOrganisationView organisation() {
        return XeroOrganisationView.of(JsonFields.field(json, "Organisations").path(0));
    }

    public List<XeroTrackingCategoryView> trackingCategories() {
        return XeroTrackingCategoryView.listIn(json);
    }

    /** The options of all tracking categories it shows. */
    public List<XeroTrackingOptionView> trackingOptions() {
        return XeroTrackingOptionView.listIn(json);
    }

    /** Xero's id of the group of that name, in capitals or not. */
    public Optional<String> contactGroup(String name) {
        return contactGroups().stream()
                .filter(group -> group.name().equalsIgnoreCase(name))
                .map(XeroContactGroupView::id)
                .findFirst();
    }

    /** The groups of contacts it shows. */
    public List<XeroContactGroupView> contactGroups() {
        return XeroContactGroupView.listIn(json);
    }

    /** Names of the files it shows. */
    public List<String> fileNames() {
        return XeroElement.list(json, "Attachments").stream()
                .map(file -> JsonFields.text(file.tree(), "FileName"))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Why Xero refused, in its words: of each element, else of the request; empty when it gives no reason. */
    public Optional<String> refusal() {
        List<String> words = new ArrayList<>();
        JsonFields.field(json, "Elements")
                .forEach(element -> JsonFields.field(element, "ValidationErrors")
                        .forEach(error -> words.add(error.path("Message").asText())));
        return words.isEmpty()
                ? Optional.ofNullable(JsonFields.text(json, "Message"))
                : Optional.of(String.join("; ", words));
    }

    /** Without the body, which may hold personal data. */
    @Override
    public String toString() {
        return "Xero answered " + status + " with " + body.length() + " characters, correlation " + correlationId;
    }
}
