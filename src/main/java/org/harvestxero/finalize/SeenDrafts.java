package org.harvestxero.finalize;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.ReviewReason;
import org.harvestxero.billing.terms.ReviewRule.When;
import org.harvestxero.config.Sha256;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.copy.plan.DraftInvoicePlanner.Foreseen;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.contact.ContactMatch;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.SeenFigureTable.Figures;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.database.DatabaseTrouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds the yes of a draft to what was seen: tax, total, contact and lines are kept with it, and a draft that would go out otherwise
 * goes back to a person. A mirror's own cents are no difference: figures are those of the draft without it.
 */
public final class SeenDrafts implements DraftReleaseListener {
    private static final Logger LOG = LoggerFactory.getLogger(SeenDrafts.class);

    private final ConnectionStore store;
    private final DraftInvoicePlanner planning;
    private final Function<StoredDraft, FinalizedInvoice> invoices;

    /** @param invoices a draft as an invoice to code */
    SeenDrafts(ConnectionStore store, DraftInvoicePlanner planning, Function<StoredDraft, FinalizedInvoice> invoices) {
        this.store = store;
        this.planning = planning;
        this.invoices = invoices;
    }

    /**
     * Keeps what a person sees who says yes. Of several steps the first counts: a change after it goes back to both. Within the
     * transaction of the yes.
     */
    @Override
    public void byPerson(StoredDraft draft) {
        if (draft.step() == 0 || store.seen().find(draft.id()).isEmpty()) {
            store.seen().forget(draft.id());
            now(draft).ifPresent(figures -> store.seen().put(draft.id(), figures));
        }
    }

    /** Keeps what a draft comes to that goes on by itself; nobody looked at its contact. Within the transaction that lets it out. */
    @Override
    public void byItself(StoredDraft draft) {
        store.seen().forget(draft.id());
        now(draft)
                .ifPresent(now -> store.seen()
                        .put(
                                draft.id(),
                                new Figures(
                                        now.net(),
                                        now.tax(),
                                        now.gross(),
                                        null,
                                        now.dueDate(),
                                        now.taxTypes(),
                                        now.lines())));
    }

    /** What the client would get this moment; empty while it can't be told, which people see as such. */
    private Optional<Figures> now(StoredDraft draft) {
        try {
            FinalizedInvoice invoice = invoices.apply(draft);
            return planning.foresee(invoice).flatMap(foreseen -> figures(foreseen, invoice.client()));
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.warn("What draft {} comes to can't be told", PublicIds.draft(draft.id()), e);
            return Optional.empty();
        }
    }

    private static Optional<Figures> figures(Foreseen foreseen, SourceClient client) {
        if (!(foreseen.result() instanceof MappingResult.Mapped mapped)) {
            return Optional.empty();
        }
        TargetInvoice target = mapped.invoice();
        boolean credit = target.kind() == TargetInvoice.Kind.CREDIT_NOTE;
        return Optional.of(new Figures(
                credit ? target.subtotal().negate() : target.subtotal(),
                credit ? target.totalTax().negate() : target.totalTax(),
                credit ? target.total().negate() : target.total(),
                foreseen.contact() instanceof ContactMatch.Found found
                        ? found.contact().name()
                        : client.name(),
                target.dueDate() == null ? target.date() : target.dueDate(),
                target.lines().stream().map(TargetLine::taxType).distinct().collect(Collectors.joining(" and ")),
                fingerprint(target.lines())));
    }

    private static String fingerprint(List<TargetLine> lines) {
        return Sha256.of(lines.stream()
                .map(line -> String.join(
                        "\n", line.description(), plain(line.lineAmount()), plain(line.lineTax()), line.taxType()))
                .collect(Collectors.joining("\n\n")));
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    /** Sends the draft back to a person when it would go out otherwise than it was seen; whether it did. */
    boolean sentBack(StoredDraft draft) {
        Optional<Figures> seen = store.seen().find(draft.id());
        Optional<Figures> now = seen.isEmpty() ? Optional.empty() : now(draft);
        String differs = seen.isEmpty() || now.isEmpty() ? null : difference(draft, seen.get(), now.get());
        if (differs == null) {
            return false;
        }
        Draft content = draft.content().waitingFor(new ReviewReason(When.SEEN_OTHERWISE, differs));
        boolean[] back = new boolean[1];
        store.inTransaction(() -> {
            back[0] = store.billing().draftWriter().sendBack(draft, content);
            if (back[0]) {
                store.seen().forget(draft.id());
                store.audit().add("process", Kind.DRAFT, draft.id(), "sent-back", differs);
                if (store.events().isKept()) {
                    store.billing()
                            .drafts()
                            .find(draft.id())
                            .flatMap(sent -> DraftEvents.of(sent, null, "process"))
                            .ifPresent(store.events()::add);
                }
            }
        });
        return back[0];
    }

    /** What differs, with both figures; null when nothing does. */
    private static @Nullable String difference(StoredDraft draft, Figures seen, Figures now) {
        List<String> parts = new ArrayList<>();
        if (!seen.dueDate().equals(now.dueDate())) {
            parts.add("due " + seen.dueDate() + " then, " + now.dueDate() + " now");
        }
        if (seen.contact() != null && !seen.contact().equals(now.contact())) {
            parts.add("to " + seen.contact() + " then, " + now.contact() + " now");
        }
        if (!seen.taxTypes().equals(now.taxTypes())) {
            parts.add("taxed as " + seen.taxTypes() + " then, " + now.taxTypes() + " now");
        }
        boolean figures = seen.net().compareTo(now.net()) != 0
                || seen.tax().compareTo(now.tax()) != 0
                || seen.gross().compareTo(now.gross()) != 0;
        if (!figures && parts.isEmpty() && !seen.lines().equals(now.lines())) {
            parts.add("its lines are taxed or worded otherwise now");
        }
        if (!figures && parts.isEmpty()) {
            return null;
        }
        String who = draft.decidedBy() == null ? "when it was let out" : "when " + draft.decidedBy() + " said yes";
        return "it would not go out as it stood " + who + ": "
                + Stream.concat(
                                Stream.of(inWords(draft, seen) + " then, " + inWords(draft, now) + " now"),
                                parts.stream())
                        .collect(Collectors.joining("; "));
    }

    /** Such as {@code 100.00 + 20.00 tax = 120.00 USD}. */
    private static String inWords(StoredDraft draft, Figures figures) {
        return money(figures.net(), draft) + " + " + money(figures.tax(), draft) + " tax = "
                + money(figures.gross(), draft) + " " + draft.currency();
    }

    private static String money(BigDecimal amount, StoredDraft draft) {
        return CurrencyDigits.rounded(amount, draft.currency()).toPlainString();
    }
}
