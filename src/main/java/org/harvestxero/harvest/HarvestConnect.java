package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.harvestxero.http.TokenResponse;
import org.harvestxero.store.connection.BelongingTable;
import org.harvestxero.store.connection.StoredToken;
import org.harvestxero.store.connection.TokenTable;
import org.jspecify.annotations.Nullable;

/** Gets a person's consent in Harvest. */
public final class HarvestConnect {
    private final Addresses addresses;
    private final String clientId;
    private final @Nullable String accountId;
    private final HarvestTokenRequests requests;
    private final AuxiliaryChannel identity;
    private final BelongingCheck belongingCheck;
    private final TokenTable table;
    private final TokenTable.Key key;
    private final RefreshingTokens tokens;
    private final Clock clock;

    public record Addresses(String identity, URI redirect) {}

    /** @param accountId the account that is configured, null to choose at consent */
    public HarvestConnect(
            Addresses addresses,
            String clientId,
            @Nullable String accountId,
            HarvestTokenRequests requests,
            AuxiliaryChannel identity,
            BelongingCheck belongingCheck,
            TokenTable table,
            TokenTable.Key key,
            RefreshingTokens tokens,
            Clock clock) {
        this.addresses = addresses;
        this.clientId = clientId;
        this.accountId = accountId;
        this.requests = requests;
        this.identity = identity;
        this.belongingCheck = belongingCheck;
        this.table = table;
        this.key = key;
        this.tokens = tokens;
        this.clock = clock;
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
        Secret code;
        try (ConsentCallback callback = ConsentCallback.listen(addresses.redirect(), Api.HARVEST)) {
            dialogue.open(consentPage(callback.state()));
            code = callback.await(longest);
        }
        TokenResponse answer = exchange(code);
        StoredToken consented = StoredToken.consented(
                answer.value(), answer.expiresAt(), answer.refreshToken(), answer.scope(), clock.instant());
        ConsentDialogue.Target target = choose(accounts(answer.accessToken()), dialogue);
        if (!dialogue.startsOver()) {
            table.target(key)
                    .ifPresent(former -> belongingCheck.recall(BelongingTable.HARVEST, former.id(), former.name()));
            belongingCheck.checkHarvest(target.id());
        }
        table.put(key, consented.forTarget(target.id(), target.name()));
        tokens.reread();
        return target;
    }

    private URI consentPage(String state) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", clientId);
        query.put("response_type", "code");
        query.put("redirect_uri", addresses.redirect().toString());
        query.put("state", state);
        return URI.create(addresses.identity() + "/oauth2/authorize?" + Query.encode(query));
    }

    private TokenResponse exchange(Secret code) {
        try {
            return requests.code(code);
        } catch (GrantRefusedException e) {
            throw new ConsentException(
                    Api.HARVEST,
                    e.isSpent()
                            ? "The consent took longer than Harvest allows; run harvest-xero connect again"
                            : e.getMessage() + ": check harvest.client-id and harvest.client-secret",
                    e);
        }
    }

    private List<ConsentDialogue.Target> accounts(AccessToken token) {
        RawResponse answer;
        try {
            answer = identity.ask(new AuxiliaryRequest("GET", "/api/v2/accounts", null, token.bearer()));
        } catch (AuxiliaryUnansweredException e) {
            throw OutcomeUnknownException.noAnswer(
                    Api.HARVEST, "No answer from Harvest (" + e.getMessage() + ")", false, e);
        }
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

    private ConsentDialogue.Target choose(List<ConsentDialogue.Target> accounts, ConsentDialogue dialogue) {
        if (accounts.isEmpty()) {
            throw new ConsentException(
                    Api.HARVEST, "The consent opened no Harvest account; run harvest-xero connect again");
        }
        if (accountId != null) {
            return accounts.stream()
                    .filter(each -> each.id().equals(accountId))
                    .findFirst()
                    .orElseThrow(
                            () -> new ConsentException(
                                    Api.HARVEST,
                                    "The consent does not open the account " + accountId
                                            + " named in harvest.account-id: consent as someone who belongs to it, or change the setting"));
        }
        return accounts.size() == 1 ? accounts.get(0) : accounts.get(dialogue.choose(accounts));
    }

    /**
     * Forgets the tokens. Harvest knows no way for a program to give consent back: a person ends it at
     * {@code /developers} of Harvest's identity host.
     *
     * @return false when nothing was connected
     */
    public boolean disconnect() {
        boolean connected = tokens.stored().isPresent();
        table.delete(key);
        tokens.reread();
        return connected;
    }
}
