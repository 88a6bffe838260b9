package org.harvestxero.runtime.route;

/** A route file that can't be run: which one, and why. */
public final class RouteRefusedException extends RuntimeException {
    private final String file;
    private final String reason;

    RouteRefusedException(String file, String reason, Throwable cause) {
        super(file + ": " + reason, cause);
        this.file = file;
        this.reason = reason;
    }

    RouteRefusedException(String file, String reason) {
        super(file + ": " + reason);
        this.file = file;
        this.reason = reason;
    }

    /** Its path below the folder of routes. */
    public String file() {
        return file;
    }

    /** Whether another one gives the same reason for the same file. */
    boolean says(RouteRefusedException other) {
        return file.equals(other.file) && reason.equals(other.reason);
    }

    /** One line. */
    public String reason() {
        return reason;
    }
}
