package org.harvestxero.http;

/** The settings lead to another Harvest account or Xero organisation than the one the links belong to. */
public final class MismatchException extends ConsentException {
    private static final long serialVersionUID = 1L;

    /** What a person can do about it. */
    public static final String REMEDY =
            "Put the former settings back or connect the former organisation again; or, if the books really begin anew, stop "
                    + "the process and run: harvest-xero connect --start-over";

    public MismatchException(Api api, String message) {
        super(api, message);
    }
}
