package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Creates, finds and changes contacts by Xero's rules of identity and uniqueness. */
final class ContactWriter {
    private static final String UNIDENTIFIED = "The Contact must contain at least 1 of the following elements to"
            + " identify the contact: Name, ContactID, ContactNumber";
    private static final String NUMBER_TAKEN =
            "Another contact has this contact number. Please enter a different contact number.";
    private static final String ARCHIVED =
            "The specified contact details matched an archived contact. Archived contacts cannot currently be edited"
                    + " via the API.";
    private static final String ARCHIVED_ON_DOCUMENT =
            "The contact with the specified contact details has been archived. The contact must be un-archived before"
                    + " creating new invoices or credit notes";
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Plain text fields and how many characters each may hold. */
    private static final Map<String, Integer> TEXTS = texts();

    private static final Map<String, Integer> ADDRESS_PARTS = addressParts();
    private static final List<String> PHONE_PARTS = List.of("PhoneNumber", "PhoneAreaCode", "PhoneCountryCode");
    private static final Set<String> ADDRESS_TYPES = Set.of("STREET", "POBOX");
    private static final Set<String> PHONE_TYPES = Set.of("DEFAULT", "DDI", "MOBILE", "FAX");

    private final Books books;
    private final ContactJson json;

    ContactWriter(Books books, ContactJson json) {
        this.books = books;
        this.json = json;
    }

    private static Map<String, Integer> texts() {
        Map<String, Integer> texts = new LinkedHashMap<>();
        texts.put("FirstName", 255);
        texts.put("LastName", 255);
        texts.put("EmailAddress", 255);
        texts.put("BankAccountDetails", 255);
        texts.put("CompanyNumber", 50);
        texts.put("AccountNumber", 50);
        texts.put("TaxNumber", 50);
        texts.put("AccountsReceivableTaxType", 50);
        texts.put("AccountsPayableTaxType", 50);
        texts.put("SalesDefaultLineAmountType", 50);
        texts.put("PurchasesDefaultLineAmountType", 50);
        texts.put("SalesDefaultAccountCode", 10);
        texts.put("PurchasesDefaultAccountCode", 10);
        texts.put("DefaultCurrency", 3);
        return texts;
    }

    private static Map<String, Integer> addressParts() {
        Map<String, Integer> parts = new LinkedHashMap<>();
        for (int line = 1; line <= 4; line++) {
            parts.put("AddressLine" + line, 500);
        }
        parts.put("City", 255);
        parts.put("Region", 255);
        parts.put("PostalCode", 50);
        parts.put("Country", 50);
        parts.put("AttentionTo", 255);
        return parts;
    }

    /** Stops the request when an element cannot be read or names an unknown id, before anything is stored. */
    void check(JsonNode in) {
        UUID id = Fields.id(in, "ContactID");
        if (id != null && books.contacts.get(id) == null) {
            throw Refusal.notFound();
        }
        TEXTS.keySet().forEach(field -> Fields.text(in, field));
        for (String field : List.of("Addresses", "Phones", "ContactPersons", "SalesTrackingCategories")) {
            Fields.array(in, field);
        }
    }

    Verdict create(JsonNode in) {
        List<String> errors = new ArrayList<>();
        Contact contact = new Contact(books.newId());
        fill(contact, in, errors);
        return store(contact, errors, true);
    }

    /** Changes the contact an id, number or name points to, or creates one. */
    Verdict save(JsonNode in, @Nullable Contact target) {
        Contact found = target != null ? target : find(in);
        if (found == null) {
            return create(in);
        }
        List<String> errors = new ArrayList<>();
        Contact contact = found.copy();
        if (!found.active()) {
            errors.add(ARCHIVED);
        } else {
            fill(contact, in, errors);
        }
        return store(contact, errors, false);
    }

    /**
     * The contact of a document: the one identified, with the changes its element asks for, or a new one. It is not
     * stored yet; null when the element is unusable, with the reason among the errors.
     */
    @Nullable
    Contact forDocument(JsonNode in, List<String> errors) {
        if (Fields.id(in, "ContactID") == null && blank(in, "Name") && blank(in, "ContactNumber")) {
            errors.add(UNIDENTIFIED);
            return null;
        }
        Contact found = find(in);
        if (found != null && !found.active()) {
            errors.add(ARCHIVED_ON_DOCUMENT);
            return found;
        }
        if (found != null && onlyIdentifies(in)) {
            return found;
        }
        Contact contact = found == null ? new Contact(books.newId()) : found.copy();
        fill(contact, in, errors);
        return contact;
    }

    /** Stores a contact that came out of {@link #forDocument}, if it is new or changed. */
    void keep(Contact contact) {
        if (books.contacts.get(contact.id) != contact) {
            contact.updated = books.now();
            books.contacts.put(contact);
        }
    }

    /** Xero marks a contact as customer or supplier after its first document; that is no change of the contact. */
    void mark(UUID contactId, boolean sales) {
        Contact contact = books.contacts.get(contactId);
        if (contact != null && !(sales ? contact.customer : contact.supplier)) {
            Contact marked = contact.copy();
            marked.customer |= sales;
            marked.supplier |= !sales;
            books.contacts.put(marked);
        }
    }

    private Verdict store(Contact contact, List<String> errors, boolean created) {
        if (!errors.isEmpty()) {
            return new Verdict(json.rejected(contact, created), errors, List.of());
        }
        contact.updated = books.now();
        books.contacts.put(contact);
        return Verdict.accepted(json.full(contact));
    }

    private @Nullable Contact find(JsonNode in) {
        UUID id = Fields.id(in, "ContactID");
        if (id != null) {
            return books.contacts.get(id);
        }
        String number = Fields.text(in, "ContactNumber");
        Contact byNumber = number == null || number.isBlank() ? null : books.contactNumbered(number);
        if (byNumber != null) {
            return byNumber;
        }
        String name = Fields.text(in, "Name");
        return name == null ? null : books.activeContact(tidy(name));
    }

    private static boolean onlyIdentifies(JsonNode in) {
        return in.size() == 1;
    }

    private static boolean blank(JsonNode in, String field) {
        String text = Fields.text(in, field);
        return text == null || text.isBlank();
    }

    private void fill(Contact contact, JsonNode in, List<String> errors) {
        fillName(contact, in, errors);
        fillNumber(contact, in, errors);
        fillTexts(contact, in, errors);
        fillParts(contact.addresses, Fields.array(in, "Addresses"), "AddressType", ADDRESS_TYPES, errors);
        fillParts(contact.phones, Fields.array(in, "Phones"), "PhoneType", PHONE_TYPES, errors);
        fillPersons(contact, in, errors);
        JsonNode salesTracking = Fields.array(in, "SalesTrackingCategories");
        contact.salesTracking = salesTracking == null ? contact.salesTracking : salesTracking;
        JsonNode purchasesTracking = Fields.array(in, "PurchasesTrackingCategories");
        contact.purchasesTracking = purchasesTracking == null ? contact.purchasesTracking : purchasesTracking;
        JsonNode terms = Fields.object(in, "PaymentTerms");
        contact.paymentTerms = terms == null ? contact.paymentTerms : terms;
        String status = Fields.text(in, "ContactStatus");
        if (status != null) {
            contact.status = parseStatus(status);
        }
    }

    private void fillName(Contact contact, JsonNode in, List<String> errors) {
        String sent = Fields.text(in, "Name");
        if (sent == null) {
            if (contact.name.isEmpty()) {
                errors.add(UNIDENTIFIED);
            }
            return;
        }
        String name = tidy(sent);
        if (name.isEmpty()) {
            errors.add(UNIDENTIFIED);
        } else if (name.length() > 255) {
            errors.add(tooLong("Name", 255));
        } else if (name.indexOf('<') >= 0 || name.indexOf('>') >= 0) {
            errors.add("The contact name cannot contain any of the following characters: < >");
        }
        Contact holder = books.activeContact(name);
        if (holder != null && !holder.id.equals(contact.id)) {
            errors.add("The contact name " + name
                    + " is already assigned to another contact. The contact name must be unique across all active"
                    + " contacts.");
        }
        contact.name = name;
    }

    private void fillNumber(Contact contact, JsonNode in, List<String> errors) {
        String number = Fields.text(in, "ContactNumber");
        if (number == null || number.isBlank()) {
            return;
        }
        if (number.length() > 50) {
            errors.add(tooLong("ContactNumber", 50));
        }
        Contact holder = books.contactNumbered(number);
        if (holder != null && !holder.id.equals(contact.id)) {
            errors.add(NUMBER_TAKEN);
        }
        contact.contactNumber = number;
    }

    private void fillTexts(Contact contact, JsonNode in, List<String> errors) {
        for (Map.Entry<String, Integer> field : TEXTS.entrySet()) {
            String value = Fields.text(in, field.getKey());
            if (value == null) {
                continue;
            }
            if (value.length() > field.getValue()) {
                errors.add(tooLong(field.getKey(), field.getValue()));
            }
            contact.texts.put(field.getKey(), value);
        }
        String email = Fields.text(in, "EmailAddress");
        if (email != null && !email.isEmpty() && !EMAIL.matcher(email).matches()) {
            errors.add("Email address must be valid.");
        }
        String currency = Fields.text(in, "DefaultCurrency");
        if (currency != null && !currency.isEmpty() && !books.organisation.hasCurrency(currency)) {
            errors.add("Organisation is not subscribed to currency " + currency);
        }
    }

    private static void fillParts(
            Map<String, Map<String, String>> slots,
            @Nullable JsonNode sent,
            String typeField,
            Set<String> types,
            List<String> errors) {
        if (sent == null) {
            return;
        }
        for (JsonNode part : sent) {
            String type = Fields.text(part, typeField);
            if (type == null || !types.contains(type)) {
                continue;
            }
            Map<String, String> texts = new LinkedHashMap<>();
            for (String field : typeField.equals("PhoneType") ? PHONE_PARTS : List.copyOf(ADDRESS_PARTS.keySet())) {
                String value = Fields.text(part, field);
                if (value == null) {
                    continue;
                }
                int limit = ADDRESS_PARTS.getOrDefault(field, 50);
                if (value.length() > limit) {
                    errors.add(tooLong(field, limit));
                }
                texts.put(field, value);
            }
            slots.put(type, texts);
        }
    }

    private static void fillPersons(Contact contact, JsonNode in, List<String> errors) {
        JsonNode persons = Fields.array(in, "ContactPersons");
        if (persons == null) {
            return;
        }
        if (persons.size() > 5) {
            errors.add("A contact cannot have more than 5 contact persons.");
        }
        contact.persons = persons;
    }

    private static Contact.Status parseStatus(String status) {
        try {
            return Contact.Status.valueOf(status);
        } catch (IllegalArgumentException e) {
            throw Refusal.malformed("Error converting value \"" + status + "\" to type 'ContactStatus'.");
        }
    }

    /** Names are compared and kept without blanks around them or doubled within. */
    static String tidy(String name) {
        return BLANKS.matcher(name.strip()).replaceAll(" ");
    }

    private static String tooLong(String field, int limit) {
        return String.format(Locale.ROOT, "The %s field exceeds the maximum length of %d.", field, limit);
    }
}
