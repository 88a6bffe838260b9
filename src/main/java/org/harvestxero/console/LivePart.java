package org.harvestxero.console;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A part of a page that fetches itself again and again, and is put in place only when it has changed. */
final class LivePart {
    private static final int MARK = 16;

    private LivePart() {}

    /** Tells one content from another. */
    static String mark(Buffer html) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(html.getBytes());
            return HexFormat.of().formatHex(digest).substring(0, MARK);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** What the template {@code live} puts around it, with the mark of what is shown. @param path from the root of the server */
    static Buffer around(Buffer html, String path, String mark) {
        String head = "<div class=\"live\" id=\"live\" hx-get=\"" + path + "?seen=" + mark
                + "\" hx-trigger=\"every 5s\" hx-swap=\"outerHTML\">";
        return Buffer.buffer(head.getBytes(StandardCharsets.UTF_8))
                .appendBuffer(html)
                .appendString("</div>");
    }
}
