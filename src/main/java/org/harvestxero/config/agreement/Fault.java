package org.harvestxero.config.agreement;

/** A value that fits the schema but makes no sense; carries its place until file and line are known. */
final class Fault extends IllegalArgumentException {
    private final String pointer;

    Fault(String pointer, String reason) {
        super(reason);
        this.pointer = pointer;
    }

    String pointer() {
        return pointer;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
