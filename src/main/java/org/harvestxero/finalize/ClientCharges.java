package org.harvestxero.finalize;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.harvestxero.api.Reviews.Charge;
import org.harvestxero.api.Reviews.Tax;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.copy.plan.DraftInvoicePlanner.Foreseen;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.coding.TaxChanges;
import org.harvestxero.mapping.contact.ContactMatch;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.XeroSettings.TaxRate;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.database.DatabaseTrouble;

/** What the client of a draft sees: tax by rate, gross, the contact; for people who decide, and for those who ask later. */
public final class ClientCharges {
    private static final String UNREAD =
            "Xero's set-up has not been read yet, so tax and gross are not known; they are after the next cycle.";

    private final DraftFinalizer draftFinalizer;
    private final DraftInvoicePlanner planning;

    public ClientCharges(DraftFinalizer draftFinalizer, DraftInvoicePlanner planning) {
        this.draftFinalizer = draftFinalizer;
        this.planning = planning;
    }

    /** Of a draft in the database; neither side is asked. */
    public Charge of(StoredDraft draft) {
        SourceClient client = draftFinalizer.client(draft);
        try {
            FinalizedInvoice invoice = draftFinalizer.withTaxes(draft, draftFinalizer.invoice(draft, client));
            Optional<Foreseen> foreseen = planning.foresee(invoice);
            if (foreseen.isEmpty()) {
                return unknown(draft, new Recipient(client.name(), false, List.of()), List.of(UNREAD));
            }
            return of(draft, client, foreseen.get());
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            return unknown(
                    draft,
                    new Recipient(client.name(), false, List.of()),
                    List.of("Tax and gross can't be worked out: " + e.getMessage()));
        }
    }

    private Charge of(StoredDraft draft, SourceClient client, Foreseen foreseen) {
        Recipient recipient = Recipient.of(client, foreseen.contact());
        Optional<TargetInvoice> written = planning.written(
                draft.content().subtotal().isNegative() ? Kind.CREDIT_NOTE : Kind.INVOICE, draft.sourceId());
        if (written.isPresent()) {
            return charge(draft, written.get(), recipient, List.of());
        }
        if (foreseen.result() instanceof MappingResult.Mapped mapped) {
            return charge(draft, mapped.invoice(), recipient, changes(mapped.invoice()));
        }
        List<Problem> problems =
                foreseen.result() instanceof MappingResult.Refused refused ? refused.problems() : List.of();
        return unknown(
                draft, recipient, problems.stream().map(ClientCharges::inWords).toList());
    }

    private List<String> changes(TargetInvoice invoice) {
        return TaxChanges.of(invoice, planning.sentBefore(invoice.clientId(), invoice.sourceId()));
    }

    /** The contact's name; one that is to be made is named like the client. */
    private record Recipient(String name, boolean isNew, List<String> problems) {
        static Recipient of(SourceClient client, ContactMatch match) {
            if (match instanceof ContactMatch.Found found) {
                return new Recipient(found.contact().name(), false, List.of());
            }
            return match instanceof ContactMatch.Unclear unclear
                    ? new Recipient(client.name(), false, List.of(ClientCharges.inWords(unclear.problem())))
                    : new Recipient(client.name(), true, List.of());
        }
    }

    private static String inWords(Problem problem) {
        return problem.sentence() + " " + problem.remedy();
    }

    private Charge charge(StoredDraft draft, TargetInvoice invoice, Recipient recipient, List<String> changes) {
        boolean oneByOne = invoice.lines().size() == draft.content().lines().size();
        return new Charge(
                signed(invoice, invoice.subtotal()),
                taxes(invoice),
                signed(invoice, invoice.totalTax()),
                signed(invoice, invoice.total()),
                recipient.name(),
                recipient.isNew(),
                Objects.requireNonNullElse(invoice.reference(), ""),
                draft.content().words().purchaseOrder(),
                oneByOne ? invoice.lines().stream().map(TargetLine::taxType).toList() : List.of(),
                changes,
                recipient.problems());
    }

    private static Charge unknown(StoredDraft draft, Recipient recipient, List<String> problems) {
        return new Charge(
                draft.content().subtotal().amount(),
                List.of(),
                null,
                null,
                recipient.name(),
                recipient.isNew(),
                draft.content().words().reference(),
                draft.content().words().purchaseOrder(),
                List.of(),
                List.of(),
                Stream.concat(problems.stream(), recipient.problems().stream()).toList());
    }

    /** A bill below zero is a credit note over positive amounts; here it stays below zero. */
    private static BigDecimal signed(TargetInvoice invoice, BigDecimal amount) {
        return invoice.kind() == TargetInvoice.Kind.CREDIT_NOTE ? amount.negate() : amount;
    }

    private List<Tax> taxes(TargetInvoice invoice) {
        Map<String, List<TargetLine>> byType = new LinkedHashMap<>();
        invoice.lines()
                .forEach(line -> byType.computeIfAbsent(line.taxType(), first -> new ArrayList<>())
                        .add(line));
        List<Tax> taxes = new ArrayList<>();
        byType.forEach((type, lines) -> {
            Optional<TaxRate> rate = planning.taxRate(type);
            taxes.add(new Tax(
                    type,
                    rate.map(TaxRate::name).orElse(type),
                    rate.map(TaxRate::rate).orElse(null),
                    signed(
                            invoice,
                            lines.stream().map(TargetLine::lineAmount).reduce(BigDecimal.ZERO, BigDecimal::add)),
                    signed(invoice, lines.stream().map(TargetLine::lineTax).reduce(BigDecimal.ZERO, BigDecimal::add))));
        });
        return taxes;
    }
}
