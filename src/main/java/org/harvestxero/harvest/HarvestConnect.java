package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.http.AccessToken;
import org.harvestxero.http.Api;
import org.harvestxero.http.AuthorizationCodeFlow;
import org.harvestxero.http.AuxiliaryChannel;
import org.harvestxero.http.AuxiliaryRequest;
import org.harvestxero.http.BelongingCheck;
import org.harvestxero.http.ConsentDialogue;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.ConsentReturn;
import org.harvestxero.http.JsonFields;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.Query;
import org.harvestxero.http.RawResponse;
import org.harvestxero.http.TargetChoice;
import org.harvestxero.store.connection.BelongingTable;
import org.jspecify.annotations.Nullable;

/** Gets a person's consent in Harvest. */
public final class HarvestConnect {
    private final Client client;
    private final HarvestTokenRequests requests;
    private final AuxiliaryChannel identity;
    private final BelongingCheck belongingCheck;
    private final AuthorizationCodeFlow flow;

    /**
     * What Harvest knows this program as.
     *
     * @param identityAddress host of the consent page
     * @param accountId the account that is configured, null to choose at consent
     */
    public record Client(
            String id, String identityAddress, @Nullable String accountId) {
        TargetChoice choice() {
            return new TargetChoice(
                    Api.HARVEST,
                    accountId,
                    "The consent opened no Harvest account; run harvest-xero connect again",
                    configured -> "The consent does not open the account " + configured
                            + " named in harvest.account-id: consent as someone who belongs to it, or change the setting");
        }
    }

    /** @param identity the route to Harvest's identity host */
    public HarvestConnect(
            Client client,
            HarvestTokenRequests requests,
            AuxiliaryChannel identity,
            BelongingCheck belongingCheck,
            AuthorizationCodeFlow flow) {
        this.client = client;
        this.requests = requests;
        this.identity = identity;
        this.belongingCheck = belongingCheck;
        this.flow = flow;
    }

    /**
     * Leads a person through consent and stores what comes of it; what was stored before stays until then, and altogether when the
     * links belong to another account than the one that was chosen.
     *
     * @param longest how long to wait for the person
     * @return the account that is connected now
     * @throws ConsentException when consent was denied, didn't come in time, or opens no account
     * @throws org.harvestxero.http.MismatchException when the links belong to another account and nobody starts over
     * @throws OutcomeUnknownException when Harvest can't be reached
     */
    public ConsentDialogue.Target connect(ConsentDialogue dialogue, Duration longest) throws InterruptedException {
        AuthorizationCodeFlow.Granted granted =
                flow.ask(dialogue, longest, this::consentPage, (code, redirect) -> requests.code(code));
        ConsentDialogue.Target target = client.choice().among(accounts(granted.token()), dialogue);
        if (!dialogue.startsOver()) {
            flow.former()
                    .ifPresent(former -> belongingCheck.recall(BelongingTable.HARVEST, former.id(), former.name()));
            belongingCheck.checkHarvest(target.id());
        }
        flow.store(granted, target);
        return target;
    }

    /** The account that is connected; empty when none is. */
    public Optional<String> connected() {
        return flow.connected();
    }

    private URI consentPage(ConsentReturn back) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", client.id());
        query.put("response_type", "code");
        query.put("redirect_uri", back.redirect().toString());
        query.put("state", back.state());
        return URI.create(client.identityAddress() + "/oauth2/authorize?" + Query.encode(query));
    }

    private List<ConsentDialogue.Target> accounts(AccessToken token) {
        RawResponse answer =
                identity.ask(Api.HARVEST, new AuxiliaryRequest("GET", "/api/v2/accounts", null, token.bearer()));
        Optional<JsonNode> json = JsonFields.parse(answer.body());
        if (!answer.isSuccess() || json.isEmpty()) {
            throw OutcomeUnknownException.noAnswer(
                    Api.HARVEST, "Harvest answered the question for accounts with " + answer.status());
        }
        List<ConsentDialogue.Target> accounts = new ArrayList<>();
        for (JsonNode each : JsonFields.field(json.get(), "accounts")) {
            String id = JsonFields.text(each, "id");
            String name = JsonFields.text(each, "name");
            if (id != null && "harvest".equals(JsonFields.text(each, "product"))) {
                accounts.add(new ConsentDialogue.Target(id, name == null ? id : name));
            }
        }
        return accounts;
    }

    /**
     * Forgets the tokens. Harvest knows no way for a program to give consent back: a person ends it at
     * {@code /developers} of Harvest's identity host.
     *
     * @return false when nothing was connected
     */
    public boolean disconnect() {
        boolean connected = flow.stored().isPresent();
        flow.forget();
        return connected;
    }
}
