package org.harvestxero.reconcile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.harvestxero.harvest.HarvestBalanceView;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.reconciliation.Figures;
import org.harvestxero.reconciliation.HarvestSide;
import org.harvestxero.reconciliation.Head;
import org.harvestxero.reconciliation.Twins.Tie;
import org.harvestxero.reconciliation.XeroSide;
import org.harvestxero.reconciliation.XeroSide.Money;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.xero.XeroElement;
import org.harvestxero.xero.XeroReceiptView;
import org.harvestxero.xero.XeroReceivableView;
import org.jspecify.annotations.Nullable;

/** Takes pages of both sides' lists apart, and finds out whose each document of Xero's is. */
final class SidePages {
    private static final String INVOICE = "invoice";
    private static final String CREDIT_NOTE = "credit-note";

    private final ConnectionStore store;
    private final @Nullable LocalDate since;
    private final Supplier<ZoneId> zone;

    /** @param zone in which the moment of writing off becomes a day */
    SidePages(ConnectionStore store, @Nullable LocalDate since, Supplier<ZoneId> zone) {
        this.store = store;
        this.since = since;
        this.zone = zone;
    }

    void harvest(HarvestPage page, ReconcileRun run) {
        List<HarvestSide> sides = new ArrayList<>();
        for (HarvestElement element : page.elements()) {
            try {
                sides.add(side(HarvestBalanceView.of(element)));
            } catch (HarvestUnreadableException e) {
                run.unreadable()
                        .put(
                                element.idOrZero(),
                                "Left out: Harvest's invoice " + element.label() + ", which can't be read: the field "
                                        + e.field() + " is " + e.value() + ".");
            }
        }
        Collection<Long> linked = store.reconcile()
                .figures()
                .linked(sides.stream().map(HarvestSide::id).toList());
        Set<Long> twins = new HashSet<>(linked);
        sides.forEach(side -> {
            run.harvest().add(side);
            if (twins.contains(side.id())) {
                run.reaches(side.head().date());
            }
        });
    }

    private HarvestSide side(HarvestBalanceView shown) {
        return new HarvestSide(
                shown.named().id(),
                new Head(
                        shown.named().name(),
                        Long.toString(shown.client().id()),
                        shown.client().name(),
                        shown.currency(),
                        shown.days().issued()),
                shown.state(),
                shown.amounts().total(),
                shown.amounts().due(),
                shown.days().closed() == null
                        ? null
                        : LocalDate.ofInstant(shown.days().closed(), zone.get()));
    }

    void xero(String path, List<XeroElement> elements, ReconcileRun run) {
        switch (path) {
            case "/Invoices" -> invoices(documents(elements), run);
            case "/CreditNotes" -> creditNotes(documents(elements), run);
            case "/Payments" -> payments(elements, run);
            case "/Overpayments" -> allocations(documents(elements), Money.Kind.OVERPAYMENT, run);
            case "/Prepayments" -> allocations(documents(elements), Money.Kind.PREPAYMENT, run);
            default -> throw new IllegalArgumentException("Nothing is reconciled from " + path);
        }
    }

    private static List<XeroReceivableView> documents(List<XeroElement> elements) {
        return elements.stream().map(XeroReceivableView::of).toList();
    }

    private void invoices(List<XeroReceivableView> all, ReconcileRun run) {
        List<XeroReceivableView> sales =
                all.stream().filter(XeroReceivableView::isSalesInvoice).toList();
        Map<String, Long> sources = sources(INVOICE, sales);
        Set<Long> taken = new HashSet<>(store.reconcile()
                .figures()
                .linked(sales.stream()
                        .flatMapToLong(
                                invoice -> Marks.invoiceIn(invoice.element().mark()).stream())
                        .boxed()
                        .toList()));
        for (XeroReceivableView invoice : sales) {
            Long source = sources.get(invoice.element().id());
            OptionalLong marked = Marks.invoiceIn(invoice.element().mark());
            XeroSide side = side(invoice, false, invoice.amounts());
            if (source != null) {
                run.xero().add(new XeroDocument(source, Tie.LINKED, side));
            } else if (marked.isPresent() && !taken.contains(marked.getAsLong())) {
                run.xero().add(new XeroDocument(marked.getAsLong(), Tie.MARKED, side));
            } else {
                stranger(side, marked.isPresent() ? Tie.TWICE : Tie.NONE, run);
            }
            if (side.stands()) {
                run.credited(invoice.amounts().credited());
            }
        }
    }

    /** What was entered before copying began is nobody's business here. */
    private void stranger(XeroSide side, Tie tie, ReconcileRun run) {
        LocalDate date = side.head().date();
        boolean early = since != null && date != null && date.isBefore(since);
        if (!early || tie == Tie.TWICE) {
            run.strangers().add(new XeroDocument(key(side.id()), tie, side));
        }
    }

    private static long key(String id) {
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.getMostSignificantBits() ^ uuid.getLeastSignificantBits();
        } catch (IllegalArgumentException e) {
            return id.hashCode();
        }
    }

    private void creditNotes(List<XeroReceivableView> all, ReconcileRun run) {
        List<XeroReceivableView> sales =
                all.stream().filter(XeroReceivableView::isSalesCreditNote).toList();
        Map<String, Long> sources = sources(CREDIT_NOTE, sales);
        for (XeroReceivableView note : sales) {
            Long source = sources.get(note.element().id());
            XeroReceivableView.Amounts turned =
                    new XeroReceivableView.Amounts(note.amounts().total().negate(), BigDecimal.ZERO, BigDecimal.ZERO);
            XeroSide side = side(note, true, turned);
            if (source != null) {
                run.xero().add(new XeroDocument(source, Tie.LINKED, side));
            } else {
                stranger(side, Tie.NONE, run);
            }
        }
        allocations(
                sales.stream()
                        .filter(note -> isStanding(note.element().status()))
                        .toList(),
                Money.Kind.CREDIT_NOTE,
                run);
    }

    private static boolean isStanding(String status) {
        return !status.equals("VOIDED") && !status.equals("DELETED");
    }

    private void allocations(List<XeroReceivableView> credits, Money.Kind kind, ReconcileRun run) {
        List<XeroReceivableView> ours = credits.stream()
                .filter(credit -> kind == Money.Kind.CREDIT_NOTE || credit.isReceived())
                .filter(credit -> isStanding(credit.element().status()))
                .toList();
        Map<String, Long> invoices = store.reconcile()
                .figures()
                .sources(
                        INVOICE,
                        ours.stream()
                                .flatMap(credit -> credit.allocations().stream())
                                .map(XeroReceivableView.Allocation::invoiceId)
                                .distinct()
                                .toList());
        for (XeroReceivableView credit : ours) {
            int place = 0;
            for (XeroReceivableView.Allocation part : credit.allocations()) {
                Long source = invoices.get(part.invoiceId());
                run.credited(part.amount().negate());
                if (source != null) {
                    String id = credit.element().id();
                    Money money = new Money(kind, id, part.amount(), part.date(), "");
                    run.parts().add(new XeroPart(source, kind + " " + id + " " + place++, money, true, false));
                }
            }
        }
    }

    private void payments(List<XeroElement> elements, ReconcileRun run) {
        List<XeroReceiptView> payments = elements.stream()
                .map(XeroReceiptView::of)
                .filter(XeroReceiptView::isOfSales)
                .toList();
        Map<String, Long> invoices = store.reconcile()
                .figures()
                .sources(
                        INVOICE,
                        payments.stream()
                                .map(payment -> payment.kind().invoiceId())
                                .distinct()
                                .toList());
        for (XeroReceiptView payment : payments) {
            Long source = invoices.get(payment.kind().invoiceId());
            if (source != null) {
                String id = payment.element().id();
                Money money = new Money(Money.Kind.PAYMENT, id, payment.amount(), payment.date(), payment.reference());
                run.parts().add(new XeroPart(source, id, money, payment.stands(), payment.reconciled()));
            }
        }
    }

    private Map<String, Long> sources(String kind, List<XeroReceivableView> documents) {
        return store.reconcile()
                .figures()
                .sources(
                        kind,
                        documents.stream()
                                .map(document -> document.element().id())
                                .toList());
    }

    private static XeroSide side(XeroReceivableView shown, boolean note, XeroReceivableView.Amounts amounts) {
        String number = shown.element().number();
        return new XeroSide(
                shown.element().id(),
                note,
                new Head(
                        number.isEmpty() ? null : number,
                        shown.contact().id(),
                        shown.contact().name(),
                        shown.currency(),
                        shown.date()),
                shown.element().status(),
                new Figures(amounts.total(), amounts.paid(), amounts.credited()),
                null);
    }
}
