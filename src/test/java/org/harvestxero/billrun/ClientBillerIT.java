package org.harvestxero.billrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.commands.Stop;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.agreement.AgreementCatalogue;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.config.agreement.HolidaysFile;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.finalize.NothingKept;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.harvestxero.store.billing.CorrectionTable.Later;
import org.harvestxero.store.copy.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a client whose work is odd; by hand, because the sandbox keeps nothing odd. */
class ClientBillerIT {
    private static final Named ACME = new Named(5, "Acme");
    private static final String ENTRY = """
            {"id": %d, "spent_date": "2026-10-06", "hours": %s, "rounded_hours": %s, "notes": "Worked",
             "client": {"id": 5, "name": "Acme"}, "project": {"id": 10, "name": "Website", "code": "WEB"},
             "task": {"id": 20, "name": "Design"}, "user": {"id": 30, "name": "Ann"}, "billable": true, "is_billed": false,
             "is_running": false, "approval_status": "approved", "billable_rate": 100, "updated_at": "2026-10-06T10:00:00Z"}
            """;

    private final TestClock clock = TestClock.at("2026-11-02T08:00:00Z");
    private final Store database = Store.open("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", clock);
    private final ConnectionStore store = database.forConnection("main");
    private final ClientBiller billing = new ClientBiller(
            store,
            new BillingFailures(store, new OwnRefusalRecorder(store, clock), clock),
            new QueuedDrafts(store, (hash, currency) -> Optional.empty(), new NothingKept()),
            new ActiveAgreements(
                    () -> this.folder,
                    () -> ZoneOffset.UTC,
                    new LastGoodAgreements(store, LastGood.at(home()), clock),
                    HolidaysFile.at(Path.of("holidays.yaml"), LastGood.at(home()))),
            new ReplacementDates(ReplacementDates.By.TODAY, Optional::empty, clock),
            (result, agreement, client) -> result,
            new NothingKept(),
            Later.TASK);

    @TempDir
    Path folder;

    private static Path home() {
        try {
            return Files.createTempDirectory("home");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AgreementVersion version;

    @BeforeEach
    void agree() throws Exception {
        Files.writeString(folder.resolve("acme.yaml"), "client: Acme\nstart: 2026-10-01\n");
        AgreementCatalogue catalogue = new AgreementCatalogue(folder, ZoneOffset.UTC);
        catalogue.reload();
        version = catalogue.agreements().get(0);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void oneEntryThatCannotBeReadStopsThePeriodUntilItCan() {
        BillRun odd = round(entry(1, "2.5"), entry(2, "-1"));
        BillRun good = round(entry(1, "2.5"), entry(2, "1"));

        billing.bill(odd.jobs().get(0), odd);
        assertThat(odd.bills()).isEmpty();
        assertThat(odd.refused())
                .containsExactly(new BillReport.Refused(
                        "Acme, 2026-10",
                        "Acme, 2026-10 can't be billed: Harvest's time entry 2 can't be read, the field hours is -1.",
                        "Correct the time entry 2 in Harvest; the next look bills the period."));
        assertThat(store.outbox().openOf(Kind.BILLING, 5)).hasSize(1);
        assertThat(store.billing().billingRuns().ofClient(5)).isEmpty();
        billing.bill(good.jobs().get(0), good);

        assertThat(good.bills())
                .singleElement()
                .satisfies(bill -> assertThat(bill.total()).isEqualByComparingTo("350.00"));
        assertThat(store.outbox().openOf(Kind.BILLING, 5)).isEmpty();
    }

    @Test
    void anEntryShownTwiceWhileTheListShiftedIsBilledOnce() {
        BillRun round = round(entry(1, "2.5"));
        round.work().take(page(entry(1, "2.5")));

        billing.bill(round.jobs().get(0), round);

        assertThat(round.bills())
                .singleElement()
                .satisfies(bill -> assertThat(bill.total()).isEqualByComparingTo("250.00"));
    }

    @Test
    void workOfNobodyKnownIsTold() {
        BillRun round = round(entry(1, "2.5").replace("\"client\": {\"id\": 5, \"name\": \"Acme\"}, ", ""));

        assertThat(round.refused())
                .containsExactly(new BillReport.Refused(
                        "Harvest's work",
                        "It can't be told whose time entry 1 is: the field client.id is absent.",
                        "Look at it in Harvest; everything else is billed without it."));
    }

    private static String entry(long id, String hours) {
        return ENTRY.formatted(id, hours, hours);
    }

    private BillRun round(String... entries) {
        Agreement agreement = version.in(Currency.getInstance("USD"));
        BillRun round = new BillRun(BillRequest.due(), "process", clock.instant(), Stop.never(), Optional::empty);
        LocalDate start = LocalDate.of(2026, 10, 1);
        round.found(
                List.of(new ClientBillJob(
                        ACME,
                        Currency.getInstance("USD"),
                        version,
                        agreement,
                        List.of(agreement.calendar().containing(start).orElseThrow()),
                        start)),
                List.of(),
                List.of(),
                true);
        round.work().take(page(entries));
        return round;
    }

    private static HarvestPage page(String... entries) {
        return new HarvestPage(
                "time_entries",
                List.of(entries).stream().map(HarvestElement::parse).toList(),
                true,
                true,
                Instant.EPOCH);
    }
}
