package org.harvestxero.notification;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people were notified of. */
public interface NotificationLog {
    /** Records that people are about to be notified of those they were not notified of yet; empty when there is nothing new. */
    Optional<Claim> claim(List<Told> standing);

    /** Notices a crash left half sent may have been sent: they are not sent again. */
    void settleAbandoned();

    void sent(long notice);

    /** The mail was certainly not sent: its documents are reported next time. */
    void notSent(long notice, String why);

    /** The mail may have been sent: it is not sent again. */
    void unclear(long notice, String why);

    /**
     * Something to tell of once.
     *
     * @param document id of a failed copy; a draft's below zero
     * @param cause what blocks it
     */
    record Told(long document, long cause) {}

    /** @param news what to tell of, never empty */
    record Claim(long notice, Set<Told> news) {
        public Claim {
            news = Set.copyOf(news);
        }
    }
}
