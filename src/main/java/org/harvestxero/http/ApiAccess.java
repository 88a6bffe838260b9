package org.harvestxero.http;

import java.time.Clock;

/**
 * What the calls to one side are made with.
 *
 * @param refusedTokens what became of the tokens that side no longer took
 * @param vault keeps tokens out of the messages
 * @param leave asked before each request leaves
 * @param times measures the calls
 */
public record ApiAccess(
        Tokens tokens,
        RefusedTokens refusedTokens,
        AuthorizationVault vault,
        Leave leave,
        CallTimes times,
        Clock clock) {
    public ApiAccess(Tokens tokens, AuthorizationVault vault, Leave leave, CallTimes times, Clock clock) {
        this(tokens, new RefusedTokens(), vault, leave, times, clock);
    }

    /** Takes note that the token was accepted, whatever else the answer said. */
    public void tokenWorked() {
        refusedTokens.worked();
    }

    /** Takes note that the token is no longer accepted: the next call is made with another. */
    public void tokenRefused(AccessToken token) {
        refusedTokens.refused(token);
        tokens.refused(token);
    }
}
