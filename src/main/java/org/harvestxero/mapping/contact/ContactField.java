package org.harvestxero.mapping.contact;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What of a client and its Xero contact crosses between the two sides, each on its own. */
public enum ContactField {
    NAME("name"),
    /** Of the person the client's invoices go to; in Xero the contact's own. */
    EMAIL("e-mail address"),
    ADDRESS("postal address"),
    /** Office, mobile and fax of that person; in Xero the contact's own. */
    PHONES("phone numbers"),
    /** That person's name, and the other people. */
    PEOPLE("people"),
    ACTIVE("archiving");

    private final String words;

    ContactField(String words) {
        this.words = words;
    }

    /** The word in settings and tables, such as {@code email}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ContactField> of(String code) {
        return Stream.of(values()).filter(field -> field.code().equals(code)).findFirst();
    }

    /** As a person calls it. */
    public String words() {
        return words;
    }
}
