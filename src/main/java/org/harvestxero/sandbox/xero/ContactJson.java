package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Contacts as Xero writes them: in full, inside a document, and short. */
final class ContactJson {
    private static final List<String> IDENTITY = List.of("FirstName", "LastName", "EmailAddress");
    private static final List<String> PUBLIC_NUMBERS = List.of("CompanyNumber", "AccountNumber", "TaxNumber");
    private static final List<String> TAX_TYPES = List.of("AccountsReceivableTaxType", "AccountsPayableTaxType");
    private static final List<String> DEFAULTS = List.of(
            "SalesDefaultLineAmountType",
            "PurchasesDefaultLineAmountType",
            "SalesDefaultAccountCode",
            "PurchasesDefaultAccountCode");
    private static final List<String> ADDRESS_ALWAYS = List.of("City", "Region", "PostalCode", "Country");
    private static final List<String> PHONE_TYPES = List.of("DDI", "DEFAULT", "FAX", "MOBILE");

    private final Books books;

    ContactJson(Books books) {
        this.books = books;
    }

    /** With defaults, persons, balances: the answer to a write, a single read or a page. */
    ObjectNode full(Contact contact) {
        ObjectNode json = inDocument(contact);
        ArrayNode groups = json.putArray("ContactGroups");
        books.groupsOf(contact.id).forEach(group -> groups.add(group.toJson()));
        putTexts(json, contact, DEFAULTS);
        json.set("SalesTrackingCategories", orEmpty(contact.salesTracking));
        json.set("PurchasesTrackingCategories", orEmpty(contact.purchasesTracking));
        if (contact.paymentTerms != null) {
            json.set("PaymentTerms", contact.paymentTerms);
        }
        putTexts(json, contact, List.of("DefaultCurrency"));
        putBalances(json, contact);
        return json.put("HasAttachments", books.attachments.containsKey(contact.id));
    }

    /** The row of an unpaged list: no defaults, no balances, no trace of a merge. */
    ObjectNode unpaged(Contact contact) {
        ObjectNode json = inDocument(contact);
        json.remove("MergedToContactID");
        return json.put("HasAttachments", books.attachments.containsKey(contact.id));
    }

    /** The row of a list asked for with {@code summaryOnly}. */
    ObjectNode summary(Contact contact) {
        ObjectNode json = inDocument(contact);
        json.remove(List.of("Addresses", "ContactGroups", "ContactPersons", "IsCustomer", "IsSupplier"));
        return json.put("HasAttachments", books.attachments.containsKey(contact.id));
    }

    /** The contact inside the answer to a write or single read of a document. */
    ObjectNode inDocument(Contact contact) {
        ObjectNode json = Json.object().put("ContactID", contact.id.toString());
        if (contact.mergedTo != null) {
            json.put("MergedToContactID", contact.mergedTo.toString());
        }
        json.put("ContactStatus", contact.status.name());
        if (contact.contactNumber != null) {
            json.put("ContactNumber", contact.contactNumber);
        }
        json.put("Name", contact.name);
        putTexts(json, contact, IDENTITY);
        putTexts(json, contact, PUBLIC_NUMBERS);
        String bank = contact.text("BankAccountDetails");
        json.put("BankAccountDetails", bank == null ? "" : bank);
        putTexts(json, contact, TAX_TYPES);
        putAddresses(json, contact);
        putPhones(json, contact);
        json.put("UpdatedDateUTC", XeroDates.instant(contact.updated));
        json.putArray("ContactGroups");
        json.put("IsSupplier", contact.supplier).put("IsCustomer", contact.customer);
        json.set("ContactPersons", orEmpty(contact.persons));
        return json.put("HasValidationErrors", false);
    }

    /** The contact inside a row of a list of documents: no e-mail address, no number. */
    static ObjectNode shortForm(Contact contact) {
        return shortForm(contact.id, contact.name);
    }

    private static ObjectNode shortForm(UUID id, String name) {
        ObjectNode json = Json.object().put("ContactID", id.toString()).put("Name", name);
        json.putArray("Addresses");
        json.putArray("Phones");
        json.putArray("ContactGroups");
        json.putArray("ContactPersons");
        return json.put("HasValidationErrors", false);
    }

    /** The echo of a contact that was refused; one that would have been new has the zero id. */
    ObjectNode rejected(Contact contact, boolean created) {
        ObjectNode json = shortForm(created ? Json.ZERO_ID : contact.id, contact.name);
        if (contact.contactNumber != null) {
            json.put("ContactNumber", contact.contactNumber);
        }
        return json.put("HasValidationErrors", true);
    }

    private static void putTexts(ObjectNode json, Contact contact, List<String> fields) {
        for (String field : fields) {
            String value = contact.text(field);
            if (value != null) {
                json.put(field, value);
            }
        }
    }

    private static void putAddresses(ObjectNode json, Contact contact) {
        ArrayNode list = json.putArray("Addresses");
        for (String type : List.of("STREET", "POBOX")) {
            ObjectNode address = list.addObject().put("AddressType", type);
            Map<String, String> parts = contact.addresses.getOrDefault(type, Map.of());
            parts.forEach(address::put);
            for (String part : ADDRESS_ALWAYS) {
                address.put(part, parts.getOrDefault(part, ""));
            }
        }
    }

    private static void putPhones(ObjectNode json, Contact contact) {
        ArrayNode list = json.putArray("Phones");
        for (String type : PHONE_TYPES) {
            Map<String, String> parts = contact.phones.getOrDefault(type, Map.of());
            list.addObject()
                    .put("PhoneType", type)
                    .put("PhoneNumber", parts.getOrDefault("PhoneNumber", ""))
                    .put("PhoneAreaCode", parts.getOrDefault("PhoneAreaCode", ""))
                    .put("PhoneCountryCode", parts.getOrDefault("PhoneCountryCode", ""));
        }
    }

    private void putBalances(ObjectNode json, Contact contact) {
        Balance sales = new Balance();
        Balance purchases = new Balance();
        LocalDate today = books.organisation.today();
        for (UUID id : books.invoicesOf(contact.id)) {
            Document invoice = books.invoices.get(id);
            if (invoice != null && invoice.status == DocumentStatus.AUTHORISED) {
                (invoice.type.sales() ? sales : purchases).add(invoice, today);
            }
        }
        if (sales.any || purchases.any) {
            ObjectNode balances = json.putObject("Balances");
            sales.putInto(balances.putObject("AccountsReceivable"));
            purchases.putInto(balances.putObject("AccountsPayable"));
        }
    }

    /** Open amounts in the base currency. */
    private static final class Balance {
        private BigDecimal outstanding = LineArithmetic.ZERO;
        private BigDecimal overdue = LineArithmetic.ZERO;
        private boolean any;

        void add(Document invoice, LocalDate today) {
            BigDecimal open = invoice.open().divide(invoice.currencyRate, 2, RoundingMode.HALF_UP);
            any = true;
            outstanding = outstanding.add(open);
            if (invoice.dueDate != null && invoice.dueDate.isBefore(today)) {
                overdue = overdue.add(open);
            }
        }

        void putInto(ObjectNode json) {
            json.put("Outstanding", outstanding).put("Overdue", overdue);
        }
    }

    private static JsonNode orEmpty(@Nullable JsonNode list) {
        return list == null ? Json.array() : list;
    }
}
