package org.harvestxero.http;

/** The request as a whole was refused and nothing was done; the same request will be refused again. */
public final class RequestRefusedException extends CallException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public RequestRefusedException(Api api, String message, int status, String reason) {
        super(api, message, status, null);
        this.reason = reason;
    }

    /** What the other side said, in its own words; empty when it said nothing readable. */
    public String reason() {
        return reason;
    }

    /** Its reason, or where it gave none what happened. */
    public String words() {
        return reason.isBlank() ? String.valueOf(getMessage()) : reason;
    }
}
