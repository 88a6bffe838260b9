package org.harvestxero.notification;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.store.copy.NotificationTable.Topic;

/** All that waits for a person now, whether a mail told of it or not. Failed copies are read anew each time, since there may be more of them than memory should hold. */
final class DigestCandidates {
    /** After 1, 2, 4 … minutes, so after about two hours. */
    private static final int MANY_TRIES = 8;

    private final List<Alert> alerts;
    private final CopyService copyService;
    private final List<Item> drafts;

    private DigestCandidates(List<Alert> alerts, CopyService copyService, List<Item> drafts) {
        this.alerts = alerts;
        this.copyService = copyService;
        this.drafts = drafts;
    }

    static DigestCandidates of(List<Alert> alerts, CopyService copyService, Reviews reviews) {
        List<Item> drafts = reviews.list(Reviews.Filter.waiting()).stream()
                .filter(draft -> draft.state() == Reviews.State.REVIEW)
                .toList();
        return new DigestCandidates(alerts, copyService, drafts);
    }

    List<Topic> topics() {
        return Stream.of(
                        alerts.stream().map(DigestCandidates::topic),
                        failed().map(DigestCandidates::topic),
                        drafts.stream().map(DigestCandidates::topic))
                .flatMap(topics -> topics)
                .toList();
    }

    /** What of it a mail is the first to tell of. */
    DigestText.News only(Set<Topic> news) {
        return new DigestText.News(
                alerts.stream().filter(alert -> news.contains(topic(alert))).toList(),
                SameCause.of(failed().filter(copy -> news.contains(topic(copy)))),
                drafts.stream().filter(draft -> news.contains(topic(draft))).toList());
    }

    private Stream<FailedCopy> failed() {
        return copyService.failedCopies(FailedFilter.STANDING).stream().filter(DigestCandidates::waitsForSomeone);
    }

    /** What is still tried by itself counts as well once that has gone on for long. */
    private static boolean waitsForSomeone(FailedCopy copy) {
        return switch (copy.state()) {
            case FAILED -> true;
            case RETRYING -> copy.attempts() >= MANY_TRIES;
            case DISCARDED -> false;
        };
    }

    private static Topic topic(Alert alert) {
        return Topic.alert(alert.id());
    }

    private static Topic topic(FailedCopy copy) {
        return Topic.failedCopy(copy.id(), copy.causeId());
    }

    private static Topic topic(Item draft) {
        return Topic.draft(draft.id(), draft.step());
    }
}
