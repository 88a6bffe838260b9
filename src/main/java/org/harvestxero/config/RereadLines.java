package org.harvestxero.config;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What {@link PrivateLines} say as they stand now: read again once somebody wrote them or changed who may read them. Where they can't be
 * read they say nothing, until they can. Safe for several threads.
 *
 * @param <T> what they are read as
 */
public final class RereadLines<T> {
    private final PrivateLines lines;
    private final Reader<T> reader;
    private final Logger log;
    private @Nullable String stamp;
    private Seen<T> seen;

    /**
     * How they are read.
     *
     * @param read throws {@link SettingsException} when they can't be
     * @param nothing what they say then
     * @param complaints about lines, as sentences
     */
    public record Reader<T>(Supplier<T> read, T nothing, Function<T, List<String>> complaints) {}

    /** @param isUnreadable whether it says nothing because it can't be read */
    public record Seen<T>(T content, boolean isUnreadable) {}

    /** @param log is told of complaints, and why they can't be read, once each time they change */
    public RereadLines(PrivateLines lines, Reader<T> reader, Logger log) {
        this.lines = lines;
        this.reader = reader;
        this.log = log;
        this.seen = new Seen<>(reader.nothing(), false);
    }

    public synchronized Seen<T> now() {
        String current = lines.stamp();
        if (!current.equals(stamp)) {
            stamp = current;
            try {
                T content = reader.read().get();
                seen = new Seen<>(content, false);
                reader.complaints().apply(content).forEach(log::warn);
            } catch (SettingsException e) {
                seen = new Seen<>(reader.nothing(), true);
                log.warn("{}", e.getMessage());
            }
        }
        return seen;
    }
}
