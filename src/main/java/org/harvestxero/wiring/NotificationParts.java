package org.harvestxero.wiring;

import jakarta.mail.Session;
import java.util.function.BiConsumer;
import org.harvestxero.notification.DigestMailer;

/**
 * What {@code routes/notify.camel.yaml} mails with.
 *
 * @param mailSession holds login and password, so that they are in no address
 */
public record NotificationParts(DigestMailer digestMailer, Session mailSession) {

    /** Binds them by the names that the route uses. */
    public void bindTo(BiConsumer<String, Object> registry) {
        registry.accept("digest", digestMailer);
        registry.accept("mailSession", mailSession);
    }
}
