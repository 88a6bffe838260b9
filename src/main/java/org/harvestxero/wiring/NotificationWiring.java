package org.harvestxero.wiring;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.RemedyGuide;
import org.harvestxero.api.Reviews;
import org.harvestxero.config.ConsoleAddress;
import org.harvestxero.config.Settings;
import org.harvestxero.mend.MendDeskFactory;
import org.harvestxero.notification.Alert;
import org.harvestxero.notification.DigestMailer;
import org.harvestxero.store.copy.NotificationTable;

/** Makes what mails people the things that need them: the beans {@code digest} and {@code mailSession}. */
public final class NotificationWiring {
    private static final String TIMEOUT_MILLIS = "30000";

    private NotificationWiring() {}

    /** @param alerts what people must know that isn't about a single document; read each time */
    public static NotificationParts make(
            Settings settings,
            Supplier<CopyService> work,
            Supplier<Reviews> reviews,
            Supplier<List<Alert>> alerts,
            NotificationTable table) {
        boolean on = settings.optional("mail.host").isPresent();
        DigestMailer.Addresses addresses = new DigestMailer.Addresses(
                settings.text("connection.name"),
                settings.optional("mail.from").orElse(null),
                on ? settings.optional("mail.to").orElse(null) : null);
        RemedyGuide guide = new RemedyGuide(MendDeskFactory::choosing, ConsoleAddress.forOthers(settings));
        return new NotificationParts(
                new DigestMailer(work, reviews, alerts, table, addresses, guide), session(settings));
    }

    private static Session session(Settings settings) {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.mime.charset", "UTF-8");
        String security = settings.text("mail.security");
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(security.equals("starttls")));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(security.equals("starttls")));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(security.equals("tls")));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        Optional<String> user = settings.optional("mail.user");
        properties.setProperty("mail.smtp.auth", Boolean.toString(user.isPresent()));
        if (user.isEmpty()) {
            return Session.getInstance(properties);
        }
        PasswordAuthentication login = new PasswordAuthentication(
                user.get(), settings.optional("mail.password").orElse(""));
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return login;
            }
        });
    }
}
