package org.harvestxero.sandbox.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.harvestxero.sandbox.harvest.DocumentBuilder.FollowUp;
import org.jspecify.annotations.Nullable;

/**
 * A Harvest account on 127.0.0.1: started, talked to over HTTP, and worked in as people would through the methods here.
 *
 * <p>What {@link #add}, {@link #get}, {@link #edit} and {@link #delete} do counts as done by a person in Harvest itself:
 * no token, limit, fault or call counter applies. The same is there over HTTP under {@code /sandbox/v2/…}, the rest of
 * this class under {@code /sandbox/…}. Safe to call from any thread.
 */
public final class HarvestSandbox implements AutoCloseable {
    private final HarvestServer server;
    private final HarvestSandboxOptions options;
    private final HarvestSite site;

    private HarvestSandbox(HarvestServer server, HarvestSandboxOptions options) {
        this.server = server;
        this.options = options;
        this.site = new HarvestSite(options, "http://127.0.0.1:" + server.port());
        server.serve(site::answer);
    }

    /**
     * Starts an account that holds one administrator and Harvest's standard categories.
     *
     * @throws IllegalStateException when the port is taken
     */
    public static HarvestSandbox start(HarvestSandboxOptions options) {
        return new HarvestSandbox(HarvestServer.listen(options.port(), options.clock()), options);
    }

    /** API root, the value of {@code harvest.base-url}. */
    public String baseUrl() {
        return webUrl() + "/v2";
    }

    /** OAuth2 host, the value of {@code harvest.identity-url}. */
    public String identityUrl() {
        return webUrl();
    }

    /** Pages for people begin here. */
    public String webUrl() {
        return "http://127.0.0.1:" + server.port();
    }

    public HarvestSandboxOptions options() {
        return options;
    }

    /** Id of the administrator who holds the personal access token. */
    public long ownerId() {
        return site.account().owner().id();
    }

    /** Today where the company is. */
    public LocalDate today() {
        return site.account().today();
    }

    /**
     * Makes a document and all that was said about it.
     *
     * @return its id
     * @throws IllegalArgumentException when Harvest would refuse it
     */
    public long add(DocumentBuilder<?> document) {
        return onLoop(() -> {
            long id = ask("POST", document.path(), document.fields()).path("id").asLong();
            for (FollowUp next : document.followUps()) {
                ask(next.method(), document.path() + "/" + id + next.path(), next.body());
            }
            return id;
        });
    }

    /** Records a payment; returns its id. */
    public long pay(long invoiceId, PaymentBuilder payment) {
        return onLoop(() -> ask("POST", "/invoices/" + invoiceId + "/payments", payment.fields())
                .path("id")
                .asLong());
    }

    /** Sends ({@code send}), writes off ({@code close}), reopens ({@code re-open}) or takes back ({@code draft}). */
    public void event(long invoiceId, String eventType) {
        ObjectNode message = Json.object().put("event_type", eventType);
        onLoop(() -> ask("POST", "/invoices/" + invoiceId + "/messages", message));
    }

    /** A document or list by its path below the API root, such as {@code /invoices?state=open}. */
    public JsonNode get(String path) {
        return onLoop(() -> ask("GET", path, null));
    }

    /** Changes fields, given as pairs of name and value. */
    public JsonNode edit(String path, Map<String, ?> changes) {
        ObjectNode fields = Json.object();
        changes.forEach((name, value) -> fields.set(name, DocumentBuilder.node(value)));
        return onLoop(() -> ask("PATCH", path, fields));
    }

    /** Gives a person another cost rate, from a day on that is not in the future. */
    public void costRate(long person, String amount, LocalDate from) {
        ObjectNode fields = Json.object().put("amount", new BigDecimal(amount)).put("start_date", from.toString());
        onLoop(() -> ask("POST", "/users/" + person + "/cost_rates", fields));
    }

    public void delete(String path) {
        onLoop(() -> ask("DELETE", path, null));
    }

    /** Approves time entries and expenses. */
    public void approve(Long... ids) {
        setApproval(Approval.APPROVED, ids);
    }

    public void submit(Long... ids) {
        setApproval(Approval.SUBMITTED, ids);
    }

    /** Back to unsubmitted, as after a rejection or a withdrawn approval. */
    public void unapprove(Long... ids) {
        setApproval(Approval.UNSUBMITTED, ids);
    }

    private void setApproval(Approval approval, Long... ids) {
        change(() -> {
            for (Long id : ids) {
                site.backDoor().setApproval(id, approval);
            }
        });
    }

    /** "Mark hours as invoiced": billed without an invoice of Harvest. */
    public void markAsInvoiced(Long... timeEntryIds) {
        change(() -> {
            for (Long id : timeEntryIds) {
                site.backDoor().markAsInvoiced(id);
            }
        });
    }

    /** Plants many documents at once; returns how many of each kind. */
    public Map<String, Integer> plant(BulkSeed seed) {
        return onLoop(() -> {
            site.account().changed();
            return seed.plant(site.account());
        });
    }

    public void turn(HarvestSwitch which, boolean on) {
        change(() -> site.account().turn(which, on));
    }

    public void rounding(TimeRounding rounding) {
        change(() -> site.account().rounding(rounding));
    }

    /** Makes trouble from now on. */
    public void make(Fault fault) {
        change(() -> site.backDoor().add(fault));
    }

    public void clearFaults() {
        change(() -> site.backDoor().clearFaults());
    }

    /** Lets someone else in, with that person's rights. */
    public void addToken(String token, long userId) {
        change(() -> site.backDoor().addToken(token, userId));
    }

    public void revokeToken(String token) {
        change(() -> site.backDoor().revoke(token));
    }

    /** Ends all OAuth2 access tokens at once; they can be refreshed. */
    public void expireTokens() {
        change(() -> site.backDoor().expireTokens());
    }

    /** API calls so far by method and template, such as {@code GET /invoices/{id}/payments}. */
    public Map<String, Long> calls() {
        return onLoop(() -> site.backDoor().countedCalls());
    }

    /** API calls so far. */
    public long callCount() {
        return calls().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The latest API calls, oldest first, at most 1,000. */
    public List<LoggedRequest> requests() {
        return onLoop(() -> site.backDoor().loggedRequests());
    }

    public void clearCalls() {
        change(() -> site.backDoor().clearLog());
    }

    /** Mails Harvest would have sent, oldest first. */
    public List<RecordedMail> mails() {
        return onLoop(() -> site.account().mails.all());
    }

    private void change(Runnable work) {
        onLoop(() -> {
            site.account().changed();
            work.run();
            return true;
        });
    }

    private <T> T onLoop(Supplier<T> action) {
        return server.onLoop(action);
    }

    private JsonNode ask(String method, String path, @Nullable JsonNode body) {
        Reply reply = site.asPerson(method, path, body);
        if (reply.status() >= 400) {
            throw new IllegalArgumentException(method + " " + path + ": " + reply.status() + " " + reply.text());
        }
        try {
            return reply.body().length == 0 ? MissingNode.getInstance() : Json.MAPPER.readTree(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
