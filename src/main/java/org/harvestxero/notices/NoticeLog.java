package org.harvestxero.notices;

import java.util.List;
import java.util.Optional;
import org.harvestxero.operations.FailedCopy;

/** What people were told of. */
public interface NoticeLog {
    /** Records that people are about to be told of those they were not told of yet; empty when there is nothing new. */
    Optional<Claim> claim(List<FailedCopy> standing);

    /** Notices a crash left half sent may have been sent: they are not sent again. */
    void settleAbandoned();

    void sent(long notice);

    /** The mail was certainly not sent: its documents are told of next time. */
    void notSent(long notice, String why);

    /** The mail may have been sent: it is not sent again. */
    void unclear(long notice, String why);

    /** @param news what to tell of, never empty */
    record Claim(long notice, List<FailedCopy> news) {
        public Claim {
            news = List.copyOf(news);
        }
    }
}
