package org.harvestxero.overdue;

import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aContact;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.MigratedDatabase;
import org.harvestxero.TestClock;
import org.harvestxero.api.Events;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.OverdueReport;
import org.harvestxero.sandbox.harvest.InvoiceBuilder;

/** An agency in London with a mail server, on a Monday nine days after its invoices were due. */
final class OverdueOffice implements AutoCloseable {
    static final LocalDate DUE = LocalDate.of(2026, 10, 31);
    static final String FIRST = "steps: [{name: first, day: 7, do: remind client}]\n";

    final TestClock clock = TestClock.at("2026-11-09T10:00:00Z");
    final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    final CopyScenario scenario;
    private final String database = MigratedDatabase.create();

    OverdueOffice(String plan, Map<String, String> more) {
        server.start();
        scenario = CopyScenario.start(clock, settings(more));
        try {
            Files.writeString(scenario.home().resolve("overdue.yaml"), plan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also of a program that goes on with the same database. */
    Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "overdue.steps", "on",
                "overdue.clients", "on",
                "time-zone", "Europe/London",
                "mail.host", "127.0.0.1",
                "mail.port", Integer.toString(server.getSmtp().getPort()),
                "mail.security", "none",
                "mail.from", "books@agency.example",
                "mail.to", "owner@agency.example",
                "mail.schedule", "0 0 3 1 1 ?"));
        settings.put("database.url", database);
        settings.put("overdue.schedule", "0 0 3 1 1 ?");
        settings.putAll(more);
        return settings;
    }

    /** A client whose person is mailed at that address. */
    long client(String name, String address) {
        long client = scenario.harvest().add(aClient(name));
        scenario.harvest().add(aContact(client, "Ada", "Baker").email(address));
        return client;
    }

    InvoiceBuilder invoice(long client, String number, String amount) {
        return anInvoice(client)
                .number(number)
                .issued(LocalDate.of(2026, 10, 1))
                .due(DUE)
                .line("Work", "1", amount);
    }

    void owes(long client, String number, String amount) {
        scenario.harvest().add(invoice(client, number, amount).open());
    }

    OverdueDesk desk() {
        return scenario.engine().overdue();
    }

    /** Copies what Harvest has, and lets clients be mailed. */
    void open() {
        scenario.once();
        desk().releaseFirst(true, "jane");
    }

    List<OverdueReport.State> run() {
        return desk().run("jane").mails().stream()
                .map(OverdueReport.Mail::state)
                .toList();
    }

    /** Whom a mail went to, in order. */
    List<String> mailed() {
        return Arrays.stream(server.getReceivedMessages())
                .map(OverdueOffice::recipient)
                .toList();
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was told of overdue invoices, the latest first. */
    List<Events.Item> told(String kind) {
        return scenario.engine().events().list(new Events.Selection(null, List.of(kind), null, false), 100);
    }

    @Override
    public void close() {
        scenario.close();
        server.stop();
    }
}
