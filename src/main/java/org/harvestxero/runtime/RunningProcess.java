package org.harvestxero.runtime;

import java.time.Instant;

/**
 * The process that runs a home.
 *
 * @param since when it began to serve
 * @param works whether it leads the connection; while it stands by, another process on the same database does
 */
public record RunningProcess(long pid, int port, Instant since, boolean works) {
    RunningProcess working(boolean now) {
        return new RunningProcess(pid, port, since, now);
    }
}
