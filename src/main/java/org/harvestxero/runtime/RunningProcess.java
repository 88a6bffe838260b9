package org.harvestxero.runtime;

import java.time.Instant;

/**
 * The process that runs a home.
 *
 * @param since when it began to serve
 * @param works whether it works the connection; another one on the same database does, while it stands by
 */
public record RunningProcess(long pid, int port, Instant since, boolean works) {
    RunningProcess working(boolean now) {
        return new RunningProcess(pid, port, since, now);
    }
}
