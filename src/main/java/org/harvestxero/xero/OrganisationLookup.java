package org.harvestxero.xero;

import org.harvestxero.http.AccessToken;
import org.harvestxero.http.Api;
import org.harvestxero.http.AuxiliaryChannel;
import org.harvestxero.http.AuxiliaryRequest;
import org.harvestxero.http.AuxiliaryUnansweredException;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.RawResponse;
import org.jspecify.annotations.Nullable;

/** Asks which organisation a token opens, before anything else is asked of it. */
public final class OrganisationLookup {
    private final AuxiliaryChannel organisation;
    private final XeroGate gate;

    public OrganisationLookup(AuxiliaryChannel organisation, XeroGate gate) {
        this.organisation = organisation;
        this.gate = gate;
    }

    /**
     * Makes one call, which the rate limiter counts.
     *
     * @param tenant null where the token alone says it
     * @throws OutcomeUnknownException when no answer came
     */
    RawResponse ask(AccessToken token, @Nullable String tenant) {
        try {
            RawResponse answer = organisation.ask(new AuxiliaryRequest("GET", "", null, token.bearer(), tenant));
            gate.learn(answer);
            return answer;
        } catch (AuxiliaryUnansweredException e) {
            throw OutcomeUnknownException.noAnswer(
                    Api.XERO,
                    "No answer from Xero to the question for the organisation (" + e.getMessage() + ")",
                    true,
                    e);
        }
    }
}
