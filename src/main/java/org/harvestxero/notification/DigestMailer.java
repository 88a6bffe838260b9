package org.harvestxero.notification;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.RemedyGuide;
import org.harvestxero.api.Reviews;
import org.harvestxero.store.copy.NotificationTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps around the sending of one digest; {@code routes/notify.camel.yaml} names them. */
public final class DigestMailer {
    private static final Logger LOG = LoggerFactory.getLogger(DigestMailer.class);
    private static final String NOTICE = "notice";

    private final Supplier<CopyService> copyService;
    private final Supplier<Reviews> reviews;
    private final Supplier<List<Alert>> alerts;
    private final NotificationTable table;
    private final Addresses addresses;
    private final RemedyGuide guide;
    private final AtomicBoolean settled = new AtomicBoolean();

    /**
     * @param alerts what stands beside single documents, asked anew each time
     * @param guide what those who are mailed can do
     */
    public DigestMailer(
            Supplier<CopyService> copyService,
            Supplier<Reviews> reviews,
            Supplier<List<Alert>> alerts,
            NotificationTable table,
            Addresses addresses,
            RemedyGuide guide) {
        this.copyService = copyService;
        this.reviews = reviews;
        this.alerts = alerts;
        this.table = table;
        this.addresses = addresses;
        this.guide = guide;
    }

    /** @param to null while mail is off */
    public record Addresses(
            String connection,
            @Nullable String from,
            @Nullable String to) {}

    /**
     * Makes the mail and the property {@code notice} when there is something new to tell, and records that it is being sent. Every
     * header goes: the mail server would get what a trigger left there.
     */
    public void prepare(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        String to = addresses.to();
        if (to == null || addresses.from() == null) {
            return;
        }
        settleAbandoned();
        DigestCandidates candidates = DigestCandidates.of(alerts.get(), copyService.get(), reviews.get());
        Optional<NotificationTable.Claim> claim = table.claim(candidates.topics());
        if (claim.isEmpty()) {
            return;
        }
        DigestText.News news = candidates.only(claim.get().news());
        exchange.setProperty(NOTICE, claim.get().notice());
        new PlainMail(
                        addresses.from(),
                        to,
                        DigestText.subject(addresses.connection(), news),
                        DigestText.body(
                                addresses.connection(),
                                copyService.get().status().organisation(),
                                news,
                                guide))
                .replace(message);
    }

    /** Once after a start: what a crash left half sent may have been sent, so it is not sent again. */
    private void settleAbandoned() {
        int abandoned = settled.getAndSet(true) ? 0 : table.settleAbandoned();
        if (abandoned > 0) {
            LOG.error("A stop left {} digests half sent; they may have been mailed and are not sent again", abandoned);
        }
    }

    /** Records that the mail server took it. */
    public void sent(Exchange exchange) {
        table.sent(notice(exchange));
        LOG.info("Mailed a digest to {} notice={}", addresses.to(), notice(exchange));
    }

    /** Tells a mail that certainly was not sent, and is sent next time, from one that may have been. */
    public void failed(Exchange exchange) {
        MailFailure failure = MailFailure.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        if (failure.neverSent()) {
            table.notSent(notice(exchange), failure.words());
            LOG.warn("Could not mail a digest, tried again next time: {} notice={}", failure.words(), notice(exchange));
        } else {
            table.unclear(notice(exchange), failure.words());
            LOG.error("A digest may or may not have been mailed: {} notice={}", failure.words(), notice(exchange));
        }
    }

    private static long notice(Exchange exchange) {
        return exchange.getProperty(NOTICE, 0L, Long.class);
    }
}
