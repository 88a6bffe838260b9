package org.harvestxero.api;

import java.time.LocalDate;
import org.harvestxero.comparison.ReplayReport;
import org.jspecify.annotations.Nullable;

/** Bills on the side and compares; writes nothing anywhere. Both sides' routes must run. */
public interface Replays {
    /**
     * Bills the last closed periods by the agreements as they stand now.
     *
     * @param periods how many, for each client by its own calendar
     * @param client name or id; null for all
     * @throws DecisionException when no agreement is for the client
     */
    ReplayReport replay(int periods, @Nullable String client);

    /**
     * Compares what shadow and trial runs made with what was invoiced.
     *
     * @param since the first day of the oldest period looked at
     * @param client name or id; null for all
     */
    ReplayReport shadow(LocalDate since, @Nullable String client);

    /**
     * Bills the last closed periods of one client twice: by the agreement in force, and by what a text says as a file of that name.
     *
     * @param file of the agreement, there or not
     * @throws DecisionException when the text can't be used as it stands
     */
    default Preview preview(String file, String text, int periods) {
        throw new UnsupportedOperationException("Nobody tries agreements");
    }

    /**
     * Both, each beside what was invoiced.
     *
     * @param now by the agreement in force; empty where there is none
     * @param then by the text
     */
    record Preview(ReplayReport now, ReplayReport then) {}
}
