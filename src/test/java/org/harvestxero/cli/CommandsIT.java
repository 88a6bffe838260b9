package org.harvestxero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.CycleReport.Deed;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FakeProgram;
import org.harvestxero.api.FakeWork;
import org.harvestxero.api.HeldWork;
import org.harvestxero.api.Progress;
import org.harvestxero.api.Trouble;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.export.FailedCsv;
import org.harvestxero.runtime.Engine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsIT {
    private static final String SET = """
            harvest.account-id=123
            harvest.access-token=pat-secret
            xero.client-id=abc
            xero.client-secret=xero-secret
            copy.since=2026-11-01
            time-zone=Pacific/Auckland
            """;

    @TempDir
    Path home;

    private final Clock clock = Clock.fixed(FakeWork.NOON, ZoneOffset.UTC);
    private final FakeProgram program = new FakeProgram(clock);
    private final Map<String, String> environment = new HashMap<>();
    private ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    private String out = "";
    private String err = "";

    @BeforeEach
    void home() throws IOException {
        Files.writeString(home.resolve("application.properties"), SET);
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/idle.camel.yaml"), """
                - route:
                    id: idle
                    from: {uri: direct:idle, steps: [{stop: {}}]}
                """);
    }

    @Test
    void onceAsJsonKeepsItsContract() throws IOException {
        assertThat(run("once", "--json", "--as", "Ada")).isEqualTo(1);

        assertThat(out).contains("\"total\" : 12345.50,");
        JsonNode json = new ObjectMapper().readTree(out);
        assertThat(json).isEqualTo(new ObjectMapper().readTree("""
                {"exit": 1, "copied": [
                   {"kind": "invoice", "sourceId": 13150403, "number": "INV-001", "targetId": "0a1b2c3d-0000-4000-8000-000000000001",
                    "action": "created", "status": "AUTHORISED", "total": 12345.50, "currency": "USD"},
                   {"kind": "payment", "sourceId": 10112854, "number": null, "targetId": "p-1",
                    "action": "adopted", "status": "AUTHORISED", "total": 100.00, "currency": "EUR"}],
                 "skipped": [{"kind": "invoice", "sourceId": 5, "number": "R-1", "reason": "retainer-funding"}],
                 "failed": [{"id": "F1", "connection": "main", "kind": "invoice", "sourceId": 13150404, "number": "INV-007",
                    "cause": "account-archived", "causeId": 9, "message": "Account 200 (Sales) is archived in Xero.",
                    "remedy": "Restore it in Xero under Accounting → Chart of accounts, or map the item to another account in mappings.yaml.",
                    "attempts": 3, "firstFailedAt": "2026-11-22T10:00:00Z", "lastFailedAt": "2026-11-22T11:59:00Z", "state": "failed"}],
                 "waiting": [{"kind": "payment", "sourceId": 6, "reason": "its invoice is not approved in Xero"}],
                 "calls": {"harvest": 4, "xero": 3}, "duplicatesPrevented": 1, "seconds": 1.234}
                """));
        assertThat(program.work.asked).containsExactly("once by Ada", "daily by Ada");
    }

    @Test
    void onceBillsWhatIsDueBeforeItSendsAndSaysSoUnlessToldNotTo() throws IOException {
        program.work.nothingFails = true;
        program.bills = new BillReport(
                List.of(),
                List.of(new BillReport.Refused("Acme, 2026-10", "It can't be billed.", "Look at it.")),
                List.of(),
                new CycleReport.Calls(0, 0),
                Duration.ZERO,
                List.of());

        assertThat(run("once", "--json")).isEqualTo(1);
        assertThat(program.asked).isEqualTo(BillRequest.due());
        assertThat(new ObjectMapper()
                        .readTree(out)
                        .at("/billing/refused/0/message")
                        .asText())
                .isEqualTo("It can't be billed.");
        assertThat(program.work.asked).contains("once by tester", "daily by tester");

        program.asked = null;
        assertThat(run("once", "--no-bill", "--json")).isZero();
        assertThat(program.asked).isNull();
        assertThat(new ObjectMapper().readTree(out).has("billing")).isFalse();
    }

    @Test
    void onceForPeopleIsATable() {
        program.work.nothingFails = true;

        assertThat(run("once")).isZero();

        assertThat(out)
                .contains("invoice  INV-001      INV-001  created  AUTHORISED      12,345.50  USD")
                .contains("payment  id 10112854           adopted  AUTHORISED         100.00  EUR")
                .contains("    https://go.xero.com/AccountsReceivable/View.aspx?InvoiceID=0a1b2c3d")
                .contains("It adds funds to a retainer")
                .contains(
                        "2 copied, 1 skipped, 0 failed, 1 waiting; 4 calls to Harvest, 3 to Xero; 1 duplicates prevented; 1.2 s");
        assertThat(err).isEmpty();
    }

    @Test
    void aReportIsWrittenAsItsDocumentsAreRead() {
        List<Integer> writtenBeforeEachPage = new ArrayList<>();
        program.work.many = 5 * FakeWork.PAGE;
        program.work.onPage = () -> writtenBeforeEachPage.add(outBytes.size());

        run("once", "--json");

        // Kept back until it is whole; where it is kept it is written as it is read.
        assertThat(writtenBeforeEachPage).containsExactly(0, 0, 0, 0, 0);
        writtenBeforeEachPage.clear();
        runInside("once", "--json");
        assertThat(writtenBeforeEachPage).hasSize(5).isSorted().doesNotHaveDuplicates();
        writtenBeforeEachPage.clear();

        run("once");

        // The widths of the columns are found first.
        assertThat(writtenBeforeEachPage).hasSize(10);
        assertThat(writtenBeforeEachPage.subList(5, 10)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void troubleWithASideBeatsFailedDocuments() {
        program.work.troubles = List.of(new Trouble(
                "Xero",
                Trouble.Reason.DAY_LIMIT,
                "The day's 5,000 calls are used up.",
                "Nothing is lost.",
                Instant.parse("2026-11-22T22:00:00Z")));

        assertThat(run("once", "--json")).isEqualTo(3);

        assertThat(err)
                .isEqualTo(
                        "Xero: The day's 5,000 calls are used up. Nothing is lost. It goes on by itself at 2026-11-23 11:00.\n");
        assertThat(out).startsWith("{");
    }

    @Test
    void aDryRunSaysWhatWouldBeSentAndWhy() throws IOException {
        assertThat(run("copy", "--invoice", "INV-001", "--dry-run", "--explain", "--json"))
                .isEqualTo(1);

        JsonNode json = new ObjectMapper().readTree(out);
        assertThat(json.path("copied")).isEmpty();
        assertThat(json.at("/planned/0/number").asText()).isEqualTo("INV-001");
        assertThat(json.at("/explanations/0/rule").asText()).isEqualTo("mappings.yaml: client Acme");
        assertThat(program.work.asked.get(0)).startsWith("copy INV-001 by ");
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneInHarvest() throws IOException {
        program.work.toHarvest = List.of(
                toHarvest(DocumentKind.INVOICE, Deed.SENT, null, "1000"),
                toHarvest(DocumentKind.PAYMENT_BACK, Deed.RECORDED, LocalDate.of(2026, 11, 5), "400"));

        run("copy", "--dry-run", "--json");

        JsonNode json = new ObjectMapper().readTree(out);
        assertThat(json.path("toHarvest")).isEqualTo(new ObjectMapper().readTree("""
                [{"kind": "invoice", "sourceId": 7, "number": "INV-007", "deed": "sent", "date": null, "total": 1000.00,
                  "currency": "USD"},
                 {"kind": "payment-back", "sourceId": 7, "number": "INV-007", "deed": "recorded", "date": "2026-11-05",
                  "total": 400.00, "currency": "USD"}]
                """));
        run("copy", "--dry-run");
        assertThat(out).contains("""
                        Would be done in Harvest (nothing was sent)
                        KIND          HARVEST  IN HARVEST      PAID           TOTAL
                        invoice       INV-007  marked as sent              1,000.00  USD
                        payment-back  INV-007  recorded        2026-11-05    400.00  USD
                        """).contains("2 would be done in Harvest");
    }

    @Test
    void aDryRunNamesTheFieldsOfClientsThatWouldChange() throws IOException {
        program.work.toHarvest = List.of(
                CycleReport.ToHarvest.client(12, "Acme", Deed.CHANGED, "name, email"),
                CycleReport.ToHarvest.client(0, "Grouped Ltd", Deed.MADE, ""));

        run("copy", "--dry-run", "--json");

        JsonNode json = new ObjectMapper().readTree(out);
        assertThat(json.path("toHarvest")).isEqualTo(new ObjectMapper().readTree("""
                [{"kind": "client", "sourceId": 12, "number": "Acme", "deed": "changed", "fields": "name, email"},
                 {"kind": "client", "sourceId": 0, "number": "Grouped Ltd", "deed": "made", "fields": ""}]
                """));
        run("copy", "--dry-run");
        assertThat(out).contains("changed: name, email").containsPattern("client +Grouped Ltd +made");
    }

    private static CycleReport.ToHarvest toHarvest(DocumentKind kind, Deed deed, LocalDate date, String total) {
        return new CycleReport.ToHarvest(kind, 7, "INV-007", deed, date, new BigDecimal(total), "USD");
    }

    @Test
    void aDryRunNeedsNoOwnership() {
        program.ownable = false;

        assertThat(run("copy", "--dry-run")).isEqualTo(1);
        assertThat(run("copy")).isEqualTo(2);
        assertThat(err).contains("The connection main is worked by another process");
    }

    @Test
    void failedDocumentsAreListedShownRetriedAndDiscarded() throws IOException {
        assertThat(run("failed", "list", "--json")).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(out)).hasSize(2);
        assertThat(run("failed", "list", "--discarded", "--json")).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(out)).hasSize(3);

        assertThat(run("failed", "list")).isEqualTo(1);
        assertThat(out.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));

        assertThat(run("failed", "show", "F2")).isZero();
        assertThat(out).contains("INV-008").contains("1,200.00 USD").contains("Xero refused it");

        assertThat(run("failed", "retry", "F1", "F2", "--as", "Ada")).isZero();
        assertThat(run("failed", "retry", "--cause", "9", "--as", "Ada")).isZero();
        assertThat(run("failed", "discard", "F1", "--reason", "paid in cash", "--as", "Ada"))
                .isZero();
        assertThat(program.work.asked)
                .containsExactly(
                        "retry [1, 2] by Ada", "retry cause 9 by Ada", "discard [1] because paid in cash by Ada");
    }

    @Test
    void failedDocumentsAreADeskGroupedByCause() {
        assertThat(run("failed", "list")).isEqualTo(1);

        assertThat(out).isEqualTo("""
                account-archived (cause 9): 2 documents
                  Account 200 (Sales) is archived in Xero.
                  → Restore it in Xero under Accounting → Chart of accounts, or map the item to another account in
                    mappings.yaml.
                  ID  DOCUMENT         CLIENT  DATE              AMOUNT  STANDS FOR
                  F1  invoice INV-007  Acme    2026-11-03  1,200.00 USD  2 hours
                    https://acme.harvestapp.com/invoices/13150404
                  F2  invoice INV-008  Acme    2026-11-03  1,200.00 USD  2 hours, retrying
                    https://acme.harvestapp.com/invoices/13150405

                2 documents of 1 cause; `failed show`, `retry` and `discard` take ids, or --cause.
                """);
    }

    @Test
    void failedDocumentsAreFoundByCauseClientAndAge() {
        assertThat(run("failed", "list", "--client", "nobody")).isZero();
        assertThat(out).isEqualTo("Nothing that stands failed is of that kind.\n");
        assertThat(run("failed", "list", "--client", "acm", "--cause", "account-archived", "--older", "1h"))
                .isEqualTo(1);
        assertThat(run("failed", "list", "--cause", "acount-archived")).isEqualTo(2);
        assertThat(err).isEqualTo("No failed copy has the cause \"acount-archived\"; there are: account-archived.\n");
        assertThat(run("failed", "list", "--older", "soon")).isEqualTo(2);
        assertThat(err).contains("\"soon\" is no age: write hours, days or weeks, as 12h, 7d or 2w");
    }

    @Test
    void failedDocumentsGoToASpreadsheet() {
        assertThat(run("failed", "list", "--csv")).isEqualTo(1);

        assertThat(out.lines().findFirst())
                .contains(
                        "id,kind,invoice,client,date,amount,currency,cause,causeId,message,also,remedy,state,attempts,"
                                + "firstFailedAt,lastFailedAt,harvest,xero");
        assertThat(out.lines()).hasSize(3);
        assertThat(FailedCsv.text("=1+1")).isEqualTo("'=1+1");
        assertThat(FailedCsv.text("-20.00")).isEqualTo("'-20.00");
        assertThat(FailedCsv.text("Acme")).isEqualTo("Acme");
    }

    @Test
    void aSpreadsheetLeadsToThePagesWhereThereAreSome() throws IOException {
        Files.writeString(home.resolve("application.properties"), SET + "console.enabled=true\nhttp.port=9123\n");

        assertThat(run("failed", "list", "--csv")).isEqualTo(1);

        assertThat(out.lines().findFirst().orElseThrow()).endsWith(",harvest,xero,page,command");
        assertThat(out.lines().skip(1).toList())
                .hasSize(2)
                .first()
                .asString()
                .contains("http://127.0.0.1:9123/console/failed/F1")
                .contains("harvest-xero failed retry F1");
    }

    @Test
    void anUnknownFailedCopyIsAUsageError() {
        assertThat(run("failed", "show", "77")).isEqualTo(2);
        assertThat(err).isEqualTo("There is no failed copy 77: see `harvest-xero failed list`.\n");
        assertThat(run("failed", "retry", "F1", "F77")).isEqualTo(2);
        assertThat(program.work.asked).isEmpty();
    }

    @Test
    void aBareNumberIsTheNumberOfADocumentAndNeverTheIdOfAFailedCopy() {
        program.work.more = List.of(
                FakeWork.failed(9, "2", FailedCopy.State.FAILED),
                FakeWork.failed(11, "20", FailedCopy.State.FAILED),
                FakeWork.failed(12, "F9", FailedCopy.State.FAILED));

        assertThat(run("failed", "discard", "1", "--reason", "x")).isEqualTo(2);
        assertThat(err).isEqualTo("1 is the number of no failed document; did you mean F1 (invoice INV-007)?\n");
        assertThat(run("failed", "discard", "2", "--reason", "x")).isEqualTo(2);
        assertThat(err).isEqualTo("2 can mean F9 (invoice 2), or F2 (invoice INV-008): say F9 or F2.\n");
        assertThat(run("failed", "retry", "F9")).isEqualTo(2);
        assertThat(err).isEqualTo("F9 can mean F9 (invoice 2), or F12 (invoice F9): say failed:F9 or F12.\n");
        assertThat(program.work.asked).isEmpty();

        assertThat(run("failed", "retry", "INV-007", "20", "f2", "failed:F9", "--as", "Ada"))
                .isZero();
        assertThat(program.work.asked).containsExactly("retry [1, 11, 2, 9] by Ada");
    }

    @Test
    void statusNamesHeldWork() throws IOException {
        program.work.held = List.of(new HeldWork(
                "Acme", new BigDecimal("4.25"), new BigDecimal("1425.00"), "USD", 2, LocalDate.of(2026, 10, 6)));

        run("status", "--json");
        assertThat(new ObjectMapper().readTree(out).at("/held")).isEqualTo(new ObjectMapper().readTree("""
                [{"client": "Acme", "hours": 4.25, "worth": 1425.00, "currency": "USD", "pieces": 2, "oldest": "2026-10-06"}]
                """));

        run("status");
        assertThat(out).contains("""
                Held back by bills; the reasons: bill --unbilled
                CLIENT  HOURS     WORTH       PIECES  OLDEST
                Acme     4.25  1,425.00  USD       2  2026-10-06
                """);
    }

    @Test
    void completionKnowsEveryCommand() {
        assertThat(run("completion")).isZero();
        assertThat(out).startsWith("#!/usr/bin/env bash").contains("harvest-xero", "failed", "--dry-run", "resume");
    }

    @Test
    void textFitsTheWidthThatIsAskedFor() {
        for (int width : new int[] {60, 80, 120}) {
            run("status", "--width", Integer.toString(width));
            assertThat(out.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
        }
        environment.put("COLUMNS", "60");
        run("status");
        assertThat(out.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    }

    @Test
    void statusTellsHowFarTheRunningCycleHasCome() throws IOException {
        run("status", "--json");
        assertThat(new ObjectMapper().readTree(out).path("progress").isNull()).isTrue();
        program.work.progress = new Progress.Reading(
                "plan-invoices",
                3_200,
                10_000L,
                5,
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                new BigDecimal("53.3"),
                Duration.ofSeconds(240),
                new Progress.Ahead(2_000, 9_800),
                false);

        run("status");
        assertThat(out)
                .contains(
                        "now                   plan-invoices, 3,200 of 10,000, 53.3 a second, about 4 minutes; still to come:\n"
                                + "                      2,000 payment lists, 9,800 documents\n");
        run("status", "--json");
        assertThat(new ObjectMapper().readTree(out).path("progress")).isEqualTo(new ObjectMapper().readTree("""
                {"stage": "plan-invoices", "done": 3200, "total": 10000, "perSecond": 53.3, "secondsLeft": 240, "ageSeconds": 60,
                 "stillSeconds": 2, "standsStill": false, "waitsForDay": false, "paymentListsAhead": 2000, "documentsAhead": 9800}
                """));
    }

    @Test
    void aPauseStandsInStatusUntilItIsResumed() throws IOException {
        assertThat(run("pause", "--reason", " ")).isEqualTo(2);
        assertThat(run("pause")).isEqualTo(2);
        assertThat(run("pause", "--reason", "stock-taking", "--as", "Ann")).isZero();
        assertThat(out).startsWith("Paused. ").contains("harvest-xero resume");

        run("status");
        assertThat(out)
                .contains("process               none runs this home; start one with: harvest-xero run")
                .contains("state                 paused by Ann since 2026-11-23 00:50 (10 minutes ago): stock-taking");
        run("status", "--json");
        JsonNode json = new ObjectMapper().readTree(out);
        assertThat(json.path("paused").asBoolean()).isTrue();
        assertThat(json.path("pause")).isEqualTo(new ObjectMapper().readTree("""
                {"by": "person", "who": "Ann", "reason": "stock-taking", "since": "2026-11-22T11:50:00Z", "until": null}
                """));
        assertThat(json.path("process")).isEqualTo(new ObjectMapper().readTree("{\"runs\": false}"));

        assertThat(run("resume", "--as", "Ben")).isZero();
        assertThat(out)
                .isEqualTo("Goes on with the next cycle of `run` or `once`; it was paused by Ann since 2026-11-23 00:50"
                        + " (10 minutes ago): stock-taking.\n");
        assertThat(run("resume")).isZero();
        assertThat(out).isEqualTo("It was not paused.\n");
        assertThat(program.work.asked).contains("pause because stock-taking by Ann", "resume by Ben");
    }

    @Test
    void statusSaysWhatIsNotConfigured() throws IOException {
        Files.writeString(home.resolve("application.properties"), SET.replace("copy.since=2026-11-01\n", ""));

        run("status");
        assertThat(out).contains("state                 not configured: copy.since is not set");
        run("status", "--json");
        JsonNode json = new ObjectMapper().readTree(out);
        assertThat(json.path("configured").asBoolean()).isFalse();
        assertThat(json.path("missingSettings")).hasSize(1);
    }

    @Test
    void statusShowsTheVitals() throws IOException {
        assertThat(run("status", "--json")).isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(out);
        assertThat(json.path("organisation").asText()).isEqualTo("Demo Company");
        assertThat(json.path("xeroCallsLeftToday").asInt()).isEqualTo(4900);

        assertThat(run("status")).isEqualTo(1);
        assertThat(out).contains("2026-11-23 00:55 (5 minutes ago)").contains("57 this minute, 4900 today");
    }

    @Test
    void doctorNamesWhatIsWrongAndWhatToDo() throws IOException {
        Files.writeString(
                home.resolve("routes/bad.camel.yaml"), "- route: {id: x, from: {uri: nowhere:x, steps: []}}\n");

        assertThat(run("doctor", "--routes")).isEqualTo(2);
        assertThat(out)
                .startsWith("FAILURE routes: bad.camel.yaml: ")
                .contains("nowhere")
                .contains("Correct the file");

        assertThat(run("doctor", "-Dhttp.port=18232")).isEqualTo(2);
        assertThat(out).contains("ok      database: H2").contains("FAILURE routes");
    }

    @Test
    void doctorLooksAtEverythingWithOptionsOfCamelSetAndStillWarns() throws IOException {
        Path properties = home.resolve("application.properties");
        String before = Files.readString(properties);
        try {
            Files.writeString(properties, before + "camel.main.shutdownTimeout=9\n" + "route.greeting=kia ora\n");
            Files.setPosixFilePermissions(properties, PosixFilePermissions.fromString("rw-r--r--"));

            run("doctor", "--offline", "-Dhttp.port=18233", "-Dcamel.component.http.proxyAuthPassword=sesame");

            assertThat(out)
                    .doesNotContain("check itself failed")
                    .doesNotContain("sesame")
                    .contains("warning files: ")
                    .contains("holds secrets and");
        } finally {
            Files.writeString(properties, before);
        }
    }

    @Test
    void doctorFindsEverythingInOrder() throws IOException {
        assertThat(run("doctor", "--offline", "--json", "-Dhttp.port=18231")).isZero();

        JsonNode json = new ObjectMapper().readTree(out);
        assertThat(json.findValuesAsText("check"))
                .containsExactly("settings", "files", "database", "routes", "schedules", "port", "harvest-own-link");
    }

    @Test
    void missingSettingsStopEverythingBeforeItStarts() throws IOException {
        Files.writeString(home.resolve("application.properties"), "xero.client-id=abc\n");

        assertThat(run("once")).isEqualTo(2);

        assertThat(err.lines()).hasSize(4).allSatisfy(line -> assertThat(line).contains(" is not set: add "));
        assertThat(program.work.asked).isEmpty();
        assertThat(home.resolve("data/harvest-xero.mv.db")).doesNotExist();
    }

    @Test
    void anUnknownOptionKeyIsRefusedWithTheNearest() {
        assertThat(run("once", "-Dcopy.sinse=2026-01-01")).isEqualTo(2);

        assertThat(err).isEqualTo("The option -Dcopy.sinse is not a setting: did you mean copy.since?\n");
    }

    @Test
    void anUnknownCommandIsAUsageError() {
        assertThat(run("onec")).isEqualTo(2);

        assertThat(err)
                .isEqualTo(
                        "Unmatched argument at index 0: 'onec'\nDid you mean: harvest-xero connect or harvest-xero reconcile or harvest-xero once?\n"
                                + "Help: harvest-xero --help\n");
        assertThat(run("once", "--jsno")).isEqualTo(2);
        assertThat(err)
                .hasLineCount(3)
                .startsWith("Unknown option: '--jsno'")
                .endsWith("Help: harvest-xero once --help\n");
        assertThat(run("pause")).isEqualTo(2);
        assertThat(err).isEqualTo("Missing required option: '--reason=TEXT'\nHelp: harvest-xero pause --help\n");
    }

    @Test
    void theHomeComesFromTheEnvironmentToo() {
        environment.put("HARVEST_XERO_HOME", home.toString());

        assertThat(plain("status")).isEqualTo(1);
        assertThat(plain("--help")).isZero();
        assertThat(out).contains("Exit codes:").contains("failed");
        assertThat(plain("once", "--home", home.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(err).contains("is not a folder: make it, or name another with --home");
    }

    private int run(String... arguments) {
        environment.put("HARVEST_XERO_HOME", home.toString());
        return plain(arguments);
    }

    /** As a running process carries it out, which hands on what is printed as it is. */
    private void runInside(String... arguments) {
        outBytes = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(outBytes, true, StandardCharsets.UTF_8);
        Cli cli = new Cli(program, environment, Map.of(), clock);
        Home at = Home.at(home, home);
        try (Engine engine =
                program.start(at, Settings.load(at, Map.of(), Map.of()), Engine.Mode.ROUTES, cli::runInside)) {
            cli.runInside(engine, List.of(arguments), "tester", to, to, page -> {});
        }
    }

    private int plain(String... arguments) {
        outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        int exit = new Cli(program, environment, Map.of("user.name", "tester"), clock)
                .run(
                        List.of(arguments),
                        new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                        new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return exit;
    }
}
