package org.harvestxero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FakeOverdueDesk;
import org.harvestxero.api.FakeProgram;
import org.harvestxero.api.FakeWork;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.OverdueReport;
import org.harvestxero.api.Trouble;
import org.harvestxero.dunning.AgedAmounts;
import org.harvestxero.dunning.DaysOfSales;
import org.harvestxero.dunning.Debt;
import org.harvestxero.dunning.Hold;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each {@code overdue} command prints, asks, and ends with. */
class OverdueCommandIT {
    private static final LocalDate DUE = LocalDate.of(2026, 10, 31);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @TempDir
    Path home;

    private final Clock clock = Clock.fixed(FakeWork.NOON, ZoneOffset.UTC);
    private final FakeProgram program = new FakeProgram(clock);
    private final FakeOverdueDesk desk = program.overdue;
    private String out = "";
    private String err = "";

    @BeforeEach
    void home() throws IOException {
        CommandRun.furnish(home);
        desk.items = List.of(
                new OverdueDesk.Item(
                        debt("1031", "=Sample Bakery", "1200.50"),
                        22,
                        null,
                        List.of(
                                new OverdueDesk.Done("first", "taken", FakeWork.NOON),
                                new OverdueDesk.Done("early", "passed", FakeWork.NOON)),
                        new OverdueDesk.Next("second", LocalDate.of(2026, 11, 30))),
                new OverdueDesk.Item(
                        debt("1019", "Town Museum", "80"),
                        22,
                        new Hold(Hold.Why.DISPUTED, "disputed: wrong hours", TODAY.plusDays(9)),
                        List.of(),
                        null));
    }

    private static Debt debt(String number, String client, String due) {
        return new Debt(
                "x-" + number,
                number,
                new Debt.Debtor(7L, "c-7", client),
                new Debt.Dates(LocalDate.of(2026, 10, 1), DUE),
                new Debt.Amounts("GBP", amount(due), amount(due)));
    }

    private static BigDecimal amount(String text) {
        return new BigDecimal(text);
    }

    @Test
    void listSaysOfEveryOpenInvoiceWhatWasDoneComesNextAndHoldsIt() throws IOException {
        assertThat(run("overdue")).isZero();

        assertThat(lines())
                .containsExactly(
                        "INVOICE  CLIENT          DUE         DAYS PAST      OPEN       DONE, NEXT, HELD",
                        "1031     =Sample Bakery  2026-10-31         22  1,200.50  GBP  first; next second on 2026-11-30",
                        "1019     Town Museum     2026-10-31         22     80.00  GBP  held: disputed: wrong hours");
        assertThat(desk.asked).containsExactly("refresh", "list null");

        assertThat(run("overdue", "list", "--client", "bakery", "--known", "--csv"))
                .isZero();
        assertThat(desk.asked).endsWith("list bakery").doesNotContain("refresh refresh");
        assertThat(lines())
                .startsWith(
                        "invoice,client,issued,due,daysPast,open,currency,held,next,nextOn",
                        "1031,\"'=Sample Bakery\",2026-10-01,2026-10-31,22,1200.50,GBP,,second,2026-11-30");

        assertThat(run("overdue", "list", "--known", "--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(out);
        assertThat(json.at("/1/held/why").asText()).isEqualTo("disputed");
        assertThat(json.at("/0/done/0/step").asText()).isEqualTo("first");
        assertThat(json.at("/0/open").decimalValue()).isEqualByComparingTo("1200.50");
    }

    @Test
    void aListThatCouldNotBeReadIsShownAsKnownWithCodeThree() {
        desk.troubles = List.of(new Trouble(
                "xero", Trouble.Reason.UNREACHABLE, "Xero: no answer.", "It is tried again by itself.", null));

        assertThat(run("overdue", "list")).isEqualTo(3);

        assertThat(err).contains("Xero: no answer. What follows is as it was last read. It is tried again by itself.");
        assertThat(out).contains("1031");
    }

    @Test
    void previewShowsMailsWordForWordAndRunSaysWhatBecameOfThem() {
        desk.report = new OverdueReport(
                List.of(
                        mail(OverdueReport.State.SENT, null),
                        mail(OverdueReport.State.UNCLEAR, "the connection broke")),
                List.of("1019"),
                List.of("2 mails to clients wait for a yes"),
                new CycleReport.Calls(0, 3),
                List.of());

        assertThat(run("overdue", "preview")).isEqualTo(1);
        assertThat(lines())
                .containsSubsequence(
                        "sent: client Sample Bakery, ada@bakery.example: Payment reminder",
                        "    Dear Sample Bakery,",
                        "Would go on the stop-work list for: 1019",
                        "2 mails to clients wait for a yes");

        assertThat(run("overdue", "run")).isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "sent: client Sample Bakery, ada@bakery.example: Payment reminder",
                        "unclear: client Sample Bakery, ada@bakery.example: Payment reminder (the connection broke)",
                        "Put on the stop-work list for: 1019",
                        "2 mails to clients wait for a yes");
        assertThat(run("overdue", "run", "--dry-run", "--json")).isEqualTo(1);
        assertThat(out).contains("\"state\" : \"unclear\"").contains("\"stopWork\" : [ \"1019\" ]");
        assertThat(desk.asked).containsExactly("preview", "run by tester", "preview");
    }

    private static OverdueReport.Mail mail(OverdueReport.State state, String note) {
        return new OverdueReport.Mail(
                "client",
                "Sample Bakery",
                "mail",
                List.of("ada@bakery.example"),
                "Payment reminder",
                "Dear Sample Bakery,\nplease pay.",
                List.of(new OverdueReport.Asked("1031", "first")),
                state,
                note);
    }

    @Test
    void nothingToDoIsSaidInAWord() {
        assertThat(run("overdue", "run")).isZero();
        assertThat(out).isEqualTo("Nothing is due.\n");
        assertThat(run("overdue", "stop-list")).isZero();
        assertThat(out).isEqualTo("There is no client that should not be worked for.\n");
        assertThat(run("overdue", "aged")).isZero();
        assertThat(out).isEqualTo("Nothing is open.\n");
        assertThat(run("overdue", "promises", "--days", "30")).isZero();
        assertThat(out).isEqualTo("No promise was made.\n");
        assertThat(run("overdue", "mails")).isZero();
        assertThat(out).isEqualTo("No mail waits for a decision.\n");
        desk.items = List.of();
        assertThat(run("overdue", "list")).isZero();
        assertThat(out).isEqualTo("No open invoice is known.\n");
    }

    @Test
    void promisesDisputesAndReleasesAreMadeInTheNameOfWhoeverAsks() {
        assertThat(run("overdue", "promise", "1031", "--until", "2026-12-01", "--as", "jane"))
                .isZero();
        assertThat(out)
                .isEqualTo("Nothing is done about invoice 1031 of =Sample Bakery (1,200.50 GBP) until 2026-12-01.\n");
        assertThat(run("overdue", "dispute", "1031", "--until", "2026-12-01", "--reason", " wrong hours "))
                .isZero();
        assertThat(run("overdue", "dispute", "1031", "--until", "2026-12-01", "--reason", " "))
                .isEqualTo(2);
        assertThat(err).contains("--reason is empty");
        assertThat(run("overdue", "release", "1031")).isZero();
        assertThat(out).isEqualTo("Released invoice 1031 of =Sample Bakery (1,200.50 GBP).\n");
        assertThat(run("overdue", "release", "--first-mails")).isZero();
        assertThat(out).isEqualTo("Clients are mailed from the next run on.\n");
        assertThat(run("overdue", "release", "--first-mails", "--without-mail")).isZero();
        assertThat(out).startsWith("4 reminders are taken for done;");
        assertThat(run("overdue", "release")).isEqualTo(2);
        assertThat(run("overdue", "release", "1031", "--without-mail")).isEqualTo(2);

        assertThat(desk.asked)
                .containsExactly(
                        "promise 1031 2026-12-01 null by jane",
                        "dispute 1031 2026-12-01 wrong hours by tester",
                        "release 1031 by tester",
                        "release first true by tester",
                        "release first false by tester");
    }

    @Test
    void whatCanNotBeDecidedIsSaidInASentenceWithCodeOne() {
        desk.refusal = "No open invoice 9 is known: see overdue list.";

        assertThat(run("overdue", "promise", "9", "--until", "2026-12-01")).isNotZero();

        assertThat(err)
                .contains("No open invoice 9 is known: see overdue list.")
                .doesNotContain("Exception");
    }

    @Test
    void theStopListTheAgedAmountsAndThePromisesAreTables() {
        desk.stopped = List.of(new OverdueDesk.StopWork(debt("1031", "Sample Bakery", "1200.50"), 22, FakeWork.NOON));
        AgedAmounts open = new AgedAmounts(amount("10"), amount("20"), amount("0"), amount("0"), amount("5.5"));
        desk.aged = new OverdueDesk.Aged(
                TODAY,
                List.of(
                        new OverdueDesk.AgedClient("Sample Bakery", 7L, "EUR", open, amount("0")),
                        new OverdueDesk.AgedClient("Town Museum", null, "EUR", open, amount("5.50"))),
                List.of(new DaysOfSales("EUR", amount("71"), amount("1000"), TODAY.minusDays(89), TODAY)));
        desk.promises = new OverdueDesk.Promises(List.of(new OverdueDesk.PromiseMade(
                "1031", "Sample Bakery", TODAY, TODAY, OverdueDesk.Outcome.KEPT, "jane", FakeWork.NOON)));

        assertThat(run("overdue", "stop-list")).isZero();
        assertThat(lines().get(1)).startsWith("Sample Bakery  1031     2026-10-31         22  1,200.50  GBP");

        assertThat(run("overdue", "aged")).isZero();
        assertThat(lines())
                .containsExactly(
                        "CLIENT              CURRENT   1-30  31-60  61-90  OLDER  TOTAL  CREDIT    NET",
                        "Sample Bakery  EUR    10.00  20.00   0.00   0.00   5.50  35.50    0.00  35.50",
                        "Town Museum    EUR    10.00  20.00   0.00   0.00   5.50  35.50    5.50  30.00",
                        "in all         EUR    20.00  40.00   0.00   0.00  11.00  71.00    5.50  65.50",
                        "Days sales outstanding in EUR: 6.4 (71.00 open ÷ 1,000.00 invoiced from 2026-08-25 to 2026-11-22 × 90)");
        assertThat(run("overdue", "aged", "--csv", "--known")).isZero();
        assertThat(lines().get(1)).isEqualTo("\"Sample Bakery\",EUR,10.00,20.00,0.00,0.00,5.50,35.50,0.00,35.50");
        assertThat(desk.asked).containsSequence("refresh", "refresh credits").doesNotHaveDuplicates();

        assertThat(run("overdue", "promises")).isZero();
        assertThat(lines())
                .containsExactly(
                        "INVOICE  CLIENT         UNTIL       PAID        OUTCOME  BY",
                        "1031     Sample Bakery  2026-11-22  2026-11-22  kept     jane",
                        "Kept 1, broken 0, open 0");
        assertThat(run("overdue", "promises", "--days", "0")).isEqualTo(2);
        assertThat(desk.asked).contains("promises 365");
    }

    @Test
    void mailsInDoubtEndWithCodeOneUntilSomebodyDecides() {
        desk.mails = List.of(new OverdueDesk.Mail(
                12, "client", TODAY, "unclear", "ada@bakery.example", "Payment reminder", "1031", "it broke", null));

        assertThat(run("overdue", "mails")).isEqualTo(1);
        assertThat(lines().get(1)).isEqualTo("M12   2026-11-22  ada@bakery.example  unclear  1031      it broke");
        assertThat(run("overdue", "mails", "--all", "--json")).isZero();
        assertThat(out).contains("\"id\" : \"M12\"");
        assertThat(run("overdue", "retry", "M12", "13")).isZero();
        assertThat(out).isEqualTo("M12 is due again with the next run.\n13 is due again with the next run.\n");
        assertThat(run("overdue", "discard", "m12", "--reason", "it arrived")).isZero();
        assertThat(out).isEqualTo("m12 is taken for done.\n");
        assertThat(desk.asked).endsWith("retry 12 by tester", "retry 13 by tester", "discard 12 it arrived by tester");
    }

    private List<String> lines() {
        return out.lines().map(String::stripTrailing).toList();
    }

    private int run(String... arguments) {
        Cli cli =
                new Cli(program, Map.of(), Map.of("user.name", "tester", "harvest-xero.home", home.toString()), clock);
        CommandRun run = CommandRun.of(cli, List.of(arguments));
        out = run.out();
        err = run.err();
        return run.exit();
    }
}
