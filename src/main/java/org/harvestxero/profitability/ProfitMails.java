package org.harvestxero.profitability;

import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.harvestxero.api.Profit;
import org.harvestxero.notification.MailFailure;
import org.harvestxero.notification.MailRetries;
import org.harvestxero.notification.PlainMail;
import org.harvestxero.pdf.PdfFile;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.profit.ProfitMailTable;
import org.harvestxero.store.profit.ProfitMailTable.Mail;
import org.harvestxero.store.profit.ProfitMailTable.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps around the sending of mails about budgets and months; {@code routes/profit.camel.yaml} names them. */
public final class ProfitMails {
    private static final Logger LOG = LoggerFactory.getLogger(ProfitMails.class);

    private final ConnectionStore store;
    private final Profit profit;
    private final @Nullable String from;
    private final Clock clock;
    private final AtomicBoolean settled = new AtomicBoolean();

    /** @param from null while mail is off */
    public ProfitMails(ConnectionStore store, Profit profit, @Nullable String from, Clock clock) {
        this.store = store;
        this.profit = profit;
        this.from = from;
        this.clock = clock;
    }

    /** Those to be sent now; none while mail is off. */
    public List<Mail> due() {
        if (from == null) {
            return List.of();
        }
        if (!settled.getAndSet(true) && mails().settleAbandoned() > 0) {
            LOG.error(
                    "A stop left mails about budgets or months half sent; they are not sent again: budgets lists them");
        }
        return mails().due();
    }

    private ProfitMailTable mails() {
        return store.monthEnd().profit().told().mails();
    }

    /** Records that it is about to be sent; on disk before this returns. False when that is settled. */
    public boolean claim(Mail mail) {
        boolean[] claimed = new boolean[1];
        store.decide(() -> claimed[0] = mails().claim(mail.id()));
        return claimed[0];
    }

    /** Makes the message, with the page about its month where it has one. */
    public void compose(Exchange exchange, Mail mail) {
        ProfitMailTable.Words words = mail.words();
        new PlainMail(from, words.addresses(), words.subject(), words.body()).replace(exchange.getMessage());
        YearMonth month = words.month();
        if (month != null) {
            exchange.getMessage(AttachmentMessage.class)
                    .addAttachment(
                            "profit-" + month + ".pdf",
                            new DataHandler(new ByteArrayDataSource(profit.page(month), PdfFile.CONTENT_TYPE)));
        }
    }

    /** The mail server took it. */
    public void sent(Mail mail) {
        mails().settle(mail.id(), State.SENT, null, clock.instant());
        LOG.info("Mailed {} to {}", mail.slot(), mail.words().addresses());
    }

    /** Tells a mail that certainly was not sent from one that may have been. */
    public void failed(Mail mail, Exception exception) {
        MailFailure failure = MailFailure.of(exception);
        int made = mail.attempts() + 1;
        State state = !failure.neverSent() ? State.UNCLEAR : MailRetries.isTriedAgain(made) ? State.DUE : State.FAILED;
        mails().settle(mail.id(), state, failure.words(), MailRetries.next(clock.instant(), made));
        LOG.warn("Could not mail {}: {} ({})", mail.slot(), failure.words(), state);
    }
}
