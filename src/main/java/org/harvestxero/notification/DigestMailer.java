package org.harvestxero.notification;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.SendFailedException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.notification.NotificationLog.Told;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps around the sending of one digest; {@code routes/notify.camel.yaml} names them. */
public final class DigestMailer {
    private static final Logger LOG = LoggerFactory.getLogger(DigestMailer.class);
    private static final String NOTICE = "notice";

    /** After 1, 2, 4 … minutes. */
    private static final int MANY_TRIES = 8;

    private final Supplier<CopyService> work;
    private final Supplier<Reviews> reviews;
    private final Supplier<List<Alert>> alerts;
    private final NotificationLog log;
    private final Addresses addresses;
    private final AtomicBoolean settled = new AtomicBoolean();

    public DigestMailer(
            Supplier<CopyService> work,
            Supplier<Reviews> reviews,
            Supplier<List<Alert>> alerts,
            NotificationLog log,
            Addresses addresses) {
        this.work = work;
        this.reviews = reviews;
        this.alerts = alerts;
        this.log = log;
        this.addresses = addresses;
    }

    /** @param to null while mail is off */
    public record Addresses(
            String connection,
            @Nullable String from,
            @Nullable String to) {}

    /** Drops every header, makes the mail and the property {@code notice} when there is something new to tell, and records that it is being sent. */
    public void prepare(Exchange exchange) {
        exchange.getMessage().removeHeaders("*"); // the mail server would get what a trigger left there
        if (addresses.to() == null || addresses.from() == null) {
            return;
        }
        if (!settled.getAndSet(true)) {
            log.settleAbandoned();
        }
        List<Item> waiting = reviews.get().list(Reviews.Filter.waiting()).stream()
                .filter(item -> item.state() == Reviews.State.REVIEW)
                .toList();
        List<Alert> standing = alerts.get();
        List<Told> all = Stream.of(
                        standing.stream().map(DigestMailer::told),
                        standing().map(DigestMailer::told),
                        waiting.stream().map(DigestMailer::told))
                .flatMap(told -> told)
                .toList();
        Optional<NotificationLog.Claim> claim = all.isEmpty() ? Optional.empty() : log.claim(all);
        if (claim.isEmpty()) {
            return;
        }
        Set<Told> fresh = claim.get().news();
        List<SameCause> news = SameCause.of(standing().filter(copy -> fresh.contains(told(copy))));
        List<Item> drafts =
                waiting.stream().filter(item -> fresh.contains(told(item))).toList();
        List<Alert> alarming =
                standing.stream().filter(alert -> fresh.contains(told(alert))).toList();
        DigestText.News told = new DigestText.News(alarming, news, drafts);
        exchange.setProperty(NOTICE, claim.get().notice());
        exchange.getMessage().setHeader("From", addresses.from());
        exchange.getMessage().setHeader("To", addresses.to());
        exchange.getMessage().setHeader("Subject", DigestText.subject(addresses.connection(), told));
        exchange.getMessage().setHeader("Auto-Submitted", "auto-generated");
        exchange.getMessage()
                .setBody(DigestText.body(
                        addresses.connection(), work.get().status().organisation(), told));
    }

    private Stream<FailedCopy> standing() {
        return work.get().failedCopies(FailedFilter.STANDING).stream().filter(DigestMailer::waitsForSomeone);
    }

    /** What is still tried by itself counts as well once that has gone on for about two hours. */
    private static boolean waitsForSomeone(FailedCopy copy) {
        return switch (copy.state()) {
            case FAILED -> true;
            case RETRYING -> copy.attempts() >= MANY_TRIES;
            case DISCARDED -> false;
        };
    }

    private static Told told(Alert alert) {
        return new Told(Long.MIN_VALUE + alert.id(), Long.MIN_VALUE);
    }

    private static Told told(FailedCopy copy) {
        return new Told(copy.id(), copy.causeId());
    }

    /** Each step of a review waits for somebody else, so each is reported. */
    private static Told told(Item draft) {
        return new Told(-draft.id(), -1L - draft.step());
    }

    public void sent(Exchange exchange) {
        log.sent(notice(exchange));
        LOG.info("Mailed a digest to {} notice={}", addresses.to(), notice(exchange));
    }

    /** Tells a mail that certainly was not sent from one that may have been. */
    public void failed(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String why = words(failure);
        if (neverSent(failure)) {
            log.notSent(notice(exchange), why);
            LOG.warn("Could not mail a digest, tried again next time: {} notice={}", why, notice(exchange));
        } else {
            log.unclear(notice(exchange), why);
            LOG.error("A digest may or may not have been mailed: {} notice={}", why, notice(exchange));
        }
    }

    private static long notice(Exchange exchange) {
        return exchange.getProperty(NOTICE, 0L, Long.class);
    }

    private static boolean neverSent(@Nullable Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ConnectException
                    || each instanceof UnknownHostException
                    || each instanceof NoRouteToHostException
                    || each instanceof AuthenticationFailedException) {
                return true;
            }
            if (each instanceof SendFailedException refused) {
                return refused.getValidSentAddresses() == null || refused.getValidSentAddresses().length == 0;
            }
        }
        return false;
    }

    private static String words(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == null
                ? "no reason given"
                : String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
