package org.harvestxero.xero;

/** A field that is needed can't be read from what Xero sent. */
public final class XeroUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    XeroUnreadableException(String field, String value) {
        super("Xero's field " + field + " can't be read: " + value);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
