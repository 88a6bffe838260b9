package org.harvestxero.http;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The person at the terminal while a connection is made. */
public interface ConsentDialogue {
    /** Shows the consent page's address and opens it in a browser if it can. */
    void open(URI consentPage);

    /** Lets the person choose one of several; returns its index. */
    int choose(List<Target> targets) throws InterruptedException;

    /** How the browser comes back, where not by a port of this machine that is listened on meanwhile. */
    default Optional<ConsentReturn> comesBack() {
        return Optional.empty();
    }

    /** Whether another organisation or account than the one the links belong to is wanted. */
    default boolean startsOver() {
        return false;
    }

    /** An organisation in Xero or an account in Harvest. */
    record Target(String id, String name) {}
}
