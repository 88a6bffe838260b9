package org.harvestxero.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Bytes kept until they are read: in memory while they are few, else in a file that only its owner can read and that goes away. */
final class SpillBuffer extends OutputStream {
    private static final int IN_MEMORY = 1024 * 1024;

    private ByteArrayOutputStream few = new ByteArrayOutputStream();
    private @Nullable FileChannel many;
    private long length;

    @Override
    public void write(int letter) throws IOException {
        write(new byte[] {(byte) letter}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
        if (many == null && few.size() + count > IN_MEMORY) {
            Path file = Files.createTempFile("harvest-xero-", ".json");
            many = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            append(many, few.toByteArray(), 0, few.size());
            few = new ByteArrayOutputStream();
        }
        if (many == null) {
            few.write(bytes, from, count);
        } else {
            append(many, bytes, from, count);
        }
        length += count;
    }

    private static void append(FileChannel file, byte[] bytes, int from, int count) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, from, count);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
    }

    synchronized long length() {
        return length;
    }

    /** All from the beginning; nothing may be written before it was closed. */
    synchronized InputStream read() throws IOException {
        if (many == null) {
            return new ByteArrayInputStream(few.toByteArray());
        }
        FileChannel file = many;
        file.position(0);
        return new InputStream() {
            private final InputStream in = Channels.newInputStream(file);

            @Override
            public int read() throws IOException {
                return in.read();
            }

            @Override
            public int read(byte[] bytes, int from, int most) throws IOException {
                return in.read(bytes, from, most);
            }
        };
    }

    /** How much stands before the last such letter, blanks before it not counted. */
    synchronized long lengthBefore(char last) throws IOException {
        long at = length - 1;
        while (at >= 0 && at(at) != last) {
            at--;
        }
        at--;
        while (at >= 0 && Character.isWhitespace(at(at))) {
            at--;
        }
        return at + 1;
    }

    private int at(long place) throws IOException {
        if (many == null) {
            return few.toByteArray()[(int) place];
        }
        ByteBuffer one = ByteBuffer.allocate(1);
        many.read(one, place);
        return one.get(0);
    }

    synchronized void forget() {
        few = new ByteArrayOutputStream();
        if (many != null) {
            try {
                many.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
