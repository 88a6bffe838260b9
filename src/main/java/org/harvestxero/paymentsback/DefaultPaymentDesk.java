package org.harvestxero.paymentsback;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.PaymentDesk;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.harvest.HarvestPaymentView;
import org.harvestxero.mapping.XeroMoney;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.FailedRow;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OtherPaymentTable.OtherPayment;
import org.harvestxero.store.copy.PaymentBackState;
import org.harvestxero.store.copy.PaymentBackTable.PaymentBack;
import org.harvestxero.store.copy.PaymentPages;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.copy.WaitingPaymentsBack;
import org.jspecify.annotations.Nullable;

/** Shows payments of both sides as they were last read. */
public final class DefaultPaymentDesk implements PaymentDesk {
    private final ConnectionStore store;

    public DefaultPaymentDesk(ConnectionStore store) {
        this.store = store;
    }

    @Override
    public List<Back> back(Standing standing, @Nullable Place after, int most) {
        PaymentPages.Place from = after == null ? null : new PaymentPages.Place(after.changed(), after.id());
        return store.paymentsBack().pages().latest(states(standing), from, most).stream()
                .map(this::back)
                .toList();
    }

    private static Set<PaymentBackState> states(Standing standing) {
        return switch (standing) {
            case WAITING ->
                EnumSet.of(
                        PaymentBackState.SEEN,
                        PaymentBackState.WAITING,
                        PaymentBackState.ASKED,
                        PaymentBackState.REMOVING);
            case THERE -> EnumSet.of(PaymentBackState.RECORDED, PaymentBackState.MATCHED);
            case APART -> EnumSet.of(PaymentBackState.APART);
            case GIVEN_UP -> EnumSet.of(PaymentBackState.GIVEN_UP);
        };
    }

    private Back back(PaymentPages.Shown shown) {
        PaymentBack payment = shown.payment();
        Long invoice = payment.standing().invoiceId();
        return new Back(
                money(payment.money(), false),
                invoice == null
                        ? new Invoice(
                                payment.money().invoice().number(),
                                null,
                                payment.money().invoice().currency(),
                                null,
                                null)
                        : invoice(invoice),
                words(payment),
                new Place(shown.changed(), payment.money().id()));
    }

    private static String words(PaymentBack payment) {
        return switch (payment.state()) {
            case SEEN -> "the next cycle decides";
            case WAITING, ASKED, REMOVING -> WaitingPaymentsBack.reason(payment);
            case RECORDED -> "recorded in Harvest";
            case MATCHED -> "stands on both sides";
            default -> Objects.requireNonNullElse(payment.standing().reason(), "");
        };
    }

    @Override
    public List<Question> questions(Side side, long after, int most) {
        Kind kind = side == Side.HARVEST ? Kind.PAYMENT : Kind.PAYMENT_BACK;
        return store.lists().failed().failed(kind, after, most).stream()
                .map(this::question)
                .toList();
    }

    private Question question(FailedRow row) {
        return new Question(
                row.id(),
                row.code().toLowerCase(Locale.ROOT).replace('_', '-'),
                row.sentence(),
                row.remedy(),
                row.firstFailedAt(),
                row.kind() == Kind.PAYMENT ? ofHarvest(row) : ofXero(row));
    }

    private Both ofHarvest(FailedRow row) {
        Optional<SourceDocument> payment = store.documents().find(Kind.PAYMENT, row.sourceId());
        Long invoice = payment.map(SourceDocument::parentId).orElse(null);
        if (invoice == null) {
            return new Both(
                    new Invoice(row.number(), null, row.currency(), null, null),
                    payment.stream()
                            .map(each -> money(each, row.currency(), true))
                            .toList(),
                    List.of());
        }
        return both(invoice, row.sourceId(), "");
    }

    private Both ofXero(FailedRow row) {
        String asked = store.outbox()
                .find(row.id())
                .map(each -> each.revision().subject())
                .orElse("");
        return both(row.sourceId(), 0, asked);
    }

    /** @param payment of Harvest's in question; 0 for none @param target of Xero's in question; empty for none */
    private Both both(long invoice, long payment, String target) {
        Invoice shown = invoice(invoice);
        List<Money> harvest = store.documents().children(Kind.PAYMENT, invoice).stream()
                .filter(each -> !each.isGone() || each.sourceId() == payment)
                .map(each -> money(each, shown.currency(), each.sourceId() == payment))
                .toList();
        return new Both(shown, harvest, inXero(invoice, shown.currency(), target));
    }

    /** What Xero listed of it, then what was seen there beside, then our own copies that neither names. */
    private List<Money> inXero(long invoice, @Nullable String currency, String target) {
        Set<String> told = new HashSet<>();
        List<Money> money = new ArrayList<>();
        for (PaymentBack each : store.paymentsBack().of(invoice)) {
            if (!each.removed() || each.money().id().equals(target)) {
                told.add(each.money().id());
                money.add(money(each.money(), each.money().id().equals(target)));
            }
        }
        for (OtherPayment each : store.otherPayments().of(invoice)) {
            if (told.add(each.targetId())) {
                money.add(new Money(
                        "a payment",
                        each.paidOn(),
                        each.amount(),
                        currency,
                        each.reference(),
                        each.explainedBy() == null));
            }
        }
        for (SourceDocument each : store.documents().children(Kind.PAYMENT, invoice)) {
            store.links()
                    .find(Kind.PAYMENT, each.sourceId())
                    .filter(link -> !"DELETED".equals(link.status()) && told.add(link.targetId()))
                    .ifPresent(link -> money.add(copied(each, link, currency)));
        }
        return money;
    }

    private static Money copied(SourceDocument payment, Link link, @Nullable String currency) {
        Money shown = money(payment, currency, false);
        return new Money(
                "our copy",
                shown.date(),
                link.total() == null ? shown.amount() : link.total(),
                link.currency() == null ? currency : link.currency(),
                "",
                false);
    }

    private static Money money(XeroMoney shown, boolean asked) {
        return new Money(
                shown.kind().words(),
                shown.date(),
                shown.amount(),
                shown.invoice().currency(),
                shown.origin().reference(),
                asked);
    }

    private static Money money(SourceDocument payment, @Nullable String currency, boolean asked) {
        HarvestPaymentView shown = HarvestPaymentView.of(HarvestElement.parse(payment.content()));
        return new Money(
                payment.isGone() ? "a payment, deleted" : "a payment",
                day(shown.paid()),
                shown.amount() == null
                        ? Objects.requireNonNullElse(payment.amount(), java.math.BigDecimal.ZERO)
                        : shown.amount(),
                currency,
                "",
                asked);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Invoice invoice(long id) {
        Optional<SourceDocument> known = store.documents().find(Kind.INVOICE, id);
        HarvestInvoiceView shown = HarvestInvoiceView.of(
                HarvestElement.parse(known.map(SourceDocument::content).orElse("{}")));
        return new Invoice(
                shown.number() == null ? known.map(SourceDocument::number).orElse(null) : shown.number(),
                shown.client().name(),
                shown.currency(),
                shown.amounts().total(),
                shown.amounts().due());
    }
}
