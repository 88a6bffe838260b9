package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.calls.AccessToken;
import org.harvestxero.calls.Belonging;
import org.harvestxero.calls.ConsentCallback;
import org.harvestxero.calls.ConsentDialogue;
import org.harvestxero.calls.GrantRefusedException;
import org.harvestxero.calls.Json;
import org.harvestxero.calls.Query;
import org.harvestxero.calls.RawAnswer;
import org.harvestxero.calls.RotatingTokens;
import org.harvestxero.calls.SecretForm;
import org.harvestxero.calls.SideChannel;
import org.harvestxero.calls.SideRequest;
import org.harvestxero.calls.SideUnansweredException;
import org.harvestxero.calls.TokenAnswer;
import org.harvestxero.ledger.Belongings;
import org.harvestxero.ledger.StoredToken;
import org.harvestxero.ledger.TokenTable;
import org.harvestxero.secrets.Secret;
import org.jspecify.annotations.Nullable;

/** Gets a person's consent in Xero, and gives it back. */
public final class XeroConnect {
    private final Addresses addresses;
    private final Client client;
    private final Doors doors;
    private final Belonging belonging;
    private final TokenTable table;
    private final TokenTable.Key key;
    private final RotatingTokens tokens;
    private final Clock clock;
    private final XeroFailures failures = new XeroFailures();

    /**
     * @param tenantId the organisation that is configured, null to choose at consent
     * @param uses what consent is asked for
     */
    record Client(String id, Secret secret, @Nullable String tenantId, Supplier<XeroUses> uses) {}

    record Addresses(String login, URI redirect) {}

    /** The ways to Xero that pass no gate. */
    record Doors(TokenRequests tokenRequests, SideChannel identity, SideChannel connections, WhoseBooks whose) {}

    XeroConnect(
            Addresses addresses,
            Client client,
            Doors doors,
            Belonging belonging,
            TokenTable table,
            TokenTable.Key key,
            RotatingTokens tokens,
            Clock clock) {
        this.addresses = addresses;
        this.client = client;
        this.doors = doors;
        this.belonging = belonging;
        this.table = table;
        this.key = key;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Leads a person through consent and stores what comes of it; what was stored before stays until then, and altogether when the
     * links belong to another organisation than the one that was chosen.
     *
     * @param longest how long to wait for the person
     * @return the organisation that is connected now
     * @throws XeroConsentException when consent was denied, didn't come in time, or opens no organisation
     * @throws org.harvestxero.calls.MismatchException when the links belong to another organisation and nobody starts over
     * @throws XeroNoAnswerException when Xero can't be reached
     */
    public ConsentDialogue.Target connect(ConsentDialogue dialogue, Duration longest) throws InterruptedException {
        Secret code;
        try (ConsentCallback callback = ConsentCallback.listen(addresses.redirect(), failures)) {
            dialogue.open(consentPage(callback.state()));
            code = callback.await(longest);
        }
        TokenAnswer answer = exchange(code);
        StoredToken consented = StoredToken.consented(
                answer.value(), answer.expiresAt(), answer.refreshToken(), answer.scope(), clock.instant());
        ConsentDialogue.Target target = choose(organisations(answer.accessToken()), dialogue);
        if (!dialogue.startsOver()) {
            checkWhose(target, answer.accessToken());
        }
        table.put(key, consented.forTarget(target.id(), target.name()));
        tokens.reread();
        belonging.forget();
        return target;
    }

    /** An organisation that was connected anew may bear another tenant id, so it is asked for its own. */
    private void checkWhose(ConsentDialogue.Target target, AccessToken token) {
        table.target(key).ifPresent(former -> belonging.recall(Belongings.XERO, former.id(), former.name()));
        if (belonging.mustAskXero(target.id())) {
            RawAnswer answer = doors.whose().ask(token, target.id());
            JsonNode organisation = Json.parse(answer.body())
                    .map(json -> Json.field(json, "Organisations").path(0))
                    .orElseGet(Json::object);
            String id = Json.text(organisation, "OrganisationID");
            if (!answer.isSuccess() || id == null) {
                throw new XeroNoAnswerException(
                        "Xero answered the question for the organisation with " + answer.status());
            }
            belonging.metXero(target.id(), id, target.name());
        }
    }

    private URI consentPage(String state) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", client.id());
        query.put("redirect_uri", addresses.redirect().toString());
        query.put("scope", String.join(" ", XeroScopes.wanted(client.uses().get())));
        query.put("state", state);
        return URI.create(addresses.login() + "/identity/connect/authorize?" + Query.encode(query));
    }

    private TokenAnswer exchange(Secret code) {
        try {
            return doors.tokenRequests().code(code, addresses.redirect().toString());
        } catch (GrantRefusedException e) {
            throw new XeroConsentException(
                    e.isSpent()
                            ? "The consent took longer than Xero allows; run harvest-xero connect again"
                            : e.getMessage() + ": check xero.client-id, xero.client-secret and xero.redirect-uri",
                    e);
        }
    }

    private ConsentDialogue.Target choose(List<Link> links, ConsentDialogue dialogue) {
        List<ConsentDialogue.Target> targets = links.stream().map(Link::target).toList();
        if (targets.isEmpty()) {
            throw new XeroConsentException(
                    "The consent opened no organisation: choose one on Xero's consent page; run harvest-xero connect again");
        }
        String configured = client.tenantId();
        if (configured != null) {
            return targets.stream()
                    .filter(each -> each.id().equals(configured))
                    .findFirst()
                    .orElseThrow(() -> new XeroConsentException("The consent does not open the organisation "
                            + configured + " named in xero.tenant-id: choose that one in Xero, or remove the setting"));
        }
        return targets.size() == 1 ? targets.get(0) : targets.get(dialogue.choose(targets));
    }

    /** @param connectionId what Xero calls this app's link to the organisation */
    private record Link(String connectionId, ConsentDialogue.Target target) {}

    private List<Link> organisations(AccessToken token) {
        RawAnswer answer = ask(doors.connections(), new SideRequest("GET", "", null, token.bearer()));
        Optional<JsonNode> json = Json.parse(answer.body());
        if (!answer.isSuccess() || json.isEmpty() || !json.get().isArray()) {
            throw new XeroNoAnswerException("Xero answered the question for organisations with " + answer.status());
        }
        List<Link> links = new ArrayList<>();
        for (JsonNode each : json.get()) {
            String id = Json.text(each, "id");
            String tenantId = Json.text(each, "tenantId");
            String name = Json.text(each, "tenantName");
            if (id != null && tenantId != null && "ORGANISATION".equals(Json.text(each, "tenantType"))) {
                links.add(new Link(id, new ConsentDialogue.Target(tenantId, name == null ? tenantId : name)));
            }
        }
        return links;
    }

    /**
     * Takes this app's access away in Xero and forgets the tokens. They are forgotten also when Xero no longer knows them;
     * not when Xero can't be reached, so that it can be tried again.
     *
     * @return false when nothing was connected
     */
    public boolean disconnect() {
        Optional<StoredToken> stored = tokens.stored();
        if (stored.isEmpty()) {
            return false;
        }
        if (stored.get().refusedAt() == null) {
            disconnectOrganisation(stored.get());
        }
        tokens.stored().map(StoredToken::refresh).ifPresent(this::revoke);
        table.delete(key);
        tokens.reread();
        return true;
    }

    private void disconnectOrganisation(StoredToken stored) {
        try {
            AccessToken token = tokens.current();
            for (Link link : organisations(token)) {
                if (link.target().id().equals(stored.targetId())) {
                    RawAnswer answer = ask(
                            doors.connections(),
                            new SideRequest("DELETE", "/" + Query.segment(link.connectionId()), null, token.bearer()));
                    if (answer.status() >= 500) {
                        throw new XeroNoAnswerException("Xero answered the disconnection with " + answer.status());
                    }
                }
            }
        } catch (XeroConsentException alreadyGone) {
            // Access ended on Xero's side; there is nothing left to take away.
            return;
        }
    }

    private void revoke(Secret refreshToken) {
        SecretForm form = SecretForm.of(Map.of(), Map.of("token", refreshToken));
        RawAnswer answer = ask(
                doors.identity(),
                new SideRequest(
                        "POST", "/connect/revocation", form, TokenRequests.basic(client.id(), client.secret())));
        if (answer.status() >= 500) {
            throw new XeroNoAnswerException("Xero answered the revocation with " + answer.status());
        }
    }

    private static RawAnswer ask(SideChannel channel, SideRequest request) {
        try {
            return channel.ask(request);
        } catch (SideUnansweredException e) {
            throw new XeroNoAnswerException("No answer from Xero (" + e.getMessage() + ")", false, e);
        }
    }
}
