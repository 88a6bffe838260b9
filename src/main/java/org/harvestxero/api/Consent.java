package org.harvestxero.api;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The access to one side that a person gives by consent, and takes back. */
public interface Consent {
    /** "Harvest" or "Xero". */
    String side();

    /**
     * Leads a person through consent; what was connected before stays until it has succeeded.
     *
     * @param longest how long to wait for the person
     * @return the name of the organisation or account that is connected now
     * @throws SideException when consent was denied, did not come in time, or the side can't be reached
     */
    String connect(Dialogue dialogue, Duration longest) throws InterruptedException;

    /**
     * Takes the access back and forgets the tokens.
     *
     * @return false when nothing was connected
     * @throws SideException when the side can't be reached; it can be tried again then
     */
    boolean disconnect();

    /** The person. */
    interface Dialogue {
        /** Shows the address of the consent page. */
        void open(URI page);

        /** Lets the person choose one of several; gives its index. */
        int choose(List<String> names);

        /** Whether the person wants another organisation or account than the one the links belong to. */
        default boolean startsOver() {
            return false;
        }
    }
}
