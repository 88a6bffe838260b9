package org.harvestxero.operations;

import java.time.Instant;

/**
 * The process that runs a home.
 *
 * @param since when it began to serve
 * @param works whether it works the connection; another one on the same database does, while it stands by
 */
public record Running(long pid, int port, Instant since, boolean works) {
    Running working(boolean now) {
        return new Running(pid, port, since, now);
    }
}
