package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A contact. Its plain texts sit in {@link #texts} under Xero's field names. */
final class Contact implements Stored {
    final UUID id;
    String name = "";
    Status status = Status.ACTIVE;

    @Nullable
    String contactNumber;

    @Nullable
    UUID mergedTo;

    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, Map<String, String>> addresses = new LinkedHashMap<>();
    Map<String, Map<String, String>> phones = new LinkedHashMap<>();

    @Nullable
    JsonNode persons;

    @Nullable
    JsonNode salesTracking;

    @Nullable
    JsonNode purchasesTracking;

    @Nullable
    JsonNode paymentTerms;

    boolean customer;
    boolean supplier;
    long updated;

    enum Status {
        ACTIVE,
        ARCHIVED,
        GDPRREQUEST
    }

    Contact(UUID id) {
        this.id = id;
    }

    Contact copy() {
        Contact copy = new Contact(id);
        copy.name = name;
        copy.status = status;
        copy.contactNumber = contactNumber;
        copy.mergedTo = mergedTo;
        copy.texts = new LinkedHashMap<>(texts);
        copy.addresses = new LinkedHashMap<>(addresses);
        copy.phones = new LinkedHashMap<>(phones);
        copy.persons = persons;
        copy.salesTracking = salesTracking;
        copy.purchasesTracking = purchasesTracking;
        copy.paymentTerms = paymentTerms;
        copy.customer = customer;
        copy.supplier = supplier;
        copy.updated = updated;
        return copy;
    }

    boolean active() {
        return status == Status.ACTIVE;
    }

    @Nullable
    String text(String field) {
        return texts.get(field);
    }

    boolean hasEmail() {
        String email = texts.get("EmailAddress");
        return email != null && !email.isEmpty();
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public long updated() {
        return updated;
    }
}
