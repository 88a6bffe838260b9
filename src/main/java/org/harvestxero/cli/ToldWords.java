package org.harvestxero.cli;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The last of what was told, without progress and stacks. */
final class ToldWords extends OutputStream {
    private static final int MOST = 32 * 1024;
    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(int letter) {
        write(new byte[] {(byte) letter}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        // Letter by letter as bytes, since one may come in two parts.
        text.append(new String(bytes, from, length, StandardCharsets.ISO_8859_1));
        if (text.length() > 2 * MOST) {
            text.delete(0, text.length() - MOST);
        }
    }

    synchronized String words() {
        String all = new String(text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return all.lines()
                .map(line -> line.substring(line.lastIndexOf("\u001b[K") < 0 ? 0 : line.lastIndexOf("\u001b[K") + 3))
                .filter(line -> !line.isBlank() && !line.matches("\\s+(at |\\.\\.\\. \\d).*"))
                .collect(Collectors.joining("\n"));
    }
}
