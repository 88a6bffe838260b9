package org.harvestxero.copy.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.mapping.PaymentContext;
import org.harvestxero.mapping.PaymentMapper;
import org.harvestxero.mapping.PaymentResult;
import org.harvestxero.mapping.coding.PaymentAccounts;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourcePayment;
import org.harvestxero.mapping.document.TargetPayment;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.database.DatabaseTrouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides about each payment of an invoice that is not decided yet, in the order they were paid. */
final class PaymentDecisions {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentPlanner.class);

    private final ConnectionStore store;
    private final MappingContexts mappingContexts;
    private final ContactPlanner contactPlanner;
    private final PaymentPlanRecorder recorder;
    private final PaymentAccounts accounts;

    PaymentDecisions(
            ConnectionStore store,
            MappingContexts mappingContexts,
            ContactPlanner contactPlanner,
            PaymentPlanRecorder recorder,
            PaymentAccounts accounts) {
        this.store = store;
        this.mappingContexts = mappingContexts;
        this.contactPlanner = contactPlanner;
        this.recorder = recorder;
        this.accounts = accounts;
    }

    /** What becomes of a payment that is to be posted. */
    interface Recording {
        /** @param linked whether it has a twin, so that nothing is left to do */
        void of(SourceDocument document, TargetPayment target, SourceDocument invoice, String currency, boolean linked);
    }

    /**
     * What stands in Xero of payments, and of the invoices of those, that are to be decided.
     *
     * @param payments ids of those that have a twin
     * @param ended statuses of those of the invoices' twins that were voided or deleted, by the invoices' ids
     */
    record Twins(Set<Long> payments, Map<Long, String> ended) {}

    /** @param payments those of the invoices */
    Twins twins(Collection<SourceDocument> payments) {
        List<SourceDocument> undecided =
                payments.stream().filter(PaymentDecisions::isToDecide).toList();
        List<Long> ids = undecided.stream().map(SourceDocument::sourceId).toList();
        List<Long> invoices = undecided.stream()
                .map(SourceDocument::parentId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return ids.isEmpty()
                ? new Twins(Set.of(), Map.of())
                : new Twins(
                        store.links().find(Kind.PAYMENT, ids).keySet(),
                        store.invoiceMoney().ended(invoices));
    }

    /**
     * Decides about those of the invoice's payments that are not decided yet.
     *
     * @param documents all payments of the invoice that stand in Harvest
     * @param recording how what is to be posted is recorded
     */
    void decide(SourceDocument invoice, List<SourceDocument> documents, Twins twins, Recording recording) {
        new Invoice(invoice, twins).decide(documents, recording);
    }

    /** The same, each payment in a transaction of its own; one that can't be decided becomes a failed copy. */
    void decideEach(SourceDocument invoice, List<SourceDocument> documents, Twins twins) {
        Invoice paid = new Invoice(invoice, twins);
        paid.alone = true;
        paid.decide(documents, recorder::record);
    }

    private static boolean isToDecide(SourceDocument payment) {
        return payment.state() == DocumentState.CHANGED;
    }

    /**
     * A payment that carries the mark of one in Xero is that one, whatever became of the note that it was recorded from there; unless
     * it is known to be of another amount, so that a person must have copied the notes.
     */
    private boolean cameFromXero(SourcePayment payment) {
        return Marks.xeroIn(payment.notes())
                .filter(mark -> store.paymentsBack().find(List.of(mark)).values().stream()
                        .allMatch(back -> back.money().amount().compareTo(payment.amount()) == 0))
                .isPresent();
    }

    /** The invoice that was paid, read once for all its payments, and only where one is to be decided. */
    private final class Invoice {
        private final SourceDocument invoice;
        private final Twins twins;
        private boolean alone;
        private @Nullable SourceInvoice source;
        private @Nullable SourceClient client;

        Invoice(SourceDocument invoice, Twins twins) {
            this.invoice = invoice;
            this.twins = twins;
        }

        void decide(List<SourceDocument> documents, Recording recording) {
            Map<Long, SourceDocument> byId = new HashMap<>();
            List<SourcePayment> payments = new ArrayList<>();
            for (SourceDocument document : documents) {
                try {
                    payments.add(HarvestReader.payment(HarvestElement.parse(document.content()), invoice.sourceId()));
                    byId.put(document.sourceId(), document);
                } catch (RuntimeException e) {
                    LOG.warn(
                            "Payment {} of invoice {} can't be read: {}",
                            document.sourceId(),
                            invoice.number(),
                            FailureText.words(e));
                    recorder.refuse(document, invoice, Problem.of(FailureCode.UNREADABLE, FailureText.unreadable(e)));
                }
            }
            payments.sort(PaymentMapper.ORDER);
            BigDecimal due = invoice.amount() == null ? BigDecimal.ZERO : invoice.amount();
            for (SourcePayment payment : payments) {
                SourceDocument document = byId.get(payment.id());
                if (document != null && isToDecide(document)) {
                    decide(document, payment, due, recording);
                }
                due = due.subtract(payment.amount()).max(BigDecimal.ZERO);
            }
        }

        private void decide(SourceDocument document, SourcePayment payment, BigDecimal due, Recording recording) {
            boolean linked = twins.payments().contains(payment.id());
            if (!linked && cameFromXero(payment)) {
                recorder.cameFromXero(document);
                return;
            }
            try {
                map(document, payment, due, linked, recording);
            } catch (RuntimeException e) {
                if (!alone) {
                    throw e;
                }
                DatabaseTrouble.throwOn(e);
                LOG.warn("Payment {} of invoice {} could not be planned", payment.id(), invoice.number(), e);
                recorder.refuse(document, invoice, Problem.of(FailureCode.UNEXPECTED, FailureText.unforeseen(e)));
            }
        }

        private void map(
                SourceDocument document, SourcePayment payment, BigDecimal due, boolean linked, Recording recording) {
            PaymentContext context = context(due);
            PaymentResult result = PaymentMapper.map(payment, context);
            if (result instanceof PaymentResult.Mapped mapped) {
                recording.of(document, mapped.payment(), invoice, context.currency(), linked);
            } else if (result instanceof PaymentResult.Refused refused) {
                recorder.refuse(document, invoice, refused.problem());
            }
        }

        private PaymentContext context(BigDecimal due) {
            SourceInvoice shown = source();
            return new PaymentContext(
                    mappingContexts.xero(),
                    mappingContexts.rules(),
                    accounts,
                    Objects.requireNonNull(client),
                    shown.number(),
                    shown.currency(),
                    statusOfTwin(),
                    due);
        }

        private SourceInvoice source() {
            SourceInvoice known = source;
            if (known == null) {
                HarvestElement shown = HarvestElement.parse(invoice.content());
                SourceClient paying = contactPlanner.of(shown);
                known = HarvestReader.invoice(shown, paying);
                client = paying;
                source = known;
            }
            return known;
        }

        /** As far as it forbids payments. */
        private String statusOfTwin() {
            return twins.ended().getOrDefault(invoice.sourceId(), XeroStatus.AUTHORISED.name());
        }
    }
}
