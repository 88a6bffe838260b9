package org.harvestxero.http;

import java.net.URI;
import java.time.Duration;
import org.harvestxero.config.secret.Secret;

/** The way a browser comes back from a consent page, for one attempt. */
public interface ConsentReturn extends AutoCloseable {
    /** Where the consent page returns to; known to the side. */
    URI redirect();

    /** What the consent page must send back to show that it answers this attempt. */
    String state();

    /**
     * Waits for the person to decide; gives the code.
     *
     * @throws ConsentException when consent was denied, or no answer to this attempt came in time
     */
    Secret await(Duration longest) throws InterruptedException;

    @Override
    void close();
}
