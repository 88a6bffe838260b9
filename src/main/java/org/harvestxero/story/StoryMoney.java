package org.harvestxero.story;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.harvestxero.api.Stories.Paid;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.mapping.XeroMoney;
import org.harvestxero.mapping.document.SourcePayment;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OtherPaymentTable.OtherPayment;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.PaymentBackState;
import org.harvestxero.store.copy.PaymentBackTable.PaymentBack;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** Tells of the money that came in, in both directions: each sum once, with where it stands on either side. */
final class StoryMoney {
    private final ConnectionStore store;

    StoryMoney(ConnectionStore store) {
        this.store = store;
    }

    /** By the day. */
    List<Paid> of(Subject subject) {
        List<Paid> paid = new ArrayList<>();
        if (subject.sourceId() > 0) {
            List<SourceDocument> payments = store.documents().children(Kind.PAYMENT, subject.sourceId());
            Map<Long, PaymentBack> back = new HashMap<>();
            List<PaymentBack> alone = new ArrayList<>();
            for (PaymentBack each : store.paymentsBack().of(subject.sourceId())) {
                Long known = each.standing().paymentId();
                if (known != null && payments.stream().anyMatch(payment -> payment.sourceId() == known)) {
                    back.put(known, each);
                } else {
                    alone.add(each);
                }
            }
            Map<Long, Link> links = store.links()
                    .find(
                            Kind.PAYMENT,
                            payments.stream().map(SourceDocument::sourceId).collect(Collectors.toSet()));
            payments.forEach(payment ->
                    paid.add(ofHarvest(payment, links.get(payment.sourceId()), back.get(payment.sourceId()))));
            alone.forEach(each -> paid.add(ofXero(each)));
            store.otherPayments().of(subject.sourceId()).stream()
                    .filter(each -> alone.stream()
                            .noneMatch(known -> known.money().ownId().equals(each.targetId())))
                    .filter(each -> back.values().stream()
                            .noneMatch(known -> known.money().ownId().equals(each.targetId())))
                    .forEach(each -> paid.add(other(each)));
        }
        paid.sort(Comparator.comparing(Paid::day, Comparator.nullsLast(Comparator.naturalOrder())));
        return paid;
    }

    private Paid ofHarvest(SourceDocument payment, @Nullable Link link, @Nullable PaymentBack back) {
        BigDecimal amount = Objects.requireNonNullElse(payment.amount(), BigDecimal.ZERO);
        LocalDate day = null;
        try {
            SourcePayment read = HarvestReader.payment(
                    HarvestElement.parse(payment.content()), Objects.requireNonNullElse(payment.parentId(), 0L));
            amount = read.amount();
            day = read.paidDate();
        } catch (HarvestUnreadableException e) {
            day = null; // shown without it
        }
        String harvest = payment.isGone()
                ? "deleted"
                : back != null && back.standing().ours() ? "recorded from Xero" : "entered there";
        if (back != null) {
            return new Paid(day, amount, harvest, back.removed() ? "removed" : "entered there", !back.removed());
        }
        if (link != null) {
            boolean gone = "DELETED".equals(link.status());
            return new Paid(day, amount, harvest, gone ? "deleted" : "copied", gone == payment.isGone());
        }
        return new Paid(day, amount, harvest, underWay(payment), payment.isGone());
    }

    private String underWay(SourceDocument payment) {
        return store.outbox().openOf(Kind.PAYMENT, payment.sourceId()).stream()
                .findFirst()
                .map(StoryMoney::underWay)
                .orElseGet(() -> payment.reason() == null ? "not there" : "not there: " + payment.reason());
    }

    private static String underWay(OutboxTable.Row row) {
        String message = row.message();
        return message == null ? "on its way" : "on its way: " + message;
    }

    private static Paid ofXero(PaymentBack piece) {
        XeroMoney money = piece.money();
        String what = money.isPayment() ? "entered there" : money.kind().words();
        String reason = piece.standing().reason();
        boolean over = piece.state() == PaymentBackState.RECORDED
                || piece.state() == PaymentBackState.MATCHED
                || piece.state() == PaymentBackState.REMOVED;
        return new Paid(
                money.date(),
                money.amount(),
                became(piece.state()) + (reason == null ? "" : ": " + reason),
                piece.removed() ? "removed" : what,
                over || piece.state() == PaymentBackState.APART);
    }

    private static String became(PaymentBackState state) {
        return switch (state) {
            case SEEN -> "decided in the next cycle";
            case APART -> "left alone";
            case WAITING -> "waits";
            case FAILED -> "waits for a person";
            case ASKED -> "asked to record it, no answer yet";
            case RECORDED -> "recorded from Xero";
            case MATCHED -> "the same money stands there";
            case REMOVING -> "asked to delete it, no answer yet";
            case REMOVED -> "removed";
            case GIVEN_UP -> "given up";
        };
    }

    private static Paid other(OtherPayment payment) {
        return new Paid(
                payment.paidOn(),
                payment.amount(),
                payment.explainedBy() == null ? "not there" : "explained by " + payment.explainedBy(),
                "entered there",
                payment.explainedBy() != null);
    }
}
