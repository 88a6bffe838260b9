package org.harvestxero.runtime;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * The bounds of the server for health, metrics and control, so that no client, however slow, can use up this process.
 *
 * @param connections open at once; the database and calls need the other file handles
 * @param request longest time until a request is here in full, from the moment the connection opened or its last answer left
 * @param answer longest time until it is answered; a command has a time limit of its own
 * @param commands carried out at once
 * @param waiting commands that wait for one of those to end
 * @param unread longest time for which a caller may read nothing of what a command writes
 * @param bodyBytes longest body of a request
 */
public record ServerBounds(
        int connections,
        Duration request,
        Duration answer,
        int commands,
        int waiting,
        Duration unread,
        long bodyBytes) {
    private static final int MOST_CONNECTIONS = 64;
    private static final int MOST_WITH_ASSISTANTS = 192;
    private static final int LEAST_CONNECTIONS = 4;
    /** The share of the process's file handles that connections may take. */
    private static final int PART_OF_HANDLES = 8;

    /**
     * Bounds that fit the file handles this process may open.
     *
     * @param assistants whether assistants are let in, who ask much at once and listen for long
     */
    public static ServerBounds ofThisProcess(boolean assistants) {
        return forHandles(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                        ? unix.getMaxFileDescriptorCount()
                        : Long.MAX_VALUE,
                assistants ? MOST_WITH_ASSISTANTS : MOST_CONNECTIONS);
    }

    static ServerBounds forHandles(long handles) {
        return forHandles(handles, MOST_CONNECTIONS);
    }

    private static ServerBounds forHandles(long handles, int most) {
        long connections = Math.min(most, handles / PART_OF_HANDLES);
        return new ServerBounds(
                (int) Math.max(LEAST_CONNECTIONS, connections),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                8,
                8,
                Duration.ofMinutes(10),
                256 * 1024);
    }
}
