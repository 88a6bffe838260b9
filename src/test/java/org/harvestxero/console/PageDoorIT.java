package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FakeWork;
import org.harvestxero.api.Pause;
import org.harvestxero.console.user.Right;
import org.harvestxero.console.user.Role;
import org.harvestxero.console.user.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each page and each action asks of whoever comes, over real HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageDoorIT {
    private static final Map<String, String> ROLES =
            Map.of("Vera", "viewer", "Bob", "bookkeeper", "Rita", "reviewer", "Ada", "admin");

    private LightConsole light;

    /** Those who stay signed in from test to test. */
    private final Map<String, Visitor> signedIn = new HashMap<>();

    @BeforeAll
    void start(@TempDir Path folder) {
        light = new LightConsole(folder);
        light.put("Vera", Role.VIEWER);
        light.put("Bob", Role.BOOKKEEPER);
        light.put("Rita", Role.REVIEWER);
        light.put("Ada", Role.ADMIN);
    }

    @AfterAll
    void stop() {
        light.close();
    }

    @AfterEach
    void forget() {
        forgetAsked();
        light.work.more = List.of();
        light.work.whileRetrying = () -> {};
        light.databaseAnswers = true;
    }

    private Visitor as(String name) {
        return signedIn.computeIfAbsent(name, light::visitor);
    }

    /** Every action with a form that fits it, and who may. */
    static Stream<Arguments> actions() {
        List<String> mend = List.of("Bob", "Ada");
        List<String> decide = List.of("Rita", "Ada");
        List<String> everybody = List.copyOf(ROLES.keySet());
        return Stream.of(
                Arguments.of("/failed/retry", Map.of("copy", "1"), mend),
                Arguments.of("/failed/discard", Map.of("copy", "1", "reason", "Wrong"), mend),
                Arguments.of("/failed/giving-up", Map.of("copy", "1"), mend),
                Arguments.of("/failed/F1/fix", Map.of("value", "260"), mend),
                Arguments.of("/failed/F1/fix/write", Map.of("value", "260"), mend),
                Arguments.of("/failed/F1/agreed", Map.of("value", "260"), mend),
                Arguments.of("/failed/F1/lists", Map.of(), mend),
                Arguments.of("/failed/F1/contact", Map.of("contact", "c-1"), mend),
                Arguments.of("/failed/F1/answer", Map.of("conflict", "C1", "take", "xero"), mend),
                Arguments.of("/tasks/1/stop", Map.of(), mend),
                Arguments.of("/sides/compare", Map.of(), mend),
                Arguments.of("/sides/compare/stop", Map.of(), mend),
                Arguments.of("/sides/copy", Map.of("number", "INV-1"), mend),
                Arguments.of("/sides/retry", Map.of("copy", "1"), mend),
                Arguments.of("/sides/payments/again", Map.of("copy", "1"), mend),
                Arguments.of("/sides/payments/leave", Map.of("copy", "1", "reason", "Right"), mend),
                Arguments.of("/sides/contacts/answer", Map.of("conflict", "C1", "take", "xero"), mend),
                Arguments.of("/sides/marks/look", Map.of(), mend),
                Arguments.of("/sides/overdue/read", Map.of(), mend),
                Arguments.of("/sides/overdue/preview", Map.of(), mend),
                Arguments.of("/sides/overdue/run", Map.of("seen", "yes"), mend),
                Arguments.of("/sides/overdue/first", Map.of("mail", "no"), mend),
                Arguments.of("/sides/overdue/promise", Map.of("number", "INV-1", "until", "2026-12-01"), mend),
                Arguments.of(
                        "/sides/overdue/dispute",
                        Map.of("number", "INV-1", "until", "2026-12-01", "reason", "Wrong hours"),
                        mend),
                Arguments.of("/sides/overdue/release", Map.of("number", "INV-1"), mend),
                Arguments.of("/sides/overdue/mails/retry", Map.of("mail", "1"), mend),
                Arguments.of("/sides/overdue/mails/discard", Map.of("mail", "1", "reason", "Rang them"), mend),
                Arguments.of("/money/unbilled", Map.of(), mend),
                Arguments.of("/money/earned", Map.of(), mend),
                Arguments.of("/money/budgets", Map.of(), mend),
                Arguments.of("/purchases/contractors", Map.of("month", "2026-10"), mend),
                Arguments.of("/invoices/7/read", Map.of(), everybody),
                Arguments.of("/proposals/P1/confirm", Map.of("sign", "s-1"), everybody),
                Arguments.of("/proposals/P1/reject", Map.of("reason", "Wrong"), everybody),
                Arguments.of("/proposals/P1/settle", Map.of("verdict", "dropped"), everybody),
                Arguments.of("/log/pause", Map.of("reason", "month end"), List.of("Ada")),
                Arguments.of("/log/resume", Map.of(), List.of("Ada")),
                Arguments.of("/review/approve", Map.of("draft", "7.1"), decide),
                Arguments.of("/review/D7/approve", Map.of("version", "1"), decide),
                Arguments.of("/review/D7/hold", Map.of("version", "1", "reason", "x"), decide),
                Arguments.of("/review/D7/release", Map.of("version", "1"), decide),
                Arguments.of("/review/D7/reject", Map.of("version", "1", "reason", "x"), decide),
                Arguments.of("/review/D7/check", Map.of("line", "1", "reason", "x"), decide),
                Arguments.of("/review/D7/undo", Map.of("version", "1"), decide),
                Arguments.of("/review/D7/edit", Map.of("line", "1", "plain", "5", "reason", "x"), decide));
    }

    /** Whatever a service was asked to do or to look at. */
    private List<String> asked() {
        return Stream.of(light.work.asked, light.overdue.asked, light.reconciliations.asked)
                .flatMap(each -> List.copyOf(each).stream())
                .toList();
    }

    private void forgetAsked() {
        Stream.of(light.work.asked, light.overdue.asked, light.reconciliations.asked)
                .forEach(List::clear);
    }

    /** What goes on in the background has ended. */
    private static void settle(Visitor visitor) {
        Map<String, String> goesOn = Map.of(
                "/sides/live", "is under way",
                "/sides/overdue/live", "Xero is being read",
                "/sides/overdue/preview/live", "asked for by",
                "/sides/marks/live", "asked for by",
                "/money/live", "asked for by",
                "/money/earned/live", "asked for by",
                "/money/budgets/live", "asked for by",
                "/purchases/contractors/live", "asked for by");
        goesOn.forEach((path, words) -> await().atMost(Duration.ofSeconds(20))
                .until(() -> !visitor.get("/console" + path).body().contains(words)));
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> more = new HashMap<>(form);
        more.put(name, value);
        return more;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("actions")
    void onlyThoseWhoMayCarryAnActionOut(String path, Map<String, String> form, List<String> may) {
        for (String name : ROLES.keySet()) {
            Visitor visitor = as(name);
            forgetAsked();

            HttpResponse<String> answer = visitor.post("/console" + path, with(form, "_csrf", visitor.csrf()));

            if (may.contains(name)) {
                assertThat(answer.statusCode()).as(name).isIn(200, 303);
                settle(visitor);
            } else {
                assertThat(answer.statusCode()).as(name).isEqualTo(403);
                assertThat(answer.body()).contains("You are signed in as " + name + " (" + ROLES.get(name) + ")");
                assertThat(asked()).as(name).isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("actions")
    void nothingIsDoneForAFormThatIsNotTheSessions(String path, Map<String, String> form, List<String> may) {
        Visitor ada = as("Ada");
        String others = as("Bob").csrf();

        assertThat(ada.post("/console" + path, form).statusCode()).isEqualTo(403);
        assertThat(ada.post("/console" + path, with(form, "_csrf", others)).statusCode())
                .isEqualTo(403);
        assertThat(ada.post("/console" + path, with(form, "_csrf", "")).body()).contains("Nothing was done");
        assertThat(asked()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("actions")
    void nothingIsDoneForStrangersNorByALink(String path, Map<String, String> form, List<String> may) {
        HttpResponse<String> stranger = light.visitor().post("/console" + path, form);

        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.body()).contains("Your session has ended.");
        assertThat(as("Ada").get("/console" + path).statusCode())
                .isIn(pages().toList().contains(path) ? List.of(200) : List.of(404, 405));
        assertThat(asked()).isEmpty();
    }

    /** Further actions, each with those it is not for. */
    static Stream<Arguments> others() {
        List<String> notAdmins = List.of("Vera", "Bob", "Rita");
        List<String> viewers = List.of("Vera");
        Stream<Arguments> paid = Stream.of(
                        "/payroll/look",
                        "/payroll/send",
                        "/payroll/rules/payroll.yaml/edit",
                        "/payroll/rules/payroll.yaml/check",
                        "/payroll/rules/payroll.yaml/save")
                .map(path -> Arguments.of(path, List.of("Vera", "Bob", "Rita", "Ada")));
        return Stream.concat(
                paid,
                Stream.concat(
                        Stream.of(
                                        "/setup/lists",
                                        "/setup/change",
                                        "/setup/write",
                                        "/setup/again",
                                        "/setup/connect",
                                        "/setup/consent/1/choice",
                                        "/setup/check",
                                        "/setup/trial/dry",
                                        "/setup/trial/real",
                                        "/users/invite",
                                        "/users/link",
                                        "/users/roles",
                                        "/users/remove",
                                        "/billing/agreements/acme.yaml/save",
                                        "/billing/rules/overdue.yaml/save")
                                .map(path -> Arguments.of(path, notAdmins)),
                        Stream.of(
                                        "/billing/try",
                                        "/billing/compare",
                                        "/billing/unbilled",
                                        "/billing/tries/1/stop",
                                        "/billing/agreements/new",
                                        "/billing/agreements/acme.yaml/edit",
                                        "/billing/agreements/acme.yaml/check",
                                        "/billing/agreements/acme.yaml/preview",
                                        "/billing/rules/overdue.yaml/edit",
                                        "/billing/rules/overdue.yaml/check")
                                .map(path -> Arguments.of(path, viewers))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void nothingIsDoneForThoseItIsNotForNorWithoutTheirOwnForm(String path, List<String> mayNot) {
        Map<String, String> form = Map.of("user", "Vera", "name", "Zoë", "role", "admin");
        for (String name : mayNot) {
            Visitor visitor = as(name);
            HttpResponse<String> answer = visitor.post("/console" + path, with(form, "_csrf", visitor.csrf()));
            assertThat(answer.statusCode()).as(name).isEqualTo(403);
            assertThat(answer.body()).contains("You are signed in as " + name + " (" + ROLES.get(name) + ")");
        }

        HttpResponse<String> foreign =
                as("Ada").post("/console" + path, with(form, "_csrf", as("Rita").csrf()));
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.body()).contains("Nothing was done");
        assertThat(light.visitor().post("/console" + path, form).statusCode()).isEqualTo(401);
        assertThat(asked()).isEmpty();
        assertThat(light.setup.noted).isEmpty();
        assertThat(light.console.users().read().users()).hasSize(4);
    }

    /** An address as it is tried, for one that the table knows with parts that vary. */
    private static boolean isTried(String path, List<String> tried) {
        String pattern = path.replaceAll(":[a-z]+", "[^/]+");
        return tried.stream().anyMatch(each -> each.matches(pattern));
    }

    private List<String> paths(String method, Stream<Arguments> tried) {
        List<String> given = tried.map(each -> (String) each.get()[0]).toList();
        assertThat(given)
                .allSatisfy(each -> assertThat(light.console.entries())
                        .as("an entry for " + each)
                        .anyMatch(entry -> entry.method().equals(method) && isTried(entry.path(), List.of(each))));
        return given;
    }

    @Test
    void noActionIsMissingInTheListsAbove() {
        List<String> tried = paths("POST", Stream.concat(actions(), others()));

        assertThat(light.console.entries())
                .filteredOn(entry -> entry.method().equals("POST"))
                .hasSizeGreaterThan(60)
                .allSatisfy(entry -> assertThat(isTried(entry.path(), tried))
                        .as("POST %s: say above who may do it", entry.path())
                        .isTrue());
    }

    @Test
    void theListsAboveSayOfEachActionWhoMayDoItAsTheTableDoes() {
        actions().forEach(each -> {
            Right right = right((String) each.get()[0]);
            assertThat(each.get()[2]).as((String) each.get()[0]).isEqualTo(may(right, true, (List<?>) each.get()[2]));
        });
        others().forEach(each -> {
            Right right = right((String) each.get()[0]);
            assertThat(each.get()[1]).as((String) each.get()[0]).isEqualTo(may(right, false, (List<?>) each.get()[1]));
        });
    }

    private Right right(String tried) {
        return light.console.entries().stream()
                .filter(entry -> entry.method().equals("POST") && isTried(entry.path(), List.of(tried)))
                .findFirst()
                .orElseThrow()
                .right();
    }

    /** Those who have the right, or all others, in the order given. */
    private List<String> may(Right right, boolean having, List<?> order) {
        return light.console.users().read().users().stream()
                .filter(user -> user.may(right) == having)
                .map(User::name)
                .sorted(Comparator.comparing(order::indexOf))
                .toList();
    }

    /** What everybody with a role may look at. */
    static Stream<String> pages() {
        return Stream.of(
                "/today",
                "/today/live",
                "/failed",
                "/failed.csv",
                "/failed/F1",
                "/review",
                "/sides",
                "/sides/live",
                "/sides/payments",
                "/sides/contacts",
                "/sides/marks",
                "/sides/overdue",
                "/sides/overdue/preview",
                "/purchases",
                "/purchases/contractors",
                "/purchases/contractors/live",
                "/money",
                "/money/live",
                "/money/earned",
                "/money/earned/live",
                "/money/earned.csv",
                "/money/earned.xlsx",
                "/money/sources?project=7",
                "/money/budgets",
                "/money/budgets/live",
                "/log",
                "/log/audit",
                "/log/audit.csv",
                "/proposals",
                "/proposals/P1",
                "/proposals/calls");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everybodyWithARoleSeesWhatStrangersDont(String path) {
        assertThat(light.visitor().get("/console" + path).statusCode()).isIn(303, 401);
        for (String name : ROLES.keySet()) {
            assertThat(as(name).get("/console" + path).statusCode()).as(name).isEqualTo(200);
        }
    }

    @Test
    void whatIsDoneStandsUnderTheNameOfWhoDidIt() {
        Visitor bob = light.visitor("bob");

        bob.post("/console/failed/discard", Map.of("_csrf", bob.csrf(), "copy", "1", "reason", "Entered by hand"));

        assertThat(light.work.asked).containsExactly("discard [1] because Entered by hand by Bob");
    }

    @Test
    void anInvoiceIsCopiedInTheBackgroundUnderTheNameOfWhoAsked() {
        Visitor bob = light.visitor("Bob");

        HttpResponse<String> begun =
                bob.post("/console/sides/copy", Map.of("_csrf", bob.csrf(), "number", "INV-1", "_page", "/sides"));
        settle(bob);

        assertThat(begun.headers().firstValue("Location")).contains("/console/sides");
        assertThat(light.work.asked).containsExactly("copy INV-1 by Bob");
        assertThat(bob.get("/console/sides").body())
                .contains("It is being copied; what came of it stands on this page.");
        assertThat(bob.get("/console/sides/live").body()).contains("Copying of invoice INV-1 for Bob");
    }

    @Test
    void mailsAreWordedForThoseWhoMayAndNoneIsSent() {
        Visitor bob = light.visitor("Bob");

        HttpResponse<String> begun = bob.post("/console/sides/overdue/preview", Map.of("_csrf", bob.csrf()));
        settle(bob);

        assertThat(begun.headers().firstValue("Location")).contains("/console/sides/overdue/preview");
        assertThat(light.overdue.asked).contains("preview").noneMatch(asked -> asked.startsWith("run"));
        assertThat(light.visitor("Vera").get("/console/sides/overdue/preview").body())
                .contains("As it would go, worked out", "for Bob");
    }

    @Test
    void everyRoleHasBothSidesReadAgainUnderItsOwnName() {
        for (String name : ROLES.keySet()) {
            Visitor visitor = light.visitor(name);
            forgetAsked();

            HttpResponse<String> read = visitor.post("/console/invoices/7/read", Map.of("_csrf", visitor.csrf()));

            assertThat(read.statusCode()).as(name).isEqualTo(303);
            assertThat(read.headers().firstValue("Location")).contains("/console/invoices/7");
            assertThat(asked()).containsExactly("read both 7 by " + name);
            assertThat(visitor.get("/console/today").body()).contains("Both sides were read again, with 2 calls.");
        }
    }

    @Test
    void aProposalIsDecidedByThoseAloneWhoMayDoWhatItAsksFor() {
        for (String name : List.of("Vera", "Bob")) {
            Visitor visitor = light.visitor(name);
            visitor.post("/console/proposals/P1/confirm", Map.of("_csrf", visitor.csrf(), "sign", "s-1"));
            visitor.post("/console/proposals/P1/reject", Map.of("_csrf", visitor.csrf(), "reason", "x"));
            visitor.post("/console/proposals/P1/settle", Map.of("_csrf", visitor.csrf(), "verdict", "dropped"));
            assertThat(light.work.asked).as(name).isEmpty();
            assertThat(visitor.get("/console/proposals/P1").body())
                    .contains("it takes reviewer or admin to decide about this", "Desk &lt;helper&gt;");
        }
        Visitor rita = light.visitor("Rita");

        rita.post("/console/proposals/P1/confirm", Map.of("_csrf", rita.csrf(), "sign", "s-1"));
        rita.post("/console/proposals/P1/reject", Map.of("_csrf", rita.csrf(), "reason", "Wrong"));

        assertThat(light.work.asked).containsExactly("confirm 1 as seen s-1 by Rita", "reject 1 because Wrong by Rita");
    }

    @Test
    void withoutItsDatabaseThePageStaysUpAndSaysSo() {
        Visitor vera = light.visitor("Vera");
        light.databaseAnswers = false;

        HttpResponse<String> away = vera.get("/console/today");

        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body()).contains("The database does not answer", "Sign out");
        light.databaseAnswers = true;
        assertThat(vera.get("/console/today").statusCode()).isEqualTo(200);
    }

    @Test
    void whatWasSentWhileTheDatabaseWasAwayStandsInTheFormAgain() {
        Visitor bob = light.visitor("Bob");
        light.databaseAnswers = false;

        HttpResponse<String> away = bob.post(
                "/console/failed/discard",
                Map.of("_csrf", bob.csrf(), "_page", "/failed/F1", "copy", "1", "reason", "Entered by hand"));

        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body())
                .contains("The database does not answer", "What you typed is kept", "href=\"/console/failed/F1\"")
                .doesNotContain("Exception");
        assertThat(bob.get("/console/failed/F1").statusCode()).isEqualTo(503);
        assertThat(asked()).isEmpty();
        light.databaseAnswers = true;
        assertThat(bob.get("/console/failed/F1").body()).contains("value=\"Entered by hand\"");
        assertThat(bob.get("/console/failed/F1").body()).doesNotContain("Entered by hand");
    }

    @Test
    void aFaultOfAPageIsToldWithoutItsStack() {
        Visitor vera = light.visitor("Vera");

        // Nobody explains anything here.
        HttpResponse<String> failed = vera.get("/console/failed/F999999999999999999999");
        assertThat(failed.statusCode()).isEqualTo(404);
        assertThat(failed.body()).contains("does not stand failed any more").doesNotContain("Exception");
    }

    @Test
    void manyAreSeenToInTheBackgroundPieceByPiece() {
        light.work.more = IntStream.range(0, 1_200)
                .mapToObj(i -> FakeWork.failed(100 + i, "INV-" + i, FailedCopy.State.FAILED))
                .toList();
        Visitor bob = light.visitor("Bob");

        HttpResponse<String> begun = bob.post("/console/failed/retry", Map.of("_csrf", bob.csrf(), "cause", "9"));

        String task = begun.headers().firstValue("Location").orElseThrow();
        assertThat(task).matches("/console/tasks/\\d+");
        await().atMost(Duration.ofSeconds(20)).until(() -> bob.get(task).body().contains("1,202 of 1,202 seen to"));
        assertThat(light.work.asked).hasSize(3).allMatch(asked -> asked.endsWith("by Bob"));
        assertThat(light.visitor("Vera").get(task).statusCode()).isEqualTo(403);
    }

    @Test
    void tenThousandAreSeenToWithProgressAndCanBeStopped() {
        light.work.more = IntStream.range(0, 10_000)
                .mapToObj(i -> FakeWork.failed(100 + i, "INV-" + i, FailedCopy.State.FAILED))
                .toList();
        Semaphore pieces = new Semaphore(2);
        light.work.whileRetrying = () -> {
            try {
                assertThat(pieces.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        Visitor bob = light.visitor("Bob");
        String task = bob.post("/console/failed/retry", Map.of("_csrf", bob.csrf(), "cause", "9"))
                .headers()
                .firstValue("Location")
                .orElseThrow();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> bob.get(task + "/live").body().contains("1,000 of 10,002 seen to, done with 1,000"));
        assertThat(bob.get(task + "/live").body()).contains("<progress value=\"1000\" max=\"10002\"");
        assertThat(bob.get("/console/today").statusCode()).isEqualTo(200);
        bob.post(task + "/stop", Map.of("_csrf", bob.csrf()));
        assertThat(bob.get(task).body()).contains("It ends after the documents it is at.");
        pieces.release(100);
        await().atMost(Duration.ofSeconds(20)).until(() -> bob.get(task).body().contains("Stopped by hand"));

        assertThat(bob.get(task).body()).contains("1,500 of 10,002 seen to", "what was done stays done");
        assertThat(light.work.asked).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "client, acme, true",
        "client, museum, false",
        "kind, invoice, true",
        "kind, payment, false",
        "days, 0, true",
        "days, 1, false",
        "shown, 1795348800000, true",
        "shown, 1795341599998, false"
    })
    void allOfACauseAreThoseOfTheListThatWasSeen(String field, String value, boolean meant) {
        Visitor bob = light.visitor("Bob");
        Map<String, String> form = Map.of("_csrf", bob.csrf(), "cause", "9", "reason", "Wrong", field, value);

        bob.post("/console/failed/retry", form);
        bob.post("/console/failed/discard", form);

        if (meant) {
            assertThat(light.work.asked).containsExactly("retry [1, 2] by Bob", "discard [1, 2] because Wrong by Bob");
        } else {
            assertThat(light.work.asked).isEmpty();
        }
    }

    @Test
    void aFormAboutAWholeListSaysWhichList() {
        assertThat(light.visitor("Bob")
                        .get("/console/failed?client=acme&kind=invoice")
                        .body())
                .containsPattern("type=\"hidden\" name=\"kind\" value=\"invoice\"")
                .containsPattern("type=\"hidden\" name=\"client\" value=\"acme\"")
                .containsPattern("type=\"hidden\" name=\"days\" value=\"0\"")
                .containsPattern("type=\"hidden\" name=\"shown\" value=\"1795348800000\"");
    }

    @Test
    void signInLeadsNowhereOutsideOfTheConsole() {
        for (String next : List.of("/today/../../health", "/today/%2E./../health")) {
            assertThat(light.visitor()
                            .post(
                                    "/console/login",
                                    Map.of("name", "Vera", "password", LightConsole.PASSWORD, "next", next))
                            .headers()
                            .firstValue("Location"))
                    .contains("/console/today");
        }
    }

    @Test
    void aSessionEndsByTheClockThatPasses() {
        Visitor vera = light.visitor("Vera");
        light.nanos.addAndGet(Duration.ofMinutes(61).toNanos());
        signedIn.clear();

        assertThat(vera.get("/console/today/live").headers().firstValue("HX-Redirect"))
                .contains("/console/login");
        assertThat(vera.get("/console/today").statusCode()).isEqualTo(303);
    }

    @Test
    void aPartThatHasNotChangedIsNotSentAgain() {
        Visitor vera = light.visitor("Vera");
        String part = vera.get("/console/today/live").body();
        String next = part.replaceAll("(?s).*?hx-get=\"([^\"]+)\".*", "$1");

        assertThat(next).startsWith("/console/today/live?seen=");
        assertThat(vera.get(next).statusCode()).isEqualTo(204);
        light.work.paused = new Pause(Pause.By.PERSON, "Ada", "month end", FakeWork.NOON, null);
        try {
            assertThat(vera.get(next).body()).contains("Paused by Ada");
        } finally {
            light.work.paused = null;
        }
    }

    @Test
    void theFirstUserIsMadeByALinkThatWorksOnce(@TempDir Path folder) {
        try (LightConsole empty = new LightConsole(folder)) {
            String link = empty.console.firstLink().orElseThrow();
            String path = link.substring(empty.at("").length());
            String key = path.substring(path.indexOf('=') + 1);
            Visitor visitor = empty.visitor();

            assertThat(visitor.get(path).body()).contains("Make the first user");
            assertThat(visitor.post(
                                    "/console/enter",
                                    Map.of("key", key, "name", "Ada", "password", "short", "again", "short"))
                            .body())
                    .contains("A password has 12 to 200 characters");
            assertThat(empty.visitor().get(path).statusCode())
                    .as("looked at once more")
                    .isEqualTo(200);
            HttpResponse<String> made = visitor.post(
                    "/console/enter",
                    Map.of(
                            "key",
                            key,
                            "name",
                            "Ada",
                            "password",
                            LightConsole.PASSWORD,
                            "again",
                            LightConsole.PASSWORD));

            assertThat(made.headers().firstValue("Location")).contains("/console/today");
            assertThat(visitor.get("/console/today").body()).contains("Ada", "admin");
            assertThat(empty.visitor().get(path).statusCode()).isEqualTo(410);
            assertThat(empty.console.firstLink()).isEmpty();
        }
    }

    @Test
    void aLinkSignsInOnceAndNobodyWhoLeftMeanwhile() {
        List<String> links = light.console.linksAs(List.of("Vera", "Nobody"));
        String vera = links.get(0).substring(light.at("").length());
        String key = vera.substring(vera.indexOf('=') + 1);
        Visitor visitor = light.visitor();

        assertThat(visitor.get(vera).body()).contains("Sign in as").contains("Vera");
        assertThat(visitor.post("/console/enter", Map.of("key", key)).statusCode())
                .isEqualTo(303);
        assertThat(visitor.get("/console/today").statusCode()).isEqualTo(200);
        assertThat(light.visitor().post("/console/enter", Map.of("key", key)).statusCode())
                .isEqualTo(410);
        String nobody = links.get(1).substring(links.get(1).indexOf('=') + 1);
        assertThat(light.visitor().post("/console/enter", Map.of("key", nobody)).statusCode())
                .isEqualTo(410);
        assertThat(light.visitor()
                        .post("/console/enter", Map.of("key", "guessed"))
                        .statusCode())
                .isEqualTo(410);
    }
}
