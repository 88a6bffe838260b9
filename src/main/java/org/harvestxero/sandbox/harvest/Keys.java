package org.harvestxero.sandbox.harvest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Stable keys of public pages, in Harvest's hexadecimal form. */
final class Keys {
    private Keys() {}

    static String of(String purpose, long id, int length) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((purpose + "-" + id).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest).substring(0, length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
