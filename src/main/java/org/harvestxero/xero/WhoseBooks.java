package org.harvestxero.xero;

import org.harvestxero.calls.AccessToken;
import org.harvestxero.calls.RawAnswer;
import org.harvestxero.calls.SideChannel;
import org.harvestxero.calls.SideRequest;
import org.harvestxero.calls.SideUnansweredException;
import org.jspecify.annotations.Nullable;

/** Asks which organisation a token opens, before anything else is asked of it. */
final class WhoseBooks {
    private final SideChannel organisation;
    private final XeroGate gate;

    WhoseBooks(SideChannel organisation, XeroGate gate) {
        this.organisation = organisation;
        this.gate = gate;
    }

    /**
     * One call, through the gate.
     *
     * @param tenant null where the token alone says it
     * @throws XeroNoAnswerException when none came
     */
    RawAnswer ask(AccessToken token, @Nullable String tenant) {
        try {
            RawAnswer answer = organisation.ask(new SideRequest("GET", "", null, token.bearer(), tenant));
            gate.learn(answer);
            return answer;
        } catch (SideUnansweredException e) {
            throw new XeroNoAnswerException(
                    "No answer from Xero to the question for the organisation (" + e.getMessage() + ")", true, e);
        }
    }
}
