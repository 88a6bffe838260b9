package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.harvestxero.CopyScenario;
import org.harvestxero.Meddler;
import org.harvestxero.TestClock;
import org.harvestxero.Twins;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Pages;
import org.harvestxero.sandbox.harvest.Fault;
import org.harvestxero.sandbox.harvest.HarvestSwitch;
import org.harvestxero.sandbox.harvest.InvoiceBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promises 4 and 5: each bad document is reported in words a bookkeeper understands, and none stops its neighbours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NastyDataIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);
    private static final String LONG_NUMBER = "9".repeat(300);

    private final TestClock clock = new TestClock();
    private final Meddler meddler = new Meddler();
    private final CopyScenario scenario = CopyScenario.start(clock, Map.of("harvest.base-url", meddler.url()));
    private final Twins twins = new Twins(scenario.harvest(), scenario.xero());
    private CycleReport dry;
    private CycleReport first;
    private long rowsByDryRun;
    private int writesByDryRun;

    @BeforeAll
    void copyEverything() {
        meddler.passTo(scenario.harvest().baseUrl());
        scenario.mappings("""
            rules:
              - when: {client: Archivist Ltd}
                use: {account: "250"}
            """);
        scenario.harvest().make(Fault.of(Fault.Kind.UNKNOWN_FIELDS));
        scenario.harvest().turn(HarvestSwitch.NULL_TAX_AMOUNTS, true);
        scenario.harvest().make(Fault.of(Fault.Kind.INTEGERS_FOR_DECIMALS));
        addOwnCopyNobodyRemembers();
        addGood();
        addBad();
        addUnreadable();

        long before = rows("outbox");
        int sent = writes();
        dry = CopyScenario.held(scenario.copyService().copy(new CopyRequest(null, true, false), "jane"));
        rowsByDryRun = rows("outbox") - before;
        writesByDryRun = writes() - sent;
        first = scenario.once();
    }

    private long rows(String table) {
        return scenario.sql("update " + table + " set state = state");
    }

    private int writes() {
        return (int) Stream.concat(
                        scenario.harvest().requests().stream().map(request -> request.method()),
                        scenario.xero().requests().stream().map(request -> request.method()))
                .filter(method -> !method.equals("GET"))
                .count();
    }

    @AfterAll
    void stop() {
        scenario.close();
        meddler.close();
    }

    private void addOwnCopyNobodyRemembers() {
        long client = scenario.harvest().add(aClient("Forgetful Ltd"));
        add(invoice(client, "OWN-1").line("Work", "1", "50").open());
        scenario.once();
        scenario.sql("delete from link where kind = 'invoice'");
        scenario.sql("delete from outbox where kind = 'invoice'");
        scenario.sql("update source_document set state = 'changed' where kind = 'invoice'");
    }

    private void addGood() {
        long client = scenario.harvest().add(aClient("Good & Sons <Ltd>"));
        add(invoice(client, "GOOD-1").line("Plain", "2", "10").open());
        add(invoice(client, "GOOD-EMOJI")
                .subject("Grüße \0 \7 👩‍🚀")
                .line("Design 🎨\0\7\33[31m\ttab\r\nline " + "x".repeat(5_000), "1", "10")
                .open());
        InvoiceBuilder many = invoice(client, "GOOD-200").tax("20");
        IntStream.range(0, 200).forEach(i -> many.taxedLine("Line " + i, "1.11", "3.33"));
        add(many.open());
        add(invoice(client, "GOOD-NEGATIVE")
                .line("Work", "1", "100")
                .line("Rebate", "1", "-30")
                .open());
        add(invoice(client, "GOOD-ZERO")
                .line("Gift", "1", "100")
                .line("For free", "1", "-100")
                .open());
        add(invoice(client, "GOOD-BIG-ID")
                .id(5_000_000_000L)
                .line("Work", "1", "10")
                .open());
        add(invoice(client, "GOOD-DRAFT")
                .line("Work", "1", "100")
                .payment(aPayment("40").on(DAY)));
    }

    private void addBad() {
        long plain = scenario.harvest().add(aClient("Plain Ltd"));
        long yen = scenario.harvest().add(aClient("Yen KK").currency("JPY"));
        long archivist = scenario.harvest().add(aClient("Archivist Ltd"));
        add(invoice(plain, "BAD-DESCRIPTION").line(null, "1", "10").open());
        add(invoice(yen, "BAD-YEN-1").line("Work", "1", "10").open());
        add(invoice(yen, "BAD-YEN-2").line("Work", "1", "10").open());
        IntStream.rangeClosed(1, 3)
                .forEach(i -> add(invoice(archivist, "BAD-ARCHIVED-" + i)
                        .line("Work", "1", "10")
                        .open()));
        add(invoice(plain, "BAD-LOCKED")
                .issued(LocalDate.of(2026, 10, 3))
                .line("Work", "1", "10")
                .open());
        add(invoice(scenario.harvest().add(aClient("Twin Acme")), "GOOD-TWIN")
                .line("Work", "1", "10")
                .open());
        add(invoice(scenario.harvest().add(aClient("TWIN  acme")), "BAD-TWIN")
                .line("Work", "1", "10")
                .open());
        add(invoice(plain, "BAD-STRANGER").line("Work", "1", "10").open());
        add(invoice(plain, LONG_NUMBER).line("Work", "1", "10").open());
        add(invoice(plain, "BAD-OVERPAID")
                .line("Work", "1", "100")
                .open()
                .payment(aPayment("150").on(DAY)));
        scenario.xero().setLockDates(LocalDate.of(2026, 10, 5), null);
        scenario.xero().createInvoice(json("""
            {"Type": "ACCREC", "InvoiceNumber": "BAD-STRANGER", "Contact": {"Name": "Stranger"},
             "LineItems": [{"Description": "Other", "Quantity": 1, "UnitAmount": 5, "AccountCode": "200"}]}"""));
    }

    private void addUnreadable() {
        long client = scenario.harvest().add(aClient("Unread Ltd"));
        for (String what : List.of("CLIENT", "NUMBER", "AMOUNT", "STATE", "ID", "LINES", "PRICE")) {
            add(invoice(client, "UNREAD-" + what).line("Work", "1", "10").open());
        }
        meddler.spoil("UNREAD-CLIENT", invoice -> invoice.remove("client"));
        meddler.spoil("UNREAD-NUMBER", invoice -> invoice.remove("number"));
        meddler.spoil("UNREAD-AMOUNT", invoice -> invoice.put("amount", "ten pounds"));
        meddler.spoil("UNREAD-STATE", invoice -> invoice.put("state", "haunted"));
        meddler.spoil("UNREAD-ID", invoice -> invoice.remove("id"));
        meddler.spoil("UNREAD-LINES", invoice -> invoice.set("line_items", JsonNodeFactory.instance.textNode("none")));
        meddler.spoil(
                "UNREAD-PRICE",
                invoice ->
                        invoice.withArray("line_items").forEach(line -> ((ObjectNode) line).put("unit_price", "free")));
    }

    @Test
    @Order(1)
    void everyGoodDocumentIsCopied() {
        assertThat(first.troubles()).isEmpty();
        assertThat(first.copied())
                .extracting(CycleReport.Copied::number)
                .containsExactlyInAnyOrder(
                        "OWN-1",
                        "GOOD-1",
                        "GOOD-EMOJI",
                        "GOOD-200",
                        "GOOD-NEGATIVE",
                        "GOOD-ZERO",
                        "GOOD-BIG-ID",
                        "GOOD-DRAFT",
                        "GOOD-TWIN",
                        "BAD-OVERPAID");
        twins.assertEach(twins.sources().stream()
                .filter(source -> source.path("number").asText().startsWith("GOOD"))
                .filter(source -> !source.path("number").asText().equals("GOOD-DRAFT"))
                .toList());
        assertThat(scenario.invoice("GOOD-200").path("LineItems")).hasSize(200);
        assertThat(scenario.invoice("GOOD-200").path("Total").decimalValue()).isEqualByComparingTo("888.00");
        assertThat(scenario.invoice("GOOD-ZERO").path("Total").decimalValue()).isEqualByComparingTo("0");
        assertThat(scenario.invoice("GOOD-EMOJI")
                        .path("LineItems")
                        .path(0)
                        .path("Description")
                        .asText())
                .startsWith("Design 🎨")
                .contains("tab\nline xxx")
                .doesNotContain("\0", "\7", "\33");
    }

    @Test
    @Order(1)
    void aDryRunSaysOfEachDocumentWhatTheRealRunThenDoes() {
        assertThat(planned(dry)).hasSize(10).isEqualTo(copied(first));
        assertThat(failures(dry)).hasSize(18).isEqualTo(failures(first));
        assertThat(waiting(dry)).hasSize(1).isEqualTo(waiting(first));
        assertThat(dry.skipped()).isEmpty();
        assertThat(first.skipped()).isEmpty();
        assertThat(dry.copied()).isEmpty();
        assertThat(dry.planned())
                .filteredOn(plan -> plan.link() != null)
                .singleElement()
                .satisfies(own -> {
                    assertThat(own.number()).isEqualTo("OWN-1");
                    assertThat(own.action()).isEqualTo(CycleReport.Action.ADOPTED);
                });
        assertThat(dry.exitCode()).isEqualTo(1);
    }

    @Test
    @Order(1)
    void aDryRunWritesNothingButWhatCouldNotEvenBeKept() {
        assertThat(writesByDryRun).isZero();
        assertThat(rowsByDryRun).isEqualTo(1); // UNREAD-ID: without an id it can't be listed a second time
    }

    private static Set<String> planned(CycleReport report) {
        return documents(report.planned());
    }

    private static Set<String> copied(CycleReport report) {
        return documents(report.copied());
    }

    private static Set<String> documents(Pages<CycleReport.Copied> those) {
        return those.stream()
                .map(each -> each.kind() + " " + each.number() + " " + each.action() + " " + each.status() + " "
                        + each.total().stripTrailingZeros().toPlainString())
                .collect(Collectors.toSet());
    }

    private static Set<String> failures(CycleReport report) {
        return report.failed().stream()
                .map(each -> each.kind() + " " + each.number() + " " + each.sourceId() + " " + each.cause() + " "
                        + each.message())
                .collect(Collectors.toSet());
    }

    private static Set<String> waiting(CycleReport report) {
        return report.waiting().stream()
                .map(each -> each.kind() + " " + each.number() + " " + each.reason())
                .collect(Collectors.toSet());
    }

    @Test
    @Order(1)
    void aDocumentWhoseOwnCopyIsThereAlreadyIsAdopted() {
        assertThat(first.copied())
                .filteredOn(copied -> "OWN-1".equals(copied.number()))
                .extracting(CycleReport.Copied::action)
                .containsExactly(CycleReport.Action.ADOPTED);
        assertThat(first.duplicatesPrevented()).isEqualTo(1);
    }

    @Test
    @Order(1)
    void moneyOnADraftWaitsUntilTheInvoiceIsSent() {
        assertThat(first.waiting()).singleElement().satisfies(waiting -> {
            assertThat(waiting.kind()).isEqualTo(DocumentKind.PAYMENT);
            assertThat(waiting.reason()).isEqualTo("its invoice is DRAFT in Xero, not AUTHORISED");
        });
        assertThat(scenario.xero().payments()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @Order(1)
    @CsvSource(delimiter = '|', textBlock = """
        BAD-DESCRIPTION | line-description-missing | Invoice BAD-DESCRIPTION: line 1 has no description, which Xero demands. | Write a description for line 1 in Harvest.
        BAD-YEN-1 | currency-not-subscribed | The currency JPY is not switched on in Xero. | Add JPY under Currencies in Xero's settings
        BAD-YEN-2 | currency-not-subscribed | The currency JPY is not switched on in Xero. | Add JPY under Currencies in Xero's settings
        BAD-ARCHIVED-1 | account-archived | The account 250 is archived in Xero. | Restore the account 250 in Xero's chart of accounts
        BAD-LOCKED | locked-period | The books in Xero are locked up to 2026-10-05. | Move the lock date in Xero while this is copied
        BAD-TWIN | client-name-clash | The client TWIN  acme has the same name as another Harvest client | Rename one of the two clients in Harvest
        BAD-STRANGER | number-taken | Another invoice in Xero already has the number BAD-STRANGER | Change the number in Harvest, or rename the other invoice in Xero.
        BAD-OVERPAID | payment-exceeds-due | The payment of 150.00 GBP is more than what is still due on invoice BAD-OVERPAID (100.00 GBP). | Correct the payment in Harvest
        UNREAD-CLIENT | unreadable | Harvest's data can't be read: the field client is absent | It is tried again
        UNREAD-AMOUNT | unreadable | Harvest's data can't be read: the field amount is "ten pounds" | It is tried again
        UNREAD-STATE | unreadable | Harvest's data can't be read: the field state is haunted | It is tried again
        UNREAD-PRICE | unreadable | Harvest's data can't be read: the field line_items[0].unit_price is "free" | It is tried again
        UNREAD-ID | unreadable | Harvest's data can't be read: it has no id | It is tried again
        UNREAD-LINES | no-lines | Invoice UNREAD-LINES has no lines. | Add a line to the invoice in Harvest""")
    void everyBadDocumentIsReportedInWordsABookkeeperUnderstands(
            String number, String cause, String message, String remedy) {
        FailedCopy failed = failed(first.failed().stream(), number);

        assertThat(failed.cause()).isEqualTo(cause);
        assertThat(failed.message()).startsWith(message);
        assertThat(failed.remedy()).startsWith(remedy);
    }

    @Test
    @Order(1)
    void nothingElseFailedAndNumberlessOrOverlongOnesAreNamedToo() {
        assertThat(first.failed()).hasSize(18);
        assertThat(first.exitCode()).isEqualTo(1);
        assertThat(failed(first.failed().stream(), LONG_NUMBER).cause()).isEqualTo("number-unusable");
        assertThat(first.failed())
                .filteredOn(failed -> failed.number() == null)
                .singleElement()
                .satisfies(failed -> assertThat(failed.message())
                        .isEqualTo("Harvest's data can't be read: the field number is absent"));
    }

    @Test
    @Order(1)
    void aFailedCopySaysWhoseItIsAndHowMuchItIsAbout() {
        FailedFilter overpaid = new FailedFilter(null, null, "payment-exceeds-due", null, null, false);
        FailedFilter archivist = new FailedFilter(null, null, null, "archivist", null, false);

        assertThat(scenario.copyService().failedDocuments(overpaid))
                .singleElement()
                .satisfies(payment -> {
                    assertThat(payment.client()).isEqualTo("Plain Ltd");
                    assertThat(payment.invoice()).isEqualTo("BAD-OVERPAID");
                    assertThat(payment.amount()).isEqualByComparingTo("150");
                    assertThat(payment.currency()).isEqualTo("GBP");
                    assertThat(payment.sourceLink()).contains("/invoices/");
                });
        assertThat(scenario.copyService().failedDocuments(archivist)).hasSize(3).allSatisfy(invoice -> {
            assertThat(invoice.date()).isEqualTo(DAY);
            assertThat(invoice.amount()).isEqualByComparingTo("10");
        });
    }

    @Test
    @Order(1)
    void documentsBlockedByOneThingShareOneCause() {
        assertThat(first.failed())
                .filteredOn(failed -> failed.cause().equals("account-archived"))
                .hasSize(3)
                .extracting(FailedCopy::causeId)
                .containsOnly(failed(first.failed().stream(), "BAD-ARCHIVED-1").causeId());
        assertThat(first.failed())
                .filteredOn(failed -> failed.cause().equals("currency-not-subscribed"))
                .hasSize(2)
                .extracting(FailedCopy::causeId)
                .containsOnly(failed(first.failed().stream(), "BAD-YEN-1").causeId());
    }

    @Test
    @Order(2)
    void copiesGoOnByThemselvesOnceTheirCauseIsGone() {
        scenario.xero().restoreAccount("250");
        scenario.xero().addCurrency("JPY");
        scenario.xero().setLockDates(null, null);
        meddler.leave("UNREAD-STATE");
        clock.jump(Duration.ofMinutes(16));

        scenario.scheduled();

        assertThat(standing())
                .extracting(FailedCopy::cause)
                .doesNotContain("account-archived", "currency-not-subscribed", "locked-period");
        assertThat(scenario.invoice("BAD-ARCHIVED-3").path("Status").asText()).isEqualTo("AUTHORISED");
        assertThat(scenario.invoice("BAD-YEN-2").path("CurrencyCode").asText()).isEqualTo("JPY");
        assertThat(scenario.invoice("BAD-LOCKED").path("Status").asText()).isEqualTo("AUTHORISED");
    }

    @Test
    @Order(3)
    void aPersonLetsOneDocumentOrAWholeCauseBeTriedAgain() {
        scenario.xero()
                .editInvoice(
                        "BAD-STRANGER", JsonNodeFactory.instance.objectNode().put("InvoiceNumber", "MOVED"));
        FailedCopy stranger = failed(standing().stream(), "BAD-STRANGER");
        FailedCopy twin = failed(standing().stream(), "BAD-TWIN");
        scenario.harvest().edit("/clients/" + clientOf("BAD-TWIN"), Map.of("name", "Another Acme"));

        int one = scenario.copyService().retry(Set.of(stranger.id(), 0L), "jane");
        int whole = scenario.copyService().retryCause(twin.causeId(), "jane");
        scenario.scheduled();

        assertThat(one).isEqualTo(1);
        assertThat(whole).isEqualTo(1);
        assertThat(scenario.invoice("BAD-STRANGER").path("Url").asText()).contains("/invoices/");
        assertThat(scenario.invoice("BAD-TWIN").path("Contact").path("Name").asText())
                .isEqualTo("Another Acme");
        assertThat(standing()).extracting(FailedCopy::number).doesNotContain("BAD-STRANGER", "BAD-TWIN");
    }

    @Test
    @Order(4)
    void aDiscardedCopyIsGivenUpWithItsReasonAndNeverTriedAgain() {
        FailedCopy overlong = failed(standing().stream(), LONG_NUMBER);

        int discarded = scenario.copyService().discard(Set.of(overlong.id()), "entered by hand", "jane");
        clock.jump(Duration.ofHours(25));
        scenario.scheduled();

        assertThat(discarded).isEqualTo(1);
        assertThat(standing()).extracting(FailedCopy::number).doesNotContain(LONG_NUMBER);
        assertThat(scenario.copyService().failedCopies(new FailedFilter(null, null, true)))
                .filteredOn(failed -> failed.state() == FailedCopy.State.DISCARDED)
                .extracting(FailedCopy::number)
                .contains(LONG_NUMBER);
        assertThat(scenario.copyService()
                        .failedCopy(overlong.id())
                        .orElseThrow()
                        .history())
                .anySatisfy(event ->
                        assertThat(event.who() + ": " + event.what()).isEqualTo("jane: discarded: entered by hand"));
    }

    private List<FailedCopy> standing() {
        return scenario.copyService().failedCopies(FailedFilter.STANDING).stream()
                .toList();
    }

    private static FailedCopy failed(Stream<FailedCopy> copies, String number) {
        return copies.filter(copy -> number.equals(copy.number()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(number + " did not fail"));
    }

    private long clientOf(String number) {
        return twins.sources().stream()
                .filter(source -> source.path("number").asText().equals(number))
                .map(source -> source.path("client").path("id").asLong())
                .findFirst()
                .orElseThrow();
    }

    private static InvoiceBuilder invoice(long client, String number) {
        return anInvoice(client).number(number).issued(DAY);
    }

    private void add(InvoiceBuilder invoice) {
        scenario.harvest().add(invoice);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
