package org.harvestxero.mend;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.harvestxero.billing.Named;
import org.harvestxero.config.mapping.MappingsFile.Said;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestExpenseReader;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.mapping.coding.CodingGaps;
import org.harvestxero.mapping.coding.Gap;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.coding.MappingContext.Arithmetic;
import org.harvestxero.mapping.coding.RuleKey;
import org.harvestxero.mapping.contact.ContactMatch;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourcePayment;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.expense.ExpenseGaps;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mend.MendDeskFactory.Coded;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DraftTable;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.FailedRow;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** Works out anew, beside a running cycle, what of a failed document can't be coded by given rules. Nothing is recorded. */
final class FailedGaps {
    private final ConnectionStore store;
    private final Coded coded;
    private final MappingContexts contexts;

    FailedGaps(ConnectionStore store, Coded coded) {
        this.store = store;
        this.coded = coded;
        this.contexts = coded.expenses().contexts();
    }

    /** What the document failed for, as far as rules decide it. */
    List<Gap> of(FailedRow row, Said rules) {
        Optional<RuleKey> key = RuleKey.of(FailureCode.valueOf(row.code()));
        if (key.isEmpty() || !contexts.isXeroKnown()) {
            return List.of();
        }
        return all(row, rules, key.get()).stream()
                .filter(gap -> gap.problem() == null
                        ? gap.place().key() == key.get()
                        : gap.problem().code().name().equals(row.code()))
                .toList();
    }

    FinalizedInvoice billed(StoredDraft draft) {
        return coded.drafts().apply(draft);
    }

    boolean isXeroKnown() {
        return contexts.isXeroKnown();
    }

    /** Whether nothing is left that rules have to decide otherwise. */
    boolean isFree(FailedRow row, Said rules) {
        return RuleKey.of(FailureCode.valueOf(row.code()))
                .filter(key -> all(row, rules, key).stream().noneMatch(gap -> gap.problem() != null))
                .isPresent();
    }

    private List<Gap> all(FailedRow row, Said rules, RuleKey key) {
        Optional<RuleKey> refused = row.code().endsWith("_REFUSED") ? Optional.of(key) : Optional.empty();
        return switch (row.kind()) {
            case INVOICE, CREDIT_NOTE -> invoice(row, rules, refused);
            case PAYMENT -> payment(row, rules);
            case EXPENSE, SPEND ->
                store.documents()
                        .find(Kind.EXPENSE, row.sourceId())
                        .map(expense -> ExpenseGaps.of(
                                HarvestExpenseReader.expense(HarvestElement.parse(expense.content())),
                                rules.expenses(),
                                coded.expenses().usual(),
                                contexts.xero()))
                        .orElse(List.of());
            default -> List.of();
        };
    }

    private List<Gap> invoice(FailedRow row, Said rules, Optional<RuleKey> refused) {
        Optional<StoredDraft> draft = draft(row);
        if (draft.isPresent()) {
            FinalizedInvoice invoice = coded.drafts().apply(draft.get());
            return CodingGaps.of(invoice, context(invoice.client(), rules), refused);
        }
        return store.documents()
                .find(Kind.INVOICE, row.sourceId())
                .map(document -> {
                    SourceInvoice invoice = read(document);
                    return CodingGaps.of(invoice, context(invoice.client(), rules), refused);
                })
                .orElse(List.of());
    }

    /** The client of the draft that failed; empty where it comes from none. */
    Optional<Named> billed(FailedRow row) {
        return draft(row).map(draft -> new Named(draft.clientId(), draft.clientName()));
    }

    Optional<StoredDraft> draft(FailedRow row) {
        OptionalLong id = store.outbox()
                .find(row.id())
                .map(OutboxTable.Row::revision)
                .map(DraftTable::idIn)
                .orElse(OptionalLong.empty());
        return id.isPresent() ? store.billing().drafts().find(id.getAsLong()) : Optional.empty();
    }

    private List<Gap> payment(FailedRow row, Said rules) {
        Optional<SourceDocument> document = store.documents().find(Kind.PAYMENT, row.sourceId());
        Optional<SourceInvoice> paid = document.map(SourceDocument::parentId)
                .flatMap(id -> store.documents().find(Kind.INVOICE, id))
                .map(this::read);
        if (document.isEmpty() || paid.isEmpty()) {
            return List.of();
        }
        SourceInvoice invoice = paid.get();
        SourcePayment payment =
                HarvestReader.payment(HarvestElement.parse(document.get().content()), invoice.id());
        return CodingGaps.of(
                invoice.client(),
                invoice.currency(),
                payment.gateway(),
                coded.paymentAccounts(),
                context(invoice.client(), rules));
    }

    SourceInvoice read(SourceDocument document) {
        HarvestElement shown = HarvestElement.parse(document.content());
        return HarvestReader.invoice(shown, coded.contacts().of(shown));
    }

    MappingContext context(SourceClient client, Said rules) {
        ContactMatch match = coded.contacts().contactNow(client);
        @Nullable XeroContact contact = match instanceof ContactMatch.Found found ? found.contact() : null;
        return contexts.with(contexts.of(contact, true, Arithmetic.ALL), rules.rules());
    }
}
