package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.http.AccessToken;
import org.harvestxero.http.Api;
import org.harvestxero.http.AuthorizationCodeFlow;
import org.harvestxero.http.AuxiliaryChannel;
import org.harvestxero.http.AuxiliaryRequest;
import org.harvestxero.http.BelongingCheck;
import org.harvestxero.http.CodeProof;
import org.harvestxero.http.ConsentDialogue;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.ConsentReturn;
import org.harvestxero.http.JsonFields;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.Query;
import org.harvestxero.http.RawResponse;
import org.harvestxero.http.SecretForm;
import org.harvestxero.http.TargetChoice;
import org.harvestxero.http.Tokens;
import org.harvestxero.store.connection.BelongingTable;
import org.harvestxero.store.connection.StoredToken;
import org.jspecify.annotations.Nullable;

/** Gets a person's consent in Xero, and gives it back. */
public final class XeroConnect {
    private final Client client;
    private final XeroTokenRequests requests;
    private final AuxiliaryChannel identity;
    private final XeroConnections connections;
    private final OrganisationLookup lookup;
    private final BelongingCheck belongingCheck;
    private final Tokens tokens;
    private final AuthorizationCodeFlow flow;

    /**
     * What Xero knows this program as.
     *
     * @param loginAddress host of the consent page
     * @param tenantId the organisation that is configured, null to choose at consent
     * @param uses what consent is asked for
     */
    public record Client(
            String id,
            Secret secret,
            String loginAddress,
            @Nullable String tenantId,
            Supplier<XeroUses> uses) {
        TargetChoice choice() {
            return new TargetChoice(
                    Api.XERO,
                    tenantId,
                    "The consent opened no organisation: choose one on Xero's consent page; run harvest-xero connect again",
                    configured -> "The consent does not open the organisation " + configured
                            + " named in xero.tenant-id: choose that one in Xero, or remove the setting");
        }
    }

    /** The ways to Xero beside its accounting API. */
    public record Doors(
            XeroTokenRequests requests,
            AuxiliaryChannel identity,
            AuxiliaryChannel connections,
            OrganisationLookup lookup) {}

    /** @param tokens of the consent given before, to give it back with */
    public XeroConnect(
            Client client, Doors doors, BelongingCheck belongingCheck, Tokens tokens, AuthorizationCodeFlow flow) {
        this.client = client;
        this.requests = doors.requests();
        this.identity = doors.identity();
        this.connections = new XeroConnections(doors.connections());
        this.lookup = doors.lookup();
        this.belongingCheck = belongingCheck;
        this.tokens = tokens;
        this.flow = flow;
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
        CodeProof proof = CodeProof.make();
        AuthorizationCodeFlow.Granted granted = flow.ask(
                dialogue,
                longest,
                back -> consentPage(back, proof),
                (code, redirect) -> requests.code(code, redirect.toString(), proof));
        List<ConsentDialogue.Target> organisations = connections.list(granted.token()).stream()
                .map(XeroConnections.Connection::organisation)
                .toList();
        ConsentDialogue.Target target = client.choice().among(organisations, dialogue);
        if (!dialogue.startsOver()) {
            checkBelonging(target, granted.token());
        }
        flow.store(granted, target);
        belongingCheck.forget();
        return target;
    }

    /** An organisation that was connected anew may bear another tenant id, so it is asked for its own. */
    private void checkBelonging(ConsentDialogue.Target target, AccessToken token) {
        flow.former().ifPresent(former -> belongingCheck.recall(BelongingTable.XERO, former.id(), former.name()));
        if (belongingCheck.mustAskXero(target.id())) {
            RawResponse answer = lookup.ask(token, target.id());
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

    /** The organisation that is connected; empty when none is. */
    public Optional<String> connected() {
        return flow.connected();
    }

    private URI consentPage(ConsentReturn back, CodeProof proof) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", client.id());
        query.put("redirect_uri", back.redirect().toString());
        query.put("scope", String.join(" ", XeroScopes.wanted(client.uses().get())));
        query.put("state", back.state());
        query.put("code_challenge", proof.challenge());
        query.put("code_challenge_method", "S256");
        return URI.create(client.loginAddress() + "/identity/connect/authorize?" + Query.encode(query));
    }

    /**
     * Takes this app's access away in Xero and forgets the tokens. They are forgotten also when Xero no longer knows them;
     * not when Xero can't be reached, so that it can be tried again.
     *
     * @return false when nothing was connected
     */
    public boolean disconnect() {
        Optional<StoredToken> stored = flow.stored();
        if (stored.isEmpty()) {
            return false;
        }
        if (stored.get().refusedAt() == null) {
            disconnectOrganisation(stored.get());
        }
        flow.stored().map(StoredToken::refresh).ifPresent(this::revoke);
        flow.forget();
        return true;
    }

    private void disconnectOrganisation(StoredToken stored) {
        try {
            AccessToken token = tokens.current();
            for (XeroConnections.Connection each : connections.list(token)) {
                if (each.organisation().id().equals(stored.targetId())) {
                    connections.remove(each, token);
                }
            }
        } catch (ConsentException alreadyGone) {
            // Access ended on Xero's side; there is nothing left to take away.
            return;
        }
    }

    private void revoke(Secret refreshToken) {
        SecretForm form = SecretForm.of(Map.of(), Map.of("token", refreshToken));
        RawResponse answer = identity.ask(
                Api.XERO,
                new AuxiliaryRequest(
                        "POST", "/connect/revocation", form, XeroTokenRequests.basic(client.id(), client.secret())));
        if (answer.status() >= 500) {
            throw OutcomeUnknownException.noAnswer(Api.XERO, "Xero answered the revocation with " + answer.status());
        }
    }
}
