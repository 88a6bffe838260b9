package org.harvestxero.http;

import java.net.URI;
import java.util.List;

/** The person at the terminal while a connection is made. */
public interface ConsentDialogue {
    /** Shows the consent page's address and opens it in a browser if it can. */
    void open(URI consentPage);

    /** Lets the person choose one of several; returns its index. */
    int choose(List<Target> targets);

    /** Whether another organisation or account than the one the links belong to is wanted. */
    default boolean startsOver() {
        return false;
    }

    /** An organisation in Xero or an account in Harvest. */
    record Target(String id, String name) {}
}
