package org.harvestxero.harvest;

/** A field that is needed can't be read from what Harvest sent. */
public final class HarvestUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String value;

    public HarvestUnreadableException(String field, String value) {
        super("Harvest's field " + field + " can't be read: " + value);
        this.field = field;
        this.value = value;
    }

    /** Where it stands, such as {@code line_items[2].amount}. */
    public String field() {
        return field;
    }

    public String value() {
        return value;
    }
}
