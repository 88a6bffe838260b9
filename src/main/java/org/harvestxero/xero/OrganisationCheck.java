package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import org.harvestxero.http.AccessToken;
import org.harvestxero.http.Api;
import org.harvestxero.http.ApiAccess;
import org.harvestxero.http.BelongingCheck;
import org.harvestxero.http.JsonFields;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.RawResponse;
import org.harvestxero.http.RefusedTokens;
import org.harvestxero.http.RequestRefusedException;
import org.jspecify.annotations.Nullable;

/** Holds the organisation that the credentials open against the one the links belong to, asking Xero for it where it isn't known. */
public final class OrganisationCheck {
    private final BelongingCheck belongingCheck;
    private final OrganisationLookup lookup;
    private final ApiAccess access;
    private final XeroAnswerJudge judge;

    public OrganisationCheck(
            BelongingCheck belongingCheck, OrganisationLookup lookup, ApiAccess access, XeroAnswerJudge judge) {
        this.belongingCheck = belongingCheck;
        this.lookup = lookup;
        this.access = access;
        this.judge = judge;
    }

    /**
     * What goes wrong here is no verdict on the request that waits for it, which was never sent.
     *
     * @param tenant null where the token alone says it
     * @throws org.harvestxero.http.MismatchException when the links belong to another organisation
     */
    void askIfUnknown(@Nullable String tenant) {
        if (!belongingCheck.mustAskXero(tenant)) {
            return;
        }
        XeroResponse answer;
        try {
            answer = ask(tenant);
        } catch (OutcomeUnknownException | RequestRefusedException e) {
            throw OutcomeUnknownException.noAnswer(Api.XERO, String.valueOf(e.getMessage()), true, e);
        }
        met(tenant, answer);
    }

    private XeroResponse ask(@Nullable String tenant) {
        XeroRequest request = XeroRequest.get("/Organisation");
        for (int tries = 0; ; tries++) {
            AccessToken token = access.tokens().current();
            RawResponse answer = lookup.ask(token, tenant);
            boolean refused = XeroAnswerJudge.refusesToken(answer);
            if (refused) {
                access.tokenRefused(token);
            } else {
                access.tokenWorked();
            }
            if (!refused || tries == RefusedTokens.TRIES_AGAIN) {
                return judge.judge(request, answer);
            }
        }
    }

    /** Takes an answer to {@code GET /Organisation}; one that shows none says nothing. */
    void met(@Nullable String tenant, XeroResponse answer) {
        JsonNode organisation = JsonFields.field(answer.json(), "Organisations").path(0);
        String id = JsonFields.text(organisation, "OrganisationID");
        if (id != null) {
            belongingCheck.metXero(tenant, id, JsonFields.text(organisation, "Name"));
        }
    }
}
