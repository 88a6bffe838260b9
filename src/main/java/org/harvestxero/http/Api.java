package org.harvestxero.http;

/** The two systems we call. Prints as people call them: {@code Harvest}, {@code Xero}. */
public enum Api {
    HARVEST("Harvest"),
    XERO("Xero");

    private final String called;

    Api(String called) {
        this.called = called;
    }

    @Override
    public String toString() {
        return called;
    }
}
