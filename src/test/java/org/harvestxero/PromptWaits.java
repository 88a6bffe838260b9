package org.harvestxero;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has every wait of a test look at once, and often: what is waited for is mostly there within milliseconds. */
public final class PromptWaits implements BeforeAllCallback {
    private static final Duration AGAIN = Duration.ofMillis(10);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(AGAIN);
    }
}
