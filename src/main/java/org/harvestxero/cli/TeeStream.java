package org.harvestxero.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes everything to two streams. */
final class TeeStream extends FilterOutputStream {
    private final OutputStream other;

    TeeStream(OutputStream one, OutputStream other) {
        super(one);
        this.other = other;
    }

    @Override
    public void write(int letter) throws IOException {
        out.write(letter);
        other.write(letter);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        other.write(bytes, from, length);
    }
}
