package org.harvestxero.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.FakeProgram;
import org.harvestxero.api.FakeWork;
import org.harvestxero.api.Replays;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.comparison.Comparison;
import org.harvestxero.comparison.ReplayReport;
import org.harvestxero.explain.ExplanationService;
import org.harvestxero.finalize.NothingKept;
import org.harvestxero.review.BilledLedger;
import org.harvestxero.review.ReviewRoles;
import org.harvestxero.review.ReviewService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewCommandIT {
    @TempDir
    Path home;

    @TempDir
    Path agreements;

    private final Clock clock = Clock.fixed(FakeWork.NOON, ZoneOffset.UTC);
    private final FakeProgram program = new FakeProgram(clock);
    private BilledLedger billed;
    private String id = "";
    private String out = "";
    private String err = "";

    @BeforeEach
    void billMarch() throws IOException {
        Files.writeString(home.resolve("application.properties"), "time-zone=Pacific/Auckland\n");
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/idle.camel.yaml"), """
                - route:
                    id: idle
                    from: {uri: direct:idle, steps: [{stop: {}}]}
                """);
        billed = new BilledLedger(agreements, """
                client: Acme
                start: 2026-01-01
                review: {when: [always], steps: [project manager, strategist]}
                layout: {groupBy: [project]}
                """);
        id = "D"
                + billed.bill(
                                aTimeEntry()
                                        .id(1)
                                        .project("Website")
                                        .of("12.50")
                                        .build(),
                                aTimeEntry()
                                        .id(2)
                                        .project("Website")
                                        .approval(Approval.SUBMITTED)
                                        .build())
                        .get(0)
                        .id();
        program.people = new BillingDesk(
                new ReviewService(
                        billed.store, billed.stored, ReviewRoles.open(), BilledLedger::charge, new NothingKept()),
                new ExplanationService(
                        billed.store, billed.stored, (kind, xero) -> "https://xero/" + xero, BilledLedger::charge),
                new OnePeriod());
    }

    /** A replay of one period that differs. */
    private static final class OnePeriod implements Replays {
        @Override
        public ReplayReport replay(int periods, String client) {
            if (client != null) {
                throw new DecisionException("There is no agreement for \"" + client + "\".");
            }
            return new ReplayReport(
                    Instant.parse("2026-11-22T12:00:00Z"),
                    List.of(new Comparison(
                            new Named(5, "Acme"),
                            "2026-10",
                            Money.of("1250.00", "USD"),
                            Money.of("1400.00", "USD"),
                            List.of("H-12"),
                            List.of(new Comparison.Row(
                                    "Website",
                                    List.of("Website – Design"),
                                    List.of("Design"),
                                    Money.of("1250.00", "USD"),
                                    Money.of("1400.00", "USD"),
                                    "1.50 h worth 150.00 not billed, held: submitted, but not approved",
                                    true)),
                            List.of())),
                    List.of());
        }

        @Override
        public ReplayReport shadow(LocalDate since, String client) {
            return new ReplayReport(
                    Instant.EPOCH, List.of(), List.of(new ReplayReport.Left("since " + since, "nothing was tried")));
        }
    }

    @Test
    void waitingDraftsAreListedWithTheReason() throws IOException {
        assertThat(run("review")).isZero();
        assertThat(out)
                .contains("Acme")
                .contains("1,250.00")
                .contains("review: project manager")
                .contains("every invoice of this client");
        assertThat(out.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(110));

        assertThat(run("review", "list", "--json")).isZero();
        JsonNode item = new ObjectMapper().readTree(out).get(0);
        assertThat(item.path("id").asText()).isEqualTo(id).startsWith("D");
        assertThat(item.path("waitsFor").asText()).isEqualTo("project manager");
        assertThat(out).contains("\"total\" : 1250.00");
    }

    @Test
    void aDraftIsShownWithLinesNotesProofAndHistory() throws IOException {
        assertThat(run("review", "show", id)).isZero();
        assertThat(out)
                .contains("1 entry, 1.00 h worth 100.00 not billed, held: submitted, but not approved")
                .contains("12.50  100.00  1,250.00  OUTPUT2")
                .contains("250.00 USD (OUTPUT2, 20 % on 1,250.00)")
                .contains("1,500.00 USD")
                .contains("Acme Ltd")
                .contains("PO-7")
                .contains("line 1 is taxed as OUTPUT2, last time as NONE")
                .contains("billed 1250.00 USD = worth")
                .contains("process  drafted: for 2026-03");

        assertThat(run("review", "show", id, "--json")).isZero();
        JsonNode detail = new ObjectMapper().readTree(out);
        assertThat(detail.at("/lines/0/sources/0/id").asLong()).isEqualTo(1);
        assertThat(detail.at("/lines/0/sources/0/rateFrom").asText()).isNotEmpty();
        assertThat(detail.at("/original").isNull()).isTrue();
        assertThat(out).contains("\"net\" : 1250.00", "\"tax\" : 250.00", "\"gross\" : 1500.00");
        assertThat(detail.at("/taxes/0/taxType").asText()).isEqualTo("OUTPUT2");
        assertThat(detail.at("/taxes/0/rate").decimalValue()).isEqualByComparingTo("20");
        assertThat(detail.at("/contact").asText()).isEqualTo("Acme Ltd");
        assertThat(detail.at("/purchaseOrder").asText()).isEqualTo("PO-7");
        assertThat(detail.at("/lines/0/taxType").asText()).isEqualTo("OUTPUT2");
        assertThat(detail.at("/dueDate").asText()).isEqualTo("2026-05-01");

        assertThat(run("review", "approve", id.substring(1))).isEqualTo(2);
        assertThat(err)
                .isEqualTo(id.substring(1) + " is no invoice number; did you mean draft " + id + " (Acme, 2026-03)?\n");
        assertThat(run("explain", id.substring(1))).isEqualTo(2);
        assertThat(err).contains("did you mean draft " + id);
        assertThat(run("review", "show", "nonsense")).isEqualTo(2);
        assertThat(err).contains("There is no draft nonsense");
    }

    @Test
    void decisionsAreCarriedOutAndToldInASentence() {
        assertThat(run("review", "edit", id, "--line", "1", "--reason", "x")).isEqualTo(2);
        assertThat(err).contains("--amount, --text, or both");
        assertThat(run("review", "edit", id, "--line", "1", "--amount", "1200", "--reason", "as agreed", "--as", "Mia"))
                .isZero();
        assertThat(out).contains("1,200.00 USD: waits for the yes of a project manager.");
        assertThat(run("review", "approve", id, "--as", "Pam")).isZero();
        assertThat(out).contains("waits for the yes of a strategist, of somebody else than Pam.");
        assertThat(run("review", "approve", id, "--as", "Pam")).isEqualTo(2);
        assertThat(err).contains("must be somebody else's");
        assertThat(run("review", "approve", id, "--version", "0", "--as", "Sam"))
                .isEqualTo(2);
        assertThat(err).contains("changed meanwhile");
        assertThat(run("review", "hold", id, "--reason", "asks the client", "--as", "Sam"))
                .isZero();
        assertThat(out).contains("put aside. Let it go on with `review release " + id + "`.");
        assertThat(run("review", "release", id, "--as", "Sam")).isZero();
        assertThat(run("review", "reject", id, "--reason", "all wrong", "--as", "Sam", "--json"))
                .isZero();
        assertThat(out).contains("\"state\" : \"rejected\"");
        assertThat(run("review", "list")).isZero();
        assertThat(out).isEqualTo("No draft waits for anybody.\n");
    }

    @Test
    void linesAreSplitAddedTakenOffAndPutBack() throws IOException {
        assertThat(run("review", "split", id, "--line", "1", "--amount", "250", "--text", "Home page", "--reason", "x"))
                .isZero();
        assertThat(out).contains("1,250.00 USD: waits for the yes of a project manager.");
        assertThat(run(
                        "review",
                        "add-line",
                        id,
                        "--text",
                        "Licences",
                        "--price",
                        "49.90",
                        "--quantity",
                        "3",
                        "--like",
                        "1",
                        "--reason",
                        "passed on",
                        "--json"))
                .isZero();
        assertThat(new ObjectMapper().readTree(out).path("total").decimalValue())
                .isEqualByComparingTo("1399.70");
        assertThat(run("review", "show", id)).isZero();
        assertThat(out).contains("Home page", "Licences", "As it was made, 1250.00 USD", "yes of a strategist");
        assertThat(run("review", "show", id, "--json")).isZero();
        JsonNode detail = new ObjectMapper().readTree(out);
        assertThat(detail.at("/lines/2/kind").asText()).isEqualTo("added");
        assertThat(detail.at("/yeses/1/role").asText()).isEqualTo("strategist");
        assertThat(detail.at("/periods").isArray()).isTrue();
        assertThat(detail.at("/variance/leftOut").decimalValue()).isEqualByComparingTo("100.00");
        assertThat(run("review", "remove-line", id, "--line", "1", "--reason", "x"))
                .isEqualTo(2);
        assertThat(err).contains("was made by the agreement");
        assertThat(run("review", "remove-line", id, "--line", "3", "--reason", "x"))
                .isZero();
        assertThat(run("review", "undo", id)).isZero();
        assertThat(run("review", "undo", id, "--version", "0")).isEqualTo(2);
        assertThat(err).contains("changed meanwhile");
        assertThat(run("review", "split", id, "--line", "1", "--entries", "9", "--text", "y", "--reason", "x"))
                .isEqualTo(2);
        assertThat(err).contains("Line 1 is not made of 9");
        assertThat(run("explain", id, "3")).isZero();
        assertThat(out).contains("a reviewer put it there");
        assertThat(run("review", "timesheet", id)).isEqualTo(2);
        assertThat(err).contains("there is no timesheet");
    }

    @Test
    void severalDraftsAreOneDocumentAlsoWhenOneOfThemIsUnknown() throws IOException {
        assertThat(run("review", "hold", id, "--reason", "asks the client", "--json"))
                .isZero();
        assertThat(new ObjectMapper().readTree(out).path("id").asText()).isEqualTo(id);
        assertThat(run("review", "release", id, "D999", "--json")).isEqualTo(2);
        assertThat(new ObjectMapper().readTree(out).at("/done/0/id").asText()).isEqualTo(id);
        assertThat(new ObjectMapper().readTree(out).at("/error").asText()).startsWith("There is no draft D999");
        assertThat(new ObjectMapper().readTree(out).at("/exit").asInt()).isEqualTo(2);
        assertThat(err).contains("There is no draft D999");
    }

    @Test
    void workIsDecidedBeforeItsBill() {
        assertThat(run("review", "decide", "--entry", "2", "--reason", "x")).isEqualTo(2);
        assertThat(err).contains("Say what to do with it");
        assertThat(run(
                        "review",
                        "decide",
                        "--entry",
                        "2",
                        "--write-down",
                        "0.5",
                        "--reason",
                        "training",
                        "--as",
                        "Pam"))
                .isZero();
        assertThat(out).isEqualTo("time entry 2: written down to 0.50 h; it goes into the client's next bill.\n");
        assertThat(run("review", "decide", "--overage", "Plan", "--hours", "2", "--client", "Acme", "--reason", "x"))
                .isEqualTo(2);
        assertThat(err).contains("has no retainer called \"Plan\"");
        assertThat(run("review", "decisions")).isZero();
        assertThat(out).contains("Pam  time entry 2: written down to 0.50 h: training");
        long word = program.people.reviews().words().get(0).id();
        assertThat(run("review", "forget", Long.toString(word))).isZero();
        assertThat(out).isEqualTo("Decision " + word + " is taken back.\n");
        assertThat(run("review", "decisions", "--json")).isZero();
        assertThat(out.strip()).isEqualTo("[ ]");
    }

    @Test
    void aLineIsExplained() throws IOException {
        assertThat(run("explain", id, "1")).isZero();
        assertThat(out)
                .contains("Line 1 of draft " + id + " to Acme: 1250.00 USD before tax")
                .contains("Review\n");
        assertThat(run("explain", id, "--web")).isZero();
        assertThat(err).isEqualTo("Xero has no page of " + id + " yet.\n");
        assertThat(run("explain", id, "--json")).isZero();
        assertThat(new ObjectMapper().readTree(out).path("sections").size()).isGreaterThan(4);
        assertThat(run("explain", id, "7")).isEqualTo(2);
        assertThat(run("explain", "NO-1")).isEqualTo(2);
        assertThat(err).contains("No invoice NO-1 is known here");
    }

    @Test
    void aReplayIsPrintedAndWrittenAsAPage() throws IOException {
        assertThat(run("replay", "--html", "replay.html")).isZero();
        assertThat(out)
                .contains("Acme, 2026-10: differs by -150.00 USD (H-12)")
                .contains("1.50 h worth 150.00 not billed")
                .contains("Nothing was written anywhere");
        assertThat(Files.readString(home.resolve("replay.html"))).contains("Replay of 3 periods");
        assertThat(run("replay", "--json")).isZero();
        assertThat(new ObjectMapper().readTree(out).at("/totals/USD/difference").decimalValue())
                .isEqualByComparingTo("-150.00");
        assertThat(run("replay", "--client", "Nobody")).isEqualTo(2);
        assertThat(err).contains("no agreement for \"Nobody\"");
        assertThat(run("replay", "--periods", "0")).isEqualTo(2);
        assertThat(run("replay", "--shadow", "--periods", "2")).isEqualTo(1);
        assertThat(out).contains("since 2026-09-01").contains("nothing was tried");
    }

    private int run(String... arguments) {
        Cli cli = new Cli(
                program,
                Map.of("HARVEST_XERO_HOME", home.toString()),
                Map.of("user.name", "tester", "harvest-xero.program", home.toString()),
                clock);
        CommandRun run = CommandRun.of(cli, List.of(arguments));
        out = run.out();
        err = run.err();
        return run.exit();
    }
}
