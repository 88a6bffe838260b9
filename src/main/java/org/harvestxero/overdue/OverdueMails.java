package org.harvestxero.overdue;

import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.apache.camel.attachment.AttachmentMessage;
import org.harvestxero.api.OverdueReport.State;
import org.harvestxero.config.agreement.OverdueFile;
import org.harvestxero.copy.CycleTroubles;
import org.harvestxero.dunning.Debt;
import org.harvestxero.dunning.StatementFiles;
import org.harvestxero.http.RequestNotSentException;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.notification.MailFailure;
import org.harvestxero.notification.PlainMail;
import org.harvestxero.pdf.PdfFile;
import org.harvestxero.xero.XeroListRequest;
import org.harvestxero.xero.XeroPage;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps around the sending of one mail about overdue invoices: looked at freshly, recorded, sent once. */
public final class OverdueMails {
    private static final Logger LOG = LoggerFactory.getLogger(OverdueMails.class);
    private static final int REFUSED = 400;
    private static final int INVOICES_AT_ONCE = 40;

    private final OverdueMailer mailer;
    private final MailPlanner planner;
    private final ReceivableLists lists;
    private final Stationery stationery;
    private final CycleTroubles troubles;
    private final Clock clock;

    OverdueMails(
            OverdueMailer mailer,
            MailPlanner planner,
            ReceivableLists lists,
            Stationery stationery,
            CycleTroubles troubles,
            Clock clock) {
        this.mailer = mailer;
        this.planner = planner;
        this.lists = lists;
        this.stationery = stationery;
        this.troubles = troubles;
        this.clock = clock;
    }

    /** @param file says where answers go @param from sender of all mails; null while mail is off */
    record Stationery(
            MailWriter writer, OverdueFile file, @Nullable String from) {}

    /** Whether it is worth trying: not once three in a row have met trouble on the way to Xero. */
    public boolean mayTry(@Header(OverdueRounds.ROUND) OverdueRound round) {
        return !round.isOver();
    }

    /** The invoices of a mail as Xero has them now: of managers and owners what was just listed will do. */
    public List<XeroListRequest> fresh(OverdueMail mail) {
        if (!mail.isToClient()) {
            return List.of();
        }
        List<String> ids = mail.open().stream().map(Debt::id).toList();
        return IntStream.iterate(0, from -> from < ids.size(), from -> from + INVOICES_AT_ONCE)
                .mapToObj(from -> ids.subList(from, Math.min(from + INVOICES_AT_ONCE, ids.size())))
                .map(some -> XeroListRequest.of("/Invoices")
                        .with("summaryOnly", "true")
                        .with("IDs", String.join(",", some)))
                .toList();
    }

    /** Takes one page of them. */
    public void seen(XeroPage page, OverdueMail mail) {
        mail.seen(lists.keep(page.elements()));
    }

    /** Leaves out what is paid by now, then records that the mail is being sent. */
    public void claim(OverdueMail mail, OverdueRound round) {
        round.went();
        mailer.freshen(mail, planner.today(round));
        if (mail.isDue()) {
            mail.worded(stationery.writer().write(mail, planner.today(round)));
            if (mail.options().files().hasPdf()) {
                mail.carry(stationery.writer().pdf(mail, planner.today(round)));
            }
            mailer.claim(mail);
        }
    }

    /** Xero's own mail of the invoice. */
    public XeroRequest xeroMail(OverdueMail mail) {
        Debt invoice = mail.asked().keySet().iterator().next();
        return new XeroRequest("POST", "/Invoices/" + invoice.id() + "/Email", Map.of(), "", null, null, null);
    }

    /** Xero did it, or says in so many words why not. */
    public void answered(XeroResponse answer, OverdueMail mail, OverdueRound round) {
        if (answer.status() >= REFUSED) {
            mailer.notSent(mail, "Xero: " + answer.refusal().orElse("it gives no reason"), false, clock.instant());
        } else {
            sent(mail, round);
        }
    }

    /** Makes the message. */
    public void compose(Exchange exchange, OverdueMail mail) {
        Message message = exchange.getMessage();
        MailTemplate words = mail.words();
        new PlainMail(stationery.from(), String.join(", ", mail.addresses()), words.subject(), words.body())
                .replace(message);
        stationery.file().rules().replyTo().ifPresent(address -> message.setHeader("Reply-To", address));
        StatementFiles files = mail.options().files();
        if (files.hasCsv()) {
            LocalDate today = planner.today(clock.instant());
            byte[] csv = MailWriter.csv(mail.open(), today).getBytes(StandardCharsets.UTF_8);
            attach(exchange, "statement.csv", "text/csv; charset=UTF-8", csv);
        }
        if (files.hasPdf()) {
            attach(exchange, "statement.pdf", PdfFile.CONTENT_TYPE, mail.pdf());
        }
    }

    private static void attach(Exchange exchange, String name, String type, byte[] file) {
        exchange.getMessage(AttachmentMessage.class)
                .addAttachment(name, new DataHandler(new ByteArrayDataSource(file, type)));
    }

    /** The mail server, or Xero, took it. */
    public void sent(OverdueMail mail, OverdueRound round) {
        mailer.sent(mail, round, planner.today(round), clock.instant());
    }

    /** Tells a mail that certainly was not sent from one that may have been. */
    public void failed(OverdueMail mail, OverdueRound round, Exception failure) {
        if (!mail.isClaimed()) {
            mail.become(State.NOT_SENT, failure.getMessage());
            round.failed(troubles.note("overdue", failure));
        } else if (failure instanceof RequestRefusedException refused) {
            mailer.notSent(mail, String.valueOf(refused.getMessage()), false, clock.instant());
        } else if (failure instanceof RequestNotSentException notSent) {
            mailer.notSent(mail, String.valueOf(notSent.getMessage()), true, clock.instant());
            round.failed(troubles.note("overdue", failure));
        } else if (mail.isThroughXero()) {
            mailer.unclear(mail, failure.getMessage(), clock.instant());
        } else {
            byServer(mail, MailFailure.of(failure));
        }
        LOG.warn(
                "A mail about overdue invoices was not sent ({}): {}",
                mail.state().code(),
                failure.getMessage());
    }

    private void byServer(OverdueMail mail, MailFailure failure) {
        if (failure.neverSent()) {
            mailer.notSent(mail, failure.words(), true, clock.instant());
        } else {
            mailer.unclear(mail, failure.words(), clock.instant());
        }
    }
}
