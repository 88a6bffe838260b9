package org.harvestxero.explain;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Explanations;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews.Charge;
import org.harvestxero.api.Reviews.Event;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.Explainer;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.Movement;
import org.harvestxero.billing.engine.ReviewReason;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.copy.NamedInvoiceFinder;
import org.harvestxero.review.DraftViews;
import org.harvestxero.review.StoredAgreements;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BalanceMovementTable.StoredMovement;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.DraftTable.StoredDraft;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** Explains invoices from the ledger alone; neither side is asked. */
public final class ExplanationService implements Explanations {
    private final ConnectionStore store;
    private final StoredAgreements agreements;
    private final DraftViews views;
    private final SubmissionHistory submissionHistory;
    private final NamedInvoiceFinder named;

    /**
     * @param xeroLink opens the invoice or credit note of an id in Xero
     * @param charges what the client of a draft sees
     */
    public ExplanationService(
            ConnectionStore store,
            StoredAgreements agreements,
            BiFunction<org.harvestxero.store.copy.Kind, String, String> xeroLink,
            Function<StoredDraft, Charge> charges) {
        this.store = store;
        this.agreements = agreements;
        this.views = new DraftViews(store, agreements, charges);
        this.submissionHistory = new SubmissionHistory(store, xeroLink);
        this.named = new NamedInvoiceFinder(store);
    }

    @Override
    public Optional<Explanation> explain(String invoice, @Nullable Integer line) {
        return named.draft(invoice)
                .map(draft -> line == null ? whole(draft) : line(draft, line))
                .or(() -> named.copied(invoice).map(document -> copied(document, line)));
    }

    @Override
    public Optional<URI> page(String invoice) {
        Optional<StoredDraft> draft = named.draft(invoice);
        return (draft.isPresent()
                        ? draft.flatMap(submissionHistory::page)
                        : named.copied(invoice).flatMap(submissionHistory::page))
                .map(URI::create);
    }

    private Explanation whole(StoredDraft draft) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Invoice", invoice(draft)));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < draft.content().lines().size(); i++) {
            lines.add(i + 1 + ". " + brief(draft.content().lines().get(i)));
        }
        sections.add(new Section("Lines", lines));
        add(sections, "What the client sees", seen(draft));
        add(sections, "From Harvest's figures to ours", AmountBridge.of(draft.content()));
        add(sections, "Balances", balances(draft));
        add(sections, "Left out", views.notes(draft));
        sections.add(new Section("Review", review(draft)));
        sections.add(new Section("In Xero", submissionHistory.of(draft)));
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
        add(sections, "Changed by a reviewer", changed(draft, number));
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
        sections.add(new Section("Review", review(draft)));
        sections.add(new Section("In Xero", submissionHistory.ofLine(draft, number)));
        return new Explanation(
                name(draft),
                draft.clientName(),
                "Line " + number + " of " + name(draft) + " to " + draft.clientName() + ": " + line.amount()
                        + " before tax",
                sections);
    }

    private List<String> invoice(StoredDraft draft) {
        List<String> words = new ArrayList<>();
        words.add("Bills " + draft.period() + " (" + draft.periodStart() + " to " + draft.periodEnd() + "), issued "
                + draft.content().issueDate() + ", due " + draft.content().dueDate() + ".");
        words.add("Made by agreement " + agreements.inWords(draft.agreementHash()) + ", drafted "
                + SubmissionHistory.minute(draft.createdAt()) + ".");
        if (!draft.content().key().isEmpty()) {
            words.add("It is the invoice for " + draft.content().key() + ".");
        }
        if (draft.replaces() != null) {
            words.add("It replaces draft " + PublicIds.draft(draft.replaces()) + ", which was taken back.");
        }
        words.add(
                draft.state() == DraftState.PLANNED && submissionHistory.isInXero(draft)
                        ? "Xero has it."
                        : standing(draft));
        if (draft.harvestId() != null) {
            words.add("Harvest has it as invoice " + draft.harvestId() + ", so its time counts as billed there.");
        } else if (draft.mirrorNote() != null) {
            words.add("Harvest has no invoice of it: " + draft.mirrorNote());
        }
        return words;
    }

    private List<String> seen(StoredDraft draft) {
        Charge charge = views.charge(draft);
        String currency = " " + draft.currency();
        List<String> words = new ArrayList<>();
        if (charge.gross() != null) {
            StringBuilder sum = new StringBuilder(charge.net().toPlainString() + currency + " before tax");
            charge.taxes()
                    .forEach(tax -> sum.append(" + ")
                            .append(tax.amount().toPlainString())
                            .append(" tax (")
                            .append(tax.inWords())
                            .append(" on ")
                            .append(tax.net().toPlainString())
                            .append(')'));
            words.add(sum + " = " + charge.gross().toPlainString() + currency
                    + (charge.gross().signum() < 0
                            ? ", which becomes a credit note."
                            : " to pay until " + draft.content().dueDate() + "."));
        }
        words.add("It goes to the contact " + charge.contact() + " in Xero"
                + (charge.newContact() ? ", which is made with it." : "."));
        if (!charge.reference().isEmpty()) {
            words.add("Reference " + charge.reference() + ".");
        }
        if (!charge.purchaseOrder().isEmpty()) {
            words.add("Purchase order " + charge.purchaseOrder() + ".");
        }
        charge.changes().forEach(change -> words.add("Look twice: " + change + "."));
        words.addAll(charge.problems());
        return words;
    }

    private static String standing(StoredDraft draft) {
        return switch (draft.state()) {
            case REVIEW -> "It waits for a person; nothing has left.";
            case HELD -> "It is put aside; nothing has left and its work is billed nowhere else.";
            case REJECTED -> "It was rejected; its work is open again.";
            case APPROVED, MIRRORED -> "It may go out and is sent with the next cycle.";
            case PLANNED -> "It is on its way to Xero.";
            case SENT -> "Xero has it.";
            case CREDITED -> "It was credited; its work is open again.";
            case SHADOW -> "It comes from a parallel run and never leaves.";
        };
    }

    private static String brief(DraftLine line) {
        if (line.sources().isEmpty()) {
            return Explainer.headline(line);
        }
        Hours hours = line.sources().stream().map(LineSource::hours).reduce(Hours.ZERO, Hours::plus);
        int many = line.sources().size();
        return Explainer.headline(line) + " from " + many + (many == 1 ? " entry" : " entries")
                + (hours.isZero() ? "" : ", " + hours);
    }

    /** What the run did to retainers, caps and phases. */
    private List<String> balances(StoredDraft draft) {
        Map<String, Limit> caps = new HashMap<>();
        agreements
                .find(draft.agreementHash(), Currency.getInstance(draft.currency()))
                .ifPresent(agreement -> agreement.limits().caps().forEach(cap -> caps.put(cap.name(), cap.limit())));
        return store.balanceMovements().ofClient(draft.clientId()).stream()
                .filter(stored -> stored.runId() == draft.runId())
                .map(StoredMovement::movement)
                .map(movement -> movement.kind() == Movement.Kind.CAP_USED
                                && caps.get(movement.name()) instanceof Limit.InMoney most
                        ? inWords(movement, most.money())
                        : inWords(movement))
                .toList();
    }

    /** A cap in money is told in money, such as {@code order 7: 4,000.00 of money used, of its 10,000.00 USD.} */
    private static String inWords(Movement movement, Money most) {
        BigDecimal used =
                movement.money() == null ? BigDecimal.ZERO : movement.money().amount();
        return movement.name() + ": " + grouped(used, most) + " of money used, of its " + grouped(most.amount(), most)
                + " " + most.currency() + ".";
    }

    private static String grouped(BigDecimal amount, Money like) {
        return String.format(Locale.ROOT, "%,." + like.amount().scale() + "f", amount);
    }

    private static String inWords(Movement movement) {
        String many = movement.hours() != null && !movement.hours().isZero()
                ? movement.hours().toString()
                : movement.money() != null ? movement.money().toString() : String.valueOf(movement.hours());
        String lot = movement.lot() == null ? "" : " of the period from " + movement.lot();
        String until = movement.expires() == null ? "" : ", usable until " + movement.expires();
        return movement.name() + ": " + many + " "
                + movement.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + lot + until + ".";
    }

    private List<String> review(StoredDraft draft) {
        List<String> words = new ArrayList<>();
        List<ReviewReason> reasons = draft.content().review();
        if (reasons.isEmpty()) {
            words.add("No condition of the agreement asked for a person, so it went straight through.");
        }
        reasons.forEach(reason -> words.add("A person had to look because: " + reason.words() + "."));
        for (Event event : views.history(draft)) {
            words.add(SubmissionHistory.minute(event.at()) + " " + event.who() + ": " + event.what());
        }
        if (draft.state() == DraftState.REVIEW) {
            List<String> steps = views.steps(draft);
            words.add("It waits for the yes of a " + steps.get(Math.min(draft.step(), steps.size() - 1)) + ".");
        }
        return words;
    }

    private static List<String> changed(StoredDraft draft, int number) {
        if (draft.original() == null || draft.original().lines().size() < number) {
            return List.of();
        }
        DraftLine was = draft.original().lines().get(number - 1);
        DraftLine now = draft.content().lines().get(number - 1);
        return was.equals(now) ? List.of() : List.of("As drafted: " + Explainer.headline(was) + ".");
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
