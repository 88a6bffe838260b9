package org.harvestxero.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.harvestxero.TestClock;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Reviews;
import org.harvestxero.console.user.Passwords;
import org.harvestxero.console.user.Role;
import org.harvestxero.console.user.User;
import org.harvestxero.console.user.UsersFile;
import org.harvestxero.mcp.token.Assistant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What assistants propose, from the tool's call to a person's yes in the console. */
class ProposalsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "correct horse battery";
    private static final String HASH = new Passwords().hash(PASSWORD);
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern SIGN = Pattern.compile("name=\"sign\" value=\"([^\"]+)\"");

    private AssistantScenario assistants;
    private McpSyncClient helper;

    /** Settings of the database. */
    Map<String, String> database() {
        return Map.of();
    }

    @BeforeEach
    void start() {
        Map<String, String> settings = new HashMap<>(database());
        settings.put("console.enabled", "true");
        assistants = AssistantScenario.start(settings);
        UsersFile users = new UsersFile(assistants.home().resolve("data/users"));
        users.put(new User("Vera", Set.of(Role.VIEWER), HASH));
        users.put(new User("Bob", Set.of(Role.BOOKKEEPER), HASH));
        users.put(new User("Rita", Set.of(Role.REVIEWER), HASH));
        users.put(new User("Ada", Set.of(Role.ADMIN), HASH));
        helper = assistants.client(assistants.token(
                "Desk helper", new Assistant.Bounds(1_000, 500, 60), AssistantScenario.LAST, Role.ADMIN));
    }

    @AfterEach
    void stop() {
        helper.closeGracefully();
        assistants.close();
    }

    private McpSchema.CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private JsonNode told(String tool, Map<String, Object> arguments) {
        McpSchema.CallToolResult result = call(helper, tool, arguments);
        assertThat(result.isError()).as(words(result)).isNotEqualTo(true);
        return JSON.valueToTree(result.structuredContent());
    }

    private String refused(String tool, Map<String, Object> arguments) {
        McpSchema.CallToolResult result = call(helper, tool, arguments);
        assertThat(result.isError()).as(words(result)).isTrue();
        return words(result);
    }

    private static String words(McpSchema.CallToolResult result) {
        return ((McpSchema.TextContent) result.content().get(0)).text();
    }

    private String effect(JsonNode proposal) {
        return Stream.concat(Stream.of(""), proposal.at("/effect").findValuesAsText("quoted").stream())
                .collect(Collectors.joining("\n"));
    }

    private Reviews.Item draft() {
        return assistants.engine().people().reviews().find("D1").orElseThrow().item();
    }

    private List<FailedCopy> failed() {
        return assistants.engine().copyService().failedCopies(FailedFilter.STANDING).stream()
                .toList();
    }

    private String state(String id) {
        return told("proposals", Map.of("proposal", id))
                .at("/proposals/0/state")
                .asText();
    }

    @Test
    void aDraftIsApprovedByAPersonAndNotBefore() {
        JsonNode proposal = told("propose_approve_draft", Map.of("draft", "D1", "reason", "All hours are approved."));

        assertThat(proposal.path("state").asText()).isEqualTo("open");
        assertThat(proposal.path("confirmed_by").asText()).isEqualTo("reviewer or admin");
        assertThat(proposal.path("console").asText()).isEqualTo(assistants.at("/console/proposals/1"));
        assertThat(effect(proposal))
                .contains("Approves draft D1 of Acme, period 2026-10, as it stands (version 0).")
                .contains("after it the invoice goes out")
                .contains("Total before tax 1250.00 USD, with tax 1500.00 USD.");
        assertThat(draft().state()).isEqualTo(Reviews.State.REVIEW);

        Visitor vera = new Visitor("Vera");
        String page = vera.get("/console/proposals/P1");
        assertThat(page)
                .contains("All hours are approved.", "1250.00 USD", "it takes reviewer or admin to decide about this")
                .doesNotContain("Confirm: do exactly this");
        assertThat(vera.decide("P1", "confirm", page)).contains("it takes reviewer or admin to decide about this");
        assertThat(draft().state()).isEqualTo(Reviews.State.REVIEW);

        Visitor rita = new Visitor("Rita");
        String seen = rita.get("/console/proposals/P1");
        assertThat(rita.decide("P1", "confirm", seen)).contains("P1 is done. Approved; the draft is approved.");
        assertThat(draft().state()).isNotEqualTo(Reviews.State.REVIEW);
        assertThat(state("P1")).isEqualTo("done");
        assertThat(assistants.copy().ledger().get("audit_event"))
                .anyMatch(row -> row.contains("|Rita|") && row.contains("proposal-done") && row.contains("P1"))
                .anyMatch(row -> row.contains("|Rita|") && row.contains("proposed by the assistant Desk helper"));

        assertThat(rita.decide("P1", "confirm", seen))
                .contains("Proposal P1 waits no more: it was confirmed by Rita and done. Nothing was done twice.");
        assertThat(new Visitor("Rita").get("/console/proposals")).contains("done, confirmed by Rita");
    }

    @Test
    void whatChangedBetweenShowingAndConfirmingIsNotDone() {
        told("propose_approve_draft", Map.of("draft", "D1", "reason", "It looks right."));
        Visitor rita = new Visitor("Rita");
        String seen = rita.get("/console/proposals/P1");
        assistants
                .engine()
                .people()
                .reviews()
                .edit(Reviews.Ref.of(1), new Reviews.Edit(1, new BigDecimal("1000"), null, "less"), "Bea");

        assertThat(rita.decide("P1", "confirm", seen))
                .contains("has changed since it was proposed, so nothing was done.");

        assertThat(draft().state()).isEqualTo(Reviews.State.REVIEW);
        assertThat(draft().step()).isZero();
        assertThat(state("P1")).isEqualTo("refused");
        assertThat(told("propose_approve_draft", Map.of("draft", "D1", "reason", "It looks right."))
                        .path("id")
                        .asText())
                .isEqualTo("P2");
    }

    @Test
    void theFormOfAnotherProposalConfirmsNothing() {
        told("propose_approve_draft", Map.of("draft", "D1", "reason", "It looks right."));
        told("propose_hold_draft", Map.of("draft", "D1", "reason", "The client asked."));
        Visitor rita = new Visitor("Rita");

        assertThat(rita.decide("P1", "confirm", rita.get("/console/proposals/P2")))
                .contains("Proposal P1 is not the one you saw");
        assertThat(state("P1")).isEqualTo("open");
        assertThat(draft().state()).isEqualTo(Reviews.State.REVIEW);
    }

    @Test
    void ofTwoWhoConfirmAtTheSameMomentOneIsToldSo() {
        told("propose_hold_draft", Map.of("draft", "D1", "reason", "The client asked."));
        Visitor rita = new Visitor("Rita");
        Visitor ada = new Visitor("Ada");
        String ritaSaw = rita.get("/console/proposals/P1");
        String adaSaw = ada.get("/console/proposals/P1");

        List<String> answers = Stream.of(
                        CompletableFuture.supplyAsync(() -> rita.decide("P1", "confirm", ritaSaw)),
                        CompletableFuture.supplyAsync(() -> ada.decide("P1", "confirm", adaSaw)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers)
                .filteredOn(answer -> answer.contains("P1 is done. Put aside."))
                .hasSize(1);
        assertThat(draft().state()).isEqualTo(Reviews.State.HELD);
        assertThat(draft().version()).isEqualTo(1);
    }

    @Test
    void aProposalThatNobodyDecidesLapses() {
        told("propose_hold_draft", Map.of("draft", "D1", "reason", "The client asked."));
        Visitor rita = new Visitor("Rita");
        String seen = rita.get("/console/proposals/P1");
        ((TestClock) assistants.copy().clock()).set(Duration.ofHours(73));

        assertThat(rita.decide("P1", "confirm", seen)).contains("waits no more: nobody decided in time");
        assertThat(state("P1")).isEqualTo("lapsed");
        assertThat(draft().state()).isEqualTo(Reviews.State.REVIEW);
    }

    @Test
    void aLineOfADraftIsChangedAsItWasShown() {
        JsonNode proposal = told(
                "propose_edit_draft",
                Map.of(
                        "draft",
                        "D1",
                        "line",
                        1,
                        "amount",
                        "1000.00",
                        "text",
                        "Design, as agreed",
                        "reason",
                        "Agreed by phone."));

        assertThat(effect(proposal))
                .contains("- line 1: 1250.00 USD  Website – Design, October 2026")
                .contains("+ line 1: 1000.00 USD  Design, as agreed")
                .contains("Total before tax 1250.00 USD -> 1000.00 USD.")
                .contains("What the client pays 1500.00 USD -> 1200.00 USD.");
        Visitor rita = new Visitor("Rita");
        assertThat(rita.decide("P1", "confirm", rita.get("/console/proposals/P1")))
                .contains("P1 is done.");
        assertThat(draft().total()).isEqualByComparingTo("1000");
    }

    @Test
    void failedCopiesAreTriedAgainOrGivenUp() {
        List<String> ids = failed().stream().map(copy -> "F" + copy.id()).toList();
        told("propose_retry_failed", Map.of("ids", ids, "reason", "The rate is there now."));
        told("propose_discard_failed", Map.of("ids", List.of(ids.get(0)), "reason", "Entered by hand."));
        Visitor bob = new Visitor("Bob");

        assertThat(bob.decide("P2", "confirm", bob.get("/console/proposals/P2")))
                .contains("1 document given up.");
        assertThat(failed()).hasSize(1);
        assertThat(bob.decide("P1", "confirm", bob.get("/console/proposals/P1")))
                .contains(
                        "It can't be done any more, so nothing was: " + ids.get(0) + " does not stand failed any more");
        assertThat(state("P1")).isEqualTo("refused");
        told("propose_retry_failed", Map.of("ids", ids.subList(1, 2), "reason", "The rate is there now."));
        assertThat(bob.decide("P3", "confirm", bob.get("/console/proposals/P3")))
                .contains("P3 is done.");
    }

    @Test
    void anAgreementIsChangedAsTheDifferenceShows() throws IOException {
        String text = "client: Acme\nstart: 2026-10-01\nreview: {when: [{totalAbove: 2000}]}\n";
        assertThat(refused("propose_change_agreement", Map.of("file", "acme.yaml", "text", "client: [", "reason", "x")))
                .startsWith("The text can't be used as acme.yaml: line ");
        String flaw = refused("propose_change_agreement", Map.of("file", "../x.yaml", "text", text, "reason", "x"));
        assertThat(flaw).isNotEmpty();
        JsonNode proposal =
                told("propose_change_agreement", Map.of("file", "acme.yaml", "text", text, "reason", "Fewer looks."));

        assertThat(effect(proposal))
                .contains("- review: {when: [always]}")
                .contains("+ review: {when: [{totalAbove: 2000}]}");
        Visitor rita = new Visitor("Rita");
        assertThat(rita.get("/console/proposals/P1")).contains("it takes admin to decide");
        Visitor ada = new Visitor("Ada");
        assertThat(ada.decide("P1", "confirm", ada.get("/console/proposals/P1")))
                .contains("acme.yaml is saved.");
        assertThat(Files.readString(assistants.home().resolve("agreements/acme.yaml")))
                .isEqualTo(text);
    }

    @Test
    void anAgreementThatSomebodyEditedMeanwhileIsLeftAlone() throws IOException {
        told(
                "propose_change_agreement",
                Map.of("file", "acme.yaml", "text", "client: Acme\nstart: 2026-10-01\n", "reason", "Fewer looks."));
        String edited = "client: Acme\nstart: 2026-10-01\nreview: {when: [always]}\n# by hand\n";
        Files.writeString(assistants.home().resolve("agreements/acme.yaml"), edited);
        Visitor ada = new Visitor("Ada");

        assertThat(ada.decide("P1", "confirm", ada.get("/console/proposals/P1")))
                .contains("so nothing was");
        assertThat(Files.readString(assistants.home().resolve("agreements/acme.yaml")))
                .isEqualTo(edited);
    }

    @Test
    void aMappingIsChangedAsTheDifferenceShows() throws IOException {
        assistants.failByARule();
        String failed = failed().stream()
                .filter(copy -> "INV-20".equals(copy.number()))
                .map(copy -> "F" + copy.id())
                .findFirst()
                .orElseThrow();
        JsonNode fix = told("mapping_choices", Map.of("id", failed)).at("/fixes/0");
        assertThat(fix.path("key").asText()).isEqualTo("account");
        assertThat(fix.at("/now/changeable").asBoolean()).isTrue();
        assertThat(fix.at("/offers").findValuesAsText("value")).contains("260");

        JsonNode proposal = told(
                "propose_change_mapping",
                Map.of("failed", failed, "fix", 0, "value", "260", "change", true, "reason", "That is the account."));

        assertThat(effect(proposal))
                .contains("Changes mappings.yaml:", "-     use: {account: '991'}", "+     use: {account: '260'}");
        Visitor bob = new Visitor("Bob");
        assertThat(bob.decide("P1", "confirm", bob.get("/console/proposals/P1")))
                .contains("P1 is done.");
        assertThat(Files.readString(assistants.home().resolve("mappings.yaml"))).contains("use: {account: '260'}");
    }

    @Test
    void whatARoleMayNotProposeIsRefusedInWords() {
        McpSyncClient viewer = assistants.client(assistants.token("Viewer", Role.VIEWER));

        assertThat(words(call(viewer, "propose_approve_draft", Map.of("draft", "D1", "reason", "x"))))
                .isEqualTo(
                        "The role of this token (viewer) may not do this: it takes reviewer or admin. Whoever runs harvest-xero gives tokens their roles.");
        assertThat(words(call(viewer, "preview_bill", Map.of("fresh", true))))
                .startsWith("The role of this token (viewer)");
        assertThat(new Visitor("Ada").get("/console/proposals")).contains("No proposal waits.");
        viewer.closeGracefully();
    }

    @Test
    void proposalsAreTakenBackByTheirAssistantAloneAndRejectedWithAReason() {
        told("propose_hold_draft", Map.of("draft", "D1", "reason", "The client asked."));
        McpSyncClient other = assistants.client(assistants.token("Other", Role.ADMIN));
        assertThat(words(call(other, "withdraw_proposal", Map.of("proposal", "P1"))))
                .contains("another assistant's");
        assertThat(words(call(other, "proposals", Map.of("proposal", "P1")))).contains("no proposal of that id");
        assertThat(words(call(other, "proposals", Map.of()))).isEqualTo("{\"proposals\":[]}");
        other.closeGracefully();

        assertThat(told("withdraw_proposal", Map.of("proposal", "p1"))
                        .path("state")
                        .asText())
                .isEqualTo("rejected");
        assertThat(refused("withdraw_proposal", Map.of("proposal", "P1")))
                .contains("waits no more: it was rejected by Desk helper");

        told("propose_approve_draft", Map.of("draft", "D1", "reason", "It looks right."));
        Visitor rita = new Visitor("Rita");
        assertThat(rita.post(
                        "/console/proposals/P2/reject",
                        Map.of("reason", "Not yet.", "_csrf", rita.csrf(rita.get("/console/proposals/P2")))))
                .contains("P2 is rejected. Nothing was done.");
        assertThat(told("proposals", Map.of("proposal", "P2"))
                        .at("/proposals/0/outcome/quoted")
                        .asText())
                .isEqualTo("Not yet.");
        told("propose_hold_draft", Map.of("draft", "D1", "reason", "The client asked again."));
        assertThat(told("proposals", Map.of()).path("proposals").findValuesAsText("id"))
                .containsExactly("P3", "P2", "P1");
    }

    @Test
    void theSameProposalIsMadeOnceAndOnlySoManyWait() {
        assertThat(told("propose_hold_draft", Map.of("draft", "D1", "reason", "a"))
                        .path("id")
                        .asText())
                .isEqualTo("P1");
        assertThat(told("propose_hold_draft", Map.of("draft", "D1", "reason", "a"))
                        .path("id")
                        .asText())
                .isEqualTo("P1");
        IntStream.range(1, 20)
                .forEach(n -> told(
                        "propose_edit_draft",
                        Map.of("draft", "D1", "line", 1, "amount", String.valueOf(1000 + n), "reason", "b")));

        assertThat(refused("propose_approve_draft", Map.of("draft", "D1", "reason", "c")))
                .startsWith("20 proposals of this assistant wait already");
    }

    @Test
    void whatCantBeDoneIsNotEvenProposed() {
        assertThat(refused("propose_approve_draft", Map.of("draft", "D99", "reason", "x")))
                .startsWith("There is no draft");
        assertThat(refused("propose_approve_draft", Map.of("draft", "D1"))).startsWith("The arguments don't fit");
        assertThat(refused("propose_retry_failed", Map.of("ids", List.of("F9999"), "reason", "x")))
                .startsWith("There is no failed copy F9999");
        assertThat(refused("propose_edit_draft", Map.of("draft", "D1", "line", 1, "reason", "x")))
                .startsWith("Give amount or text");
        assertThat(refused("propose_answer_conflict", Map.of("conflict", "C1", "side", "harvest", "reason", "x")))
                .startsWith("No such conflict waits");
        assertThat(refused("propose_send_reminder", Map.of("mail", 1, "reason", "x")))
                .startsWith("No such mail waits");
        assertThat(new Visitor("Ada").get("/console/proposals")).contains("No proposal waits.");
    }

    @Test
    void whoeverSitsBeforeTheAssistantMayTakeAProposalBackButNotConfirmIt() {
        List<String> questions = new ArrayList<>();
        List<McpSchema.ElicitResult.Action> answers =
                new ArrayList<>(List.of(McpSchema.ElicitResult.Action.DECLINE, McpSchema.ElicitResult.Action.ACCEPT));
        McpSyncClient asking = assistants.client(assistants.token("Asking", Role.ADMIN), question -> {
            questions.add(question.message());
            return McpSchema.ElicitResult.builder(answers.remove(0))
                    .content(Map.of("keep", true))
                    .build();
        });

        JsonNode declined = JSON.valueToTree(
                call(asking, "propose_hold_draft", Map.of("draft", "D1", "reason", "The client asked."))
                        .structuredContent());
        JsonNode kept = JSON.valueToTree(
                call(asking, "propose_hold_draft", Map.of("draft", "D1", "reason", "The client asked."))
                        .structuredContent());

        assertThat(declined.path("state").asText()).isEqualTo("rejected");
        assertThat(kept.path("state").asText()).isEqualTo("open");
        assertThat(questions)
                .hasSize(2)
                .allMatch(question -> question.contains("Put draft D1 of Acme, period 2026-10 aside")
                        && question.contains("nothing is done before"));
        assertThat(draft().state()).isEqualTo(Reviews.State.REVIEW);
        asking.closeGracefully();
    }

    /** As a kill leaves it between the note that it begins and the note that it ended. */
    private void killedWhileItWasDone(Runnable done) {
        done.run();
        assistants
                .copy()
                .sql(
                        "update assistant_proposal set state = 'under-way', decided_by = 'Rita', decided_at = timestamp with time zone '2026-11-02 08:00:00+00' where id = 1");
        helper.closeGracefully();
        ((TestClock) assistants.copy().clock()).set(Duration.ofHours(1));
        assistants.serve(Map.of("console.enabled", "true"));
        helper = assistants.client(assistants.token(
                "Desk helper", new Assistant.Bounds(1_000, 500, 60), AssistantScenario.LAST, Role.ADMIN));
    }

    @Test
    void whatAKillCutOffBeforeItWasDoneIsDoneOnceByAPersonAfterTheRestart() {
        told("propose_hold_draft", Map.of("draft", "D1", "reason", "The client asked."));
        killedWhileItWasDone(() -> {});

        Visitor rita = new Visitor("Rita");
        assertThat(rita.get("/console/proposals")).contains("Confirmed, and not known whether done");
        String page = rita.get("/console/proposals/P1");
        assertThat(page)
                .contains("What it touches is as it was shown: nothing was done.", "Do exactly this now")
                .doesNotContain("It was done</button>");
        assertThat(new Visitor("Vera").get("/console/proposals/P1"))
                .contains("it takes reviewer or admin to decide about this")
                .doesNotContain("Do exactly this now");
        assertThat(rita.settle("P1", "done", page)).contains("Have it done now, or leave it.");

        assertThat(rita.settle("P1", "again", page)).contains("P1 is settled. Put aside.");
        assertThat(draft().state()).isEqualTo(Reviews.State.HELD);
        assertThat(draft().version()).isEqualTo(1);
        assertThat(rita.settle("P1", "again", page)).contains("Nothing was done twice.");
        assertThat(draft().version()).isEqualTo(1);
        assertThat(state("P1")).isEqualTo("done");
    }

    @Test
    void whatAKillCutOffAfterItWasDoneIsNotDoneAgain() {
        told("propose_approve_draft", Map.of("draft", "D1", "reason", "It looks right."));
        killedWhileItWasDone(
                () -> assistants.engine().people().reviews().approve(new Reviews.Ref(1, 0), "yes", "Rita"));

        Visitor rita = new Visitor("Rita");
        String page = rita.get("/console/proposals/P1");
        assertThat(page)
                .contains("So it was done, or somebody has changed what it touches since.", "It was done</button>")
                .doesNotContain("Do exactly this now");
        assertThat(rita.settle("P1", "again", page)).contains("It is not done again");
        assertThat(rita.settle("P1", "done", page)).contains("P1 is settled. It was done, as Rita found.");
        assertThat(state("P1")).isEqualTo("done");
        assertThat(assistants.copy().ledger().get("audit_event"))
                .filteredOn(row -> row.contains("|approved|"))
                .hasSize(1);
    }

    @Test
    void whatAssistantsAskedIsShown() {
        told("search_invoices", Map.of("number", "INV-1"));

        assertThat(new Visitor("Vera").get("/console/proposals/calls"))
                .contains("Desk helper", "search_invoices", "INV-1", "answered, 1 row");
    }

    /** Somebody who is signed in, without a browser. */
    private final class Visitor {
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        Visitor(String name) {
            post("/console/login", Map.of("name", name, "password", PASSWORD));
        }

        String get(String path) {
            return send(HttpRequest.newBuilder(URI.create(assistants.at(path))).GET());
        }

        String post(String path, Map<String, String> form) {
            return send(HttpRequest.newBuilder(URI.create(assistants.at(path)))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Origin", assistants.at(""))
                    .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                            .map(field ->
                                    field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                            .collect(Collectors.joining("&")))));
        }

        /** What the page says after the form of a page was sent. */
        String decide(String id, String what, String page) {
            return post(
                    "/console/proposals/" + id + "/" + what,
                    Map.of("_csrf", csrf(page), "_page", "/proposals/" + id, "sign", found(SIGN, page)));
        }

        /** What the page says after somebody said what became of it. */
        String settle(String id, String verdict, String page) {
            return post(
                    "/console/proposals/" + id + "/settle",
                    Map.of("_csrf", csrf(page), "_page", "/proposals/" + id, "verdict", verdict));
        }

        String csrf(String page) {
            return found(CSRF, page);
        }

        private String found(Pattern pattern, String page) {
            Matcher matcher = pattern.matcher(page);
            return matcher.find() ? matcher.group(1) : "";
        }

        private String send(HttpRequest.Builder request) {
            try {
                return http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                        .body();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
