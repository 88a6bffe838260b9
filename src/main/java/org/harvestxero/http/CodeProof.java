package org.harvestxero.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.harvestxero.config.secret.Secret;

/**
 * Proves to a token endpoint that whoever trades a code is the one who asked for consent. A side that knows nothing of it must pass over
 * both values (RFC 6749, sections 3.1 and 3.2).
 *
 * @param verifier goes with the code
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7636">RFC 7636: PKCE</a>
 */
public record CodeProof(Secret verifier) {
    private static final int BYTES = 32;
    private static final Base64.Encoder LETTERS = Base64.getUrlEncoder().withoutPadding();

    /** A new one, for one attempt. */
    public static CodeProof make() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new CodeProof(Secret.of(LETTERS.encodeToString(random)));
    }

    /** Goes with the question for consent, as {@code S256}. */
    public String challenge() {
        try {
            return LETTERS.encodeToString(MessageDigest.getInstance("SHA-256")
                    .digest(verifier.reveal().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
