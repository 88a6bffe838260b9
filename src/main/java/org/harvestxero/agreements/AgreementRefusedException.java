package org.harvestxero.agreements;

/** An agreement can't be used as it is written. */
public final class AgreementRefusedException extends Exception {
    private final String file;
    private final int line;
    private final String reason;

    AgreementRefusedException(String file, int line, String reason) {
        super(file + ", line " + line + ": " + reason);
        this.file = file;
        this.line = line;
        this.reason = reason;
    }

    /** Name of the file, without its folder. */
    public String file() {
        return file;
    }

    /** Where the fault is, from 1. */
    public int line() {
        return line;
    }

    /** What is wrong, for people. */
    public String reason() {
        return reason;
    }
}
