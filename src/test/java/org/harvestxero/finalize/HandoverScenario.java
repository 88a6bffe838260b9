package org.harvestxero.finalize;

import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aContact;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.MigratedDatabase;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.config.agreement.AgreementCatalogue;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.harvestxero.store.billing.AgreementVersionTable.StoredAgreement;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.NewRun;
import org.harvestxero.store.billing.StoredDraft;

/** One client of a running program, Acme, whose work of October 2026 is billed straight into the ledger. */
public final class HandoverScenario implements AutoCloseable {
    public static final String CONNECTION = "main";

    public final CopyScenario copy;
    private final Store database;
    public final ConnectionStore store;
    public final long client;
    public final long website;
    public final long hosting;
    final long design;
    private final long ann;
    private final List<TimeEntry> entries = new ArrayList<>();
    private final List<Expense> expenses = new ArrayList<>();

    private HandoverScenario(CopyScenario copy, Store store) {
        this.copy = copy;
        this.database = store;
        this.store = store.forConnection(CONNECTION);
        client = copy.harvest().add(aClient("Acme"));
        copy.harvest()
                .add(aContact(client, "Wile", "Coyote")
                        .email("wile@acme.example")
                        .recipient());
        design = copy.harvest().add(aTask("Design"));
        ann = copy.harvest().add(aUser("Ann", "Lee"));
        website = copy.harvest()
                .add(aProject(client, "Website")
                        .hourlyRate("100.00")
                        .task(design)
                        .person(ann));
        hosting = copy.harvest()
                .add(aProject(client, "Hosting")
                        .hourlyRate("80.00")
                        .task(design)
                        .person(ann));
    }

    public static HandoverScenario start() {
        return start(Clock.systemUTC());
    }

    public static HandoverScenario start(Clock clock) {
        String url = MigratedDatabase.create();
        Map<String, String> more = new HashMap<>(Map.of("database.url", url));
        CopyScenario copy = CopyScenario.start(clock, more);
        return new HandoverScenario(copy, Store.open(url, "sa", "", clock));
    }

    /** Work of Ann in October, approved; gives its id. */
    public long worked(long project, int day, String hours) {
        return worked(project, day, hours, "Worked on " + day);
    }

    long worked(long project, int day, String hours, String notes) {
        LocalDate on = LocalDate.of(2026, 10, day);
        long id = copy.harvest()
                .add(aTimeEntry(project, design, ann)
                        .on(on)
                        .hours(hours)
                        .notes(notes)
                        .approved());
        entries.add(new TimeEntry(
                id,
                Instant.parse("2026-11-01T00:00:00Z"),
                on,
                origin(project, new Named(design, "Design")),
                Hours.of(hours),
                Hours.of(hours),
                new TimeEntry.Status(true, false, false, Approval.APPROVED),
                notes,
                Rate.hourly(project == website ? "100.00" : "80.00", "USD"),
                Currency.getInstance("USD")));
        return id;
    }

    /** Money Ann spent in October, with a receipt; gives its id. */
    long spent(long project, String cost) {
        return spent(project, cost, null);
    }

    /** @param address where the receipt is said to be; null for where Harvest keeps it */
    long spent(long project, String cost, String address) {
        JsonNode category = copy.harvest()
                .get("/expense_categories")
                .path("expense_categories")
                .get(0);
        long id = copy.harvest()
                .add(anExpense(project, category.path("id").asLong(), ann)
                        .on(LocalDate.of(2026, 10, 20))
                        .cost(cost)
                        .notes("Train")
                        .receipt("ticket.png", "image/png", "not really a picture")
                        .approved());
        expenses.add(new Expense(
                id,
                Instant.parse("2026-11-01T00:00:00Z"),
                LocalDate.of(2026, 10, 20),
                origin(
                        project,
                        new Named(
                                category.path("id").asLong(),
                                category.path("name").asText())),
                Money.of(cost, "USD"),
                null,
                new TimeEntry.Status(true, false, false, Approval.APPROVED),
                "Train",
                address != null
                        ? address
                        : copy.harvest()
                                .get("/expenses/" + id)
                                .path("receipt")
                                .path("url")
                                .asText()));
        return id;
    }

    private Origin origin(long project, Named kind) {
        return new Origin(
                new Named(client, "Acme"),
                new Project(project, project == website ? "Website" : "Hosting", null),
                kind,
                new Named(ann, "Ann Lee"),
                List.of());
    }

    /** Bills October by the agreement (its YAML without client and start) and approves the only draft. */
    public StoredDraft approve(String agreement) {
        AgreementVersion version = version("client: Acme\nstart: 2026-01-01\n" + agreement);
        Agreement terms = version.in(Currency.getInstance("USD"));
        BillingResult result = new BillingEngine()
                .bill(new BillingRequest(
                        terms,
                        terms.calendar().containing(LocalDate.of(2026, 10, 15)).orElseThrow(),
                        new Named(client, "Acme"),
                        Currency.getInstance("USD"),
                        List.copyOf(entries),
                        List.copyOf(expenses),
                        BillingRequest.Known.nothing()));
        store.billing()
                .agreementVersions()
                .keep(new StoredAgreement(version.hash(), version.file(), version.client(), version.content()));
        long run = store.billing()
                .billingRuns()
                .add(new NewRun(
                        client,
                        "Acme",
                        "2026-10",
                        LocalDate.of(2026, 10, 1),
                        LocalDate.of(2026, 10, 31),
                        BillingMode.LIVE,
                        0,
                        version.hash(),
                        "USD",
                        BigDecimal.ZERO,
                        "{}",
                        "[]",
                        "test"))
                .orElseThrow()
                .longValue();
        long id = store.billing()
                .draftWriter()
                .add(run, client, DraftState.APPROVED, result.drafts().get(0), version.hash(), null);
        return draft(id);
    }

    private static AgreementVersion version(String yaml) {
        try {
            Path folder = Files.createTempDirectory("agreements");
            Files.writeString(folder.resolve("acme.yaml"), yaml);
            AgreementCatalogue catalogue = new AgreementCatalogue(folder, ZoneId.of("UTC"));
            if (!catalogue.reload().refused().isEmpty()) {
                throw new AssertionError(catalogue.reload().refused());
            }
            Files.delete(folder.resolve("acme.yaml"));
            Files.delete(folder);
            return catalogue.agreements().get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public StoredDraft draft(long id) {
        return store.billing().drafts().find(id).orElseThrow();
    }

    /** The only invoice in Harvest that carries the number, or null. */
    public JsonNode harvestInvoice(String number) {
        List<JsonNode> found = new ArrayList<>();
        copy.harvest().get("/invoices?per_page=2000").path("invoices").forEach(invoice -> {
            if (invoice.path("number").asText().equals(number)) {
                found.add(invoice);
            }
        });
        if (found.size() > 1) {
            throw new AssertionError(found.size() + " invoices have the number " + number);
        }
        return found.isEmpty() ? null : found.get(0);
    }

    public boolean isBilled(long timeEntry) {
        return copy.harvest()
                .get("/time_entries/" + timeEntry)
                .path("is_billed")
                .asBoolean();
    }

    @Override
    public void close() {
        copy.close();
        database.close();
    }
}
