package org.harvestxero.wiring;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.harvestxero.notification.NotificationLog;
import org.harvestxero.store.copy.NotificationTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps in the database what people were told of. */
public final class StoredNotificationLog implements NotificationLog {
    private static final Logger LOG = LoggerFactory.getLogger(StoredNotificationLog.class);

    private final NotificationTable notices;

    public StoredNotificationLog(NotificationTable notices) {
        this.notices = notices;
    }

    @Override
    public Optional<Claim> claim(List<Told> standing) {
        return notices.claim(standing.stream()
                        .map(told -> new NotificationTable.Told(told.document(), told.cause()))
                        .toList())
                .map(claim -> new Claim(
                        claim.notice(),
                        claim.news().stream()
                                .map(told -> new Told(told.document(), told.cause()))
                                .collect(Collectors.toSet())));
    }

    @Override
    public void settleAbandoned() {
        int abandoned = notices.settleAbandoned();
        if (abandoned > 0) {
            LOG.error("A stop left {} digests half sent; they may have been mailed and are not sent again", abandoned);
        }
    }

    @Override
    public void sent(long notice) {
        notices.sent(notice);
    }

    @Override
    public void notSent(long notice, String why) {
        notices.notSent(notice, why);
    }

    @Override
    public void unclear(long notice, String why) {
        notices.unclear(notice, why);
    }
}
