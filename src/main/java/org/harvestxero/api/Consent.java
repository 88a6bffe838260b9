package org.harvestxero.api;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The access to one side that a person gives by consent, and takes back. */
public interface Consent {
    /** "Harvest" or "Xero". */
    String side();

    /** What is connected now by its name; empty before consent, and once the side takes the tokens no more. */
    default Optional<String> connected() {
        return Optional.empty();
    }

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

    /** How the browser comes back from the consent page, for one attempt. */
    interface WayBack {
        /** Where the consent page returns to; must be known to the side. */
        URI redirect();

        /** What the consent page hands back; nobody can guess it. */
        String state();

        /** Waits for the browser. */
        Answer await(Duration longest) throws InterruptedException, TimeoutException;
    }

    /**
     * What the consent page answered with.
     *
     * @param code null when consent was not given
     * @param error why not, in a word; null when it was
     */
    record Answer(@Nullable String code, @Nullable String error) {
        /** Without the code. */
        @Override
        public String toString() {
            return "Answer[" + (code == null ? error : "given") + "]";
        }
    }

    /** The person. */
    interface Dialogue {
        /** Shows the address of the consent page. */
        void open(URI page);

        /** Lets the person choose one of several; gives its index. */
        int choose(List<String> names) throws InterruptedException;

        /** How the browser comes back, where not by a port of this machine that is listened on meanwhile. */
        default Optional<WayBack> wayBack() {
            return Optional.empty();
        }

        /** Whether the person wants another organisation or account than the one the links belong to. */
        default boolean startsOver() {
            return false;
        }
    }
}
