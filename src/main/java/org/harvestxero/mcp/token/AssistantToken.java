package org.harvestxero.mcp.token;

import org.harvestxero.config.Sha256;
import org.harvestxero.console.session.Tokens;

/** What an assistant shows to be let in. It can't be guessed, so its plain SHA-256 gives nothing away. */
public final class AssistantToken {
    private static final String PREFIX = "hxa_";
    private static final int LONGEST = 200;

    private AssistantToken() {}

    /** A new one, such as {@code hxa_…} with 43 characters. */
    public static String next() {
        return PREFIX + Tokens.next();
    }

    /** As it is kept. */
    public static String hash(String token) {
        return Sha256.of(token);
    }

    /** Whether a text can be one; anything else is not even looked up. */
    static boolean isLikely(String text) {
        return text.startsWith(PREFIX) && text.length() <= LONGEST;
    }
}
