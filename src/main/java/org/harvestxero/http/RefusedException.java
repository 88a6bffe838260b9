package org.harvestxero.http;

/** The request as a whole was refused and nothing was done; the same request will be refused again. */
public abstract class RefusedException extends CallException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    protected RefusedException(String message, int status, String reason) {
        super(message, null);
        this.status = status;
        this.reason = reason;
    }

    public int status() {
        return status;
    }

    /** What the other side said, in its own words; empty when it said nothing readable. */
    public String reason() {
        return reason;
    }
}
