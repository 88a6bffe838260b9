package org.harvestxero.http;

/** A token endpoint answered, but with no token. */
public final class GrantRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String error;

    GrantRefusedException(Api api, int status, String error) {
        super(api + " gave no token (" + status + " " + error + ")");
        this.error = error;
    }

    /** The OAuth error code, such as {@code invalid_grant}; empty when none was given. */
    public String error() {
        return error;
    }

    /** True when the code or refresh token is used up, expired or revoked. */
    public boolean isSpent() {
        return error.equals("invalid_grant");
    }
}
