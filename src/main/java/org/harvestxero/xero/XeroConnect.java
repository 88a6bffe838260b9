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
import org.harvestxero.config.secret.Secret;
import org.harvestxero.http.AccessToken;
import org.harvestxero.http.Api;
import org.harvestxero.http.AuxiliaryChannel;
import org.harvestxero.http.AuxiliaryRequest;
import org.harvestxero.http.AuxiliaryUnansweredException;
import org.harvestxero.http.BelongingCheck;
import org.harvestxero.http.ConsentCallback;
import org.harvestxero.http.ConsentDialogue;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.GrantRefusedException;
import org.harvestxero.http.JsonFields;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.Query;
import org.harvestxero.http.RawResponse;
import org.harvestxero.http.RefreshingTokens;
import org.harvestxero.http.SecretForm;
import org.harvestxero.http.TokenResponse;
import org.harvestxero.store.connection.BelongingTable;
import org.harvestxero.store.connection.StoredToken;
import org.harvestxero.store.connection.TokenTable;
import org.jspecify.annotations.Nullable;

/** Gets a person's consent in Xero, and gives it back. */
public final class XeroConnect {
    private final Addresses addresses;
    private final Client client;
    private final Doors doors;
    private final BelongingCheck belongingCheck;
    private final TokenTable table;
    private final TokenTable.Key key;
    private final RefreshingTokens tokens;
    private final Clock clock;

    /**
     * @param tenantId the organisation that is configured, null to choose at consent
     * @param uses what consent is asked for
     */
    public record Client(String id, Secret secret, @Nullable String tenantId, Supplier<XeroUses> uses) {}

    public record Addresses(String login, URI redirect) {}

    /** The ways to Xero that pass no gate. */
    public record Doors(
            XeroTokenRequests xeroTokenRequests,
            AuxiliaryChannel identity,
            AuxiliaryChannel connections,
            OrganisationLookup whose) {}

    public XeroConnect(
            Addresses addresses,
            Client client,
            Doors doors,
            BelongingCheck belongingCheck,
            TokenTable table,
            TokenTable.Key key,
            RefreshingTokens tokens,
            Clock clock) {
        this.addresses = addresses;
        this.client = client;
        this.doors = doors;
        this.belongingCheck = belongingCheck;
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
     * @throws ConsentException when consent was denied, didn't come in time, or opens no organisation
     * @throws org.harvestxero.http.MismatchException when the links belong to another organisation and nobody starts over
     * @throws OutcomeUnknownException when Xero can't be reached
     */
    public ConsentDialogue.Target connect(ConsentDialogue dialogue, Duration longest) throws InterruptedException {
        Secret code;
        try (ConsentCallback callback = ConsentCallback.listen(addresses.redirect(), Api.XERO)) {
            dialogue.open(consentPage(callback.state()));
            code = callback.await(longest);
        }
        TokenResponse answer = exchange(code);
        StoredToken consented = StoredToken.consented(
                answer.value(), answer.expiresAt(), answer.refreshToken(), answer.scope(), clock.instant());
        ConsentDialogue.Target target = choose(organisations(answer.accessToken()), dialogue);
        if (!dialogue.startsOver()) {
            checkWhose(target, answer.accessToken());
        }
        table.put(key, consented.forTarget(target.id(), target.name()));
        tokens.reread();
        belongingCheck.forget();
        return target;
    }

    /** An organisation that was connected anew may bear another tenant id, so it is asked for its own. */
    private void checkWhose(ConsentDialogue.Target target, AccessToken token) {
        table.target(key).ifPresent(former -> belongingCheck.recall(BelongingTable.XERO, former.id(), former.name()));
        if (belongingCheck.mustAskXero(target.id())) {
            RawResponse answer = doors.whose().ask(token, target.id());
            JsonNode organisation = JsonFields.parse(answer.body())
                    .map(json -> JsonFields.field(json, "Organisations").path(0))
                    .orElseGet(JsonFields::object);
            String id = JsonFields.text(organisation, "OrganisationID");
            if (!answer.isSuccess() || id == null) {
                throw OutcomeUnknownException.noAnswer(
                        Api.XERO, "Xero answered the question for the organisation with " + answer.status());
            }
            belongingCheck.metXero(target.id(), id, target.name());
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

    private TokenResponse exchange(Secret code) {
        try {
            return doors.xeroTokenRequests().code(code, addresses.redirect().toString());
        } catch (GrantRefusedException e) {
            throw new ConsentException(
                    Api.XERO,
                    e.isSpent()
                            ? "The consent took longer than Xero allows; run harvest-xero connect again"
                            : e.getMessage() + ": check xero.client-id, xero.client-secret and xero.redirect-uri",
                    e);
        }
    }

    private ConsentDialogue.Target choose(List<Link> links, ConsentDialogue dialogue) {
        List<ConsentDialogue.Target> targets = links.stream().map(Link::target).toList();
        if (targets.isEmpty()) {
            throw new ConsentException(
                    Api.XERO,
                    "The consent opened no organisation: choose one on Xero's consent page; run harvest-xero connect again");
        }
        String configured = client.tenantId();
        if (configured != null) {
            return targets.stream()
                    .filter(each -> each.id().equals(configured))
                    .findFirst()
                    .orElseThrow(() -> new ConsentException(
                            Api.XERO,
                            "The consent does not open the organisation " + configured
                                    + " named in xero.tenant-id: choose that one in Xero, or remove the setting"));
        }
        return targets.size() == 1 ? targets.get(0) : targets.get(dialogue.choose(targets));
    }

    /** @param connectionId what Xero calls this app's link to the organisation */
    private record Link(String connectionId, ConsentDialogue.Target target) {}

    private List<Link> organisations(AccessToken token) {
        RawResponse answer = ask(doors.connections(), new AuxiliaryRequest("GET", "", null, token.bearer()));
        Optional<JsonNode> json = JsonFields.parse(answer.body());
        if (!answer.isSuccess() || json.isEmpty() || !json.get().isArray()) {
            throw OutcomeUnknownException.noAnswer(
                    Api.XERO, "Xero answered the question for organisations with " + answer.status());
        }
        List<Link> links = new ArrayList<>();
        for (JsonNode each : json.get()) {
            String id = JsonFields.text(each, "id");
            String tenantId = JsonFields.text(each, "tenantId");
            String name = JsonFields.text(each, "tenantName");
            if (id != null && tenantId != null && "ORGANISATION".equals(JsonFields.text(each, "tenantType"))) {
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
                    RawResponse answer = ask(
                            doors.connections(),
                            new AuxiliaryRequest(
                                    "DELETE", "/" + Query.segment(link.connectionId()), null, token.bearer()));
                    if (answer.status() >= 500) {
                        throw OutcomeUnknownException.noAnswer(
                                Api.XERO, "Xero answered the disconnection with " + answer.status());
                    }
                }
            }
        } catch (ConsentException alreadyGone) {
            // Access ended on Xero's side; there is nothing left to take away.
            return;
        }
    }

    private void revoke(Secret refreshToken) {
        SecretForm form = SecretForm.of(Map.of(), Map.of("token", refreshToken));
        RawResponse answer = ask(
                doors.identity(),
                new AuxiliaryRequest(
                        "POST", "/connect/revocation", form, XeroTokenRequests.basic(client.id(), client.secret())));
        if (answer.status() >= 500) {
            throw OutcomeUnknownException.noAnswer(Api.XERO, "Xero answered the revocation with " + answer.status());
        }
    }

    private static RawResponse ask(AuxiliaryChannel channel, AuxiliaryRequest request) {
        try {
            return channel.ask(request);
        } catch (AuxiliaryUnansweredException e) {
            throw OutcomeUnknownException.noAnswer(Api.XERO, "No answer from Xero (" + e.getMessage() + ")", false, e);
        }
    }
}
