package org.harvestxero.explain;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Explanations;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews.Charge;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.Explainer;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.copy.NamedInvoiceFinder;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.review.DraftViews;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** Explains invoices from the database alone; neither side is asked. */
public final class ExplanationService implements Explanations {
    private static final String PAID_IN_XERO = "Paid in Xero";

    private final AgreementArchive agreements;
    private final DraftViews views;
    private final SubmissionHistory submissionHistory;
    private final NamedInvoiceFinder named;
    private final DraftSentences sentences;
    private final PaidInXero paidInXero;
    private final ExpenseExplainer expenses;

    /**
     * @param xeroLink opens the invoice or credit note of an id in Xero
     * @param charges what the client of a draft sees
     */
    public ExplanationService(
            ConnectionStore store,
            AgreementArchive agreements,
            BiFunction<org.harvestxero.store.copy.Kind, String, String> xeroLink,
            Function<StoredDraft, Charge> charges) {
        this.agreements = agreements;
        this.views = new DraftViews(store, agreements, charges);
        this.submissionHistory = new SubmissionHistory(store, xeroLink);
        this.named = new NamedInvoiceFinder(store);
        this.paidInXero = new PaidInXero(store);
        this.sentences = new DraftSentences(store, agreements, views, submissionHistory);
        this.expenses = new ExpenseExplainer(store, submissionHistory, ExplanationService::name);
    }

    @Override
    public Optional<Explanation> explain(String invoice, @Nullable Integer line) {
        return named.draft(invoice)
                .map(draft -> line == null ? whole(draft) : line(draft, line))
                .or(() -> named.copied(invoice).map(document -> copied(document, line)))
                .or(() -> expenses.explain(invoice));
    }

    @Override
    public Optional<URI> page(String invoice) {
        Optional<StoredDraft> draft = named.draft(invoice);
        return (draft.isPresent()
                        ? draft.flatMap(submissionHistory::page)
                        : named.copied(invoice).flatMap(submissionHistory::page).or(() -> expenses.page(invoice)))
                .map(URI::create);
    }

    private Explanation whole(StoredDraft draft) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Invoice", sentences.invoice(draft)));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < draft.content().lines().size(); i++) {
            lines.add(
                    i + 1 + ". " + DraftSentences.brief(draft.content().lines().get(i)));
        }
        sections.add(new Section("Lines", lines));
        add(sections, "What the client sees", sentences.seen(draft));
        add(sections, "From Harvest's figures to ours", AmountBridge.of(draft.content()));
        add(sections, "Balances", sentences.balances(draft));
        add(sections, "Left out", views.notes(draft));
        sections.add(new Section("Review", sentences.review(draft)));
        sections.add(new Section("In Xero", submissionHistory.of(draft)));
        add(sections, PAID_IN_XERO, paidInXero.of(draft.harvestId()));
        sections.add(new Section("Proof that nothing was lost", views.tieOut(draft)));
        add(sections, REQUEST, submissionHistory.request(draft));
        return new Explanation(
                name(draft),
                draft.clientName(),
                name(draft) + " to " + draft.clientName() + ": "
                        + draft.content().subtotal() + " before tax",
                sections);
    }

    private Explanation line(StoredDraft draft, int number) {
        List<DraftLine> lines = draft.content().lines();
        if (number < 1 || number > lines.size()) {
            throw new DecisionException(name(draft) + " has lines 1 to " + lines.size() + ", no line " + number + ".");
        }
        DraftLine line = lines.get(number - 1);
        List<Section> sections = new ArrayList<>();
        List<String> told = new ArrayList<>(Explainer.inWords(line));
        told.remove(0);
        sections.add(new Section("Line " + number, List.of(Explainer.headline(line))));
        add(sections, "What it is made of", told.stream().map(String::strip).toList());
        add(sections, "From Harvest's figures to ours", AmountBridge.of(line));
        add(sections, "Changed by a reviewer", sentences.changed(draft, number));
        List<String> agreed = new ArrayList<>();
        agreed.add("Agreement " + agreements.inWords(draft.agreementHash()) + ".");
        if (!line.rule().isEmpty()) {
            agreed.add("Rule \"" + line.rule() + "\".");
        }
        line.sources().stream()
                .filter(source -> source.rate() != null)
                .map(source -> "Price " + source.rate() + ": " + source.rateFrom() + ".")
                .distinct()
                .forEach(agreed::add);
        line.sources().stream()
                .map(LineSource::counting)
                .filter(counting -> !counting.isEmpty())
                .distinct()
                .forEach(counting -> agreed.add("Hours: " + counting + "."));
        sections.add(new Section("By what", agreed));
        sections.add(new Section("Review", sentences.review(draft)));
        sections.add(new Section("In Xero", submissionHistory.ofLine(draft, number)));
        return new Explanation(
                name(draft),
                draft.clientName(),
                "Line " + number + " of " + name(draft) + " to " + draft.clientName() + ": " + line.amount()
                        + " before tax",
                sections);
    }

    private Explanation copied(SourceDocument document, @Nullable Integer line) {
        String number = document.number() == null ? "id " + document.sourceId() : document.number();
        CopiedInvoice invoice = CopiedInvoice.of(document);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                "Invoice",
                List.of(
                        "Made in Harvest by hand, not by one of our agreements: Harvest keeps no link from its lines to"
                                + " time entries, so its amounts are explained as far as the invoice says.",
                        invoice.total())));
        if (line == null) {
            sections.add(new Section("Lines", invoice.lines()));
        } else {
            List<String> lines = invoice.lines();
            if (line < 1 || line > lines.size()) {
                throw new DecisionException(number + " has lines 1 to " + lines.size() + ", no line " + line + ".");
            }
            sections.add(new Section("Line " + line, List.of(lines.get(line - 1))));
        }
        if (document.reason() != null) {
            sections.add(new Section("Not copied", List.of(document.reason())));
        }
        sections.add(new Section("In Xero", submissionHistory.ofCopied(document, line)));
        if (line == null) {
            add(sections, PAID_IN_XERO, paidInXero.of(document.sourceId()));
            add(sections, REQUEST, submissionHistory.request(document));
        }
        return new Explanation(
                number, invoice.client(), number + " to " + invoice.client() + ", copied from Harvest", sections);
    }

    private static void add(List<Section> sections, String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            sections.add(new Section(title, sentences));
        }
    }

    private static String name(StoredDraft draft) {
        return draft.number() == null ? "draft " + PublicIds.draft(draft.id()) : draft.number();
    }
}
