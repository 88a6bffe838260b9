package org.harvestxero.mapping.edit;

import java.time.LocalDate;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.XeroInvoice;
import org.jspecify.annotations.Nullable;

/** The fields of an invoice outside its lines that an edit may change. */
public enum HeaderField {
    NUMBER("number", true),
    CONTACT("contact", true),
    DATE("date", false),
    DUE_DATE("due date", true),
    CURRENCY("currency", false),
    REFERENCE("reference", true),
    URL("link", true),
    BRANDING_THEME("branding theme", true);

    private final String words;
    private final boolean whenAllocated;

    HeaderField(String words, boolean whenAllocated) {
        this.words = words;
        this.whenAllocated = whenAllocated;
    }

    String words() {
        return words;
    }

    /** Whether Xero lets it be changed once something is paid or credited. */
    boolean isEditableWhenAllocated() {
        return whenAllocated;
    }

    String of(TargetInvoice invoice, String contactId) {
        return switch (this) {
            case NUMBER -> invoice.number();
            case CONTACT -> contactId;
            case DATE -> invoice.date().toString();
            case DUE_DATE -> text(invoice.dueDate());
            case CURRENCY -> invoice.currency();
            case REFERENCE -> text(invoice.reference());
            case URL -> invoice.url();
            case BRANDING_THEME -> text(invoice.brandingThemeId());
        };
    }

    String of(XeroInvoice invoice) {
        return switch (this) {
            case NUMBER -> invoice.number();
            case CONTACT -> invoice.contactId();
            case DATE -> invoice.date().toString();
            case DUE_DATE -> text(invoice.dueDate());
            case CURRENCY -> invoice.currency();
            case REFERENCE -> text(invoice.reference());
            case URL -> text(invoice.url());
            case BRANDING_THEME -> text(invoice.brandingThemeId());
        };
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static String text(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }
}
