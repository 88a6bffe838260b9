package org.harvestxero.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.api.Explanations.Explanation;
import org.harvestxero.api.Explanations.Section;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestExpenseReader;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.expense.ExpenseMarks;
import org.harvestxero.mapping.expense.SourceExpense;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.mapping.expense.WrittenPurchase;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.billing.WorkKind;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.expense.PurchaseTable.Purchase;
import org.jspecify.annotations.Nullable;

/** Says where an expense went, as a cost and as income, and what a bill of expenses is made of. */
final class ExpenseExplainer {
    private static final Pattern EXPENSE = Pattern.compile("(?i)expense\\s+(\\d{1,18})");

    private final ConnectionStore store;
    private final SubmissionHistory history;
    private final Function<StoredDraft, String> nameOf;

    ExpenseExplainer(ConnectionStore store, SubmissionHistory history, Function<StoredDraft, String> nameOf) {
        this.store = store;
        this.history = history;
        this.nameOf = nameOf;
    }

    /** @param what {@code expense 15296442}, or the number of a bill of ours */
    Optional<Explanation> explain(String what) {
        Matcher expense = EXPENSE.matcher(what.strip());
        if (expense.matches()) {
            return store.documents()
                    .find(Kind.EXPENSE, Long.parseLong(expense.group(1)))
                    .map(this::expense);
        }
        return purchase(what).map(this::bill);
    }

    /** The page in Xero. */
    Optional<String> page(String what) {
        Matcher expense = EXPENSE.matcher(what.strip());
        Optional<Purchase> purchase = expense.matches() ? of(Long.parseLong(expense.group(1))) : purchase(what);
        return purchase.flatMap(each -> history.page(each.kind(), each.sourceId()));
    }

    private Optional<Purchase> purchase(String number) {
        return number.toUpperCase(Locale.ROOT).startsWith(ExpenseMarks.PREFIX)
                ? store.expenses().purchases().byNumber(number.strip().toUpperCase(Locale.ROOT))
                : Optional.empty();
    }

    private Optional<Purchase> of(long expense) {
        return Optional.ofNullable(store.expenses()
                        .purchases()
                        .ofExpenses(List.of(expense))
                        .get(expense))
                .flatMap(store.expenses().purchases()::find);
    }

    private Explanation expense(SourceDocument document) {
        long id = document.sourceId();
        List<Section> sections = new ArrayList<>();
        String person = "?";
        try {
            SourceExpense source = HarvestExpenseReader.expense(HarvestElement.parse(document.content()));
            person = source.person().name();
            sections.add(new Section("Expense", words(source)));
        } catch (HarvestUnreadableException e) {
            sections.add(new Section("Expense", List.of("It can't be read: " + e.getMessage())));
        }
        Optional<Purchase> purchase = of(id);
        sections.add(new Section("As a cost in Xero", cost(document, purchase)));
        sections.add(new Section("As income", income(document)));
        List<String> told = new ArrayList<>(history.of(Kind.EXPENSE, id));
        if (!told.isEmpty()) {
            sections.add(new Section("What happened", told));
        }
        return new Explanation("expense " + id, person, "Expense " + id + " of " + person, sections);
    }

    private static List<String> words(SourceExpense source) {
        String currency = String.valueOf(source.work().currency());
        List<String> words = new ArrayList<>();
        words.add(source.person().name() + " spent "
                + Texts.money(source.spent().cost(), currency) + " " + currency + " on " + source.day() + ": "
                + source.category().name()
                + (source.spent().notes() == null ? "" : ", " + source.spent().notes()) + ".");
        words.add("For " + source.work().project().name() + " of "
                + source.work().clientName() + ", "
                + (source.standing().billable() ? "billable" : "not billable") + "; "
                + (source.standing().approved() ? "approved" : "not approved") + " in Harvest.");
        SourceExpense.Receipt receipt = source.standing().receipt();
        words.add(receipt == null ? "It has no receipt." : "Receipt: " + receipt.fileName() + ".");
        return words;
    }

    private List<String> cost(SourceDocument document, Optional<Purchase> purchase) {
        if (purchase.isEmpty()) {
            return List.of(document.reason() == null ? "It is on no bill." : document.reason());
        }
        Purchase on = purchase.get();
        List<String> words = new ArrayList<>();
        Optional<Link> link = store.links().find(on.kind(), on.sourceId());
        String what = on.kind() == Kind.BILL ? "the bill " : "spent money ";
        words.add("On " + what + on.number()
                + link.map(found -> ", " + found.status() + " in Xero").orElse(", which is not in Xero yet") + ".");
        link.map(Link::written)
                .map(text -> StoredJson.read(text, WrittenPurchase.class).purchase())
                .ifPresent(written -> line(written, document.sourceId(), words));
        store.expenses()
                .receipts()
                .find(document.sourceId())
                .ifPresent(receipt -> words.add("Receipt \"" + receipt.fileName() + "\": "
                        + receipt.state().name().toLowerCase(Locale.ROOT) + "."));
        history.page(on.kind(), on.sourceId()).ifPresent(words::add);
        return words;
    }

    private static void line(TargetPurchase written, long expense, List<String> words) {
        for (int i = 0; i < written.lines().size(); i++) {
            TargetPurchase.Line line = written.lines().get(i);
            if (line.expenseId() == expense) {
                String currency = written.terms().currency();
                words.add("Line " + (i + 1) + ": account " + line.coding().account() + ", tax type "
                        + line.coding().taxType() + ", " + Texts.money(line.amount(), currency) + " " + currency
                        + ", its tax " + Texts.money(line.tax(), currency) + ".");
            }
        }
    }

    /** Re-billed expenses stand once as a cost and once as income, never twice as either. */
    private List<String> income(SourceDocument document) {
        HarvestExpenseReader.Billed billed = HarvestExpenseReader.billed(HarvestElement.parse(document.content()));
        List<String> words = new ArrayList<>();
        store.billing().drafts().ofSource(WorkKind.EXPENSE, document.sourceId()).stream()
                .filter(draft -> draft.state().holdsItsWork())
                .forEach(draft -> words.add("Re-billed to " + draft.clientName() + " on " + nameOf.apply(draft) + "."));
        Long invoice = billed.invoice();
        if (words.isEmpty() && invoice != null) {
            words.add("Re-billed on Harvest's invoice " + billed.number()
                    + store.links()
                            .find(Kind.INVOICE, invoice)
                            .map(link -> ", " + link.status() + " in Xero as " + link.number())
                            .orElse(", which is not in Xero")
                    + ".");
        }
        if (words.isEmpty()) {
            words.add(billed.billed() ? "Marked as invoiced in Harvest, on no invoice there." : "It is not re-billed.");
        }
        return words;
    }

    private Explanation bill(Purchase purchase) {
        List<Section> sections = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        Optional<Link> link = store.links().find(purchase.kind(), purchase.sourceId());
        @Nullable String written = link.map(Link::written).orElse(null);
        String person = "?";
        if (written != null) {
            TargetPurchase kept =
                    StoredJson.read(written, WrittenPurchase.class).purchase();
            person = kept.supplier().personName();
            for (TargetPurchase.Line line : kept.lines()) {
                lines.add((lines.size() + 1) + ". " + line.description() + ": account "
                        + line.coding().account() + ", "
                        + Texts.money(line.amount(), kept.terms().currency()) + " "
                        + kept.terms().currency());
            }
        } else {
            store.expenses().purchases().expenses(purchase.id()).stream()
                    .sorted()
                    .forEach(expense -> lines.add("Expense " + expense + "."));
        }
        sections.add(new Section("Lines", lines));
        sections.add(new Section("In Xero", history.of(purchase.kind(), purchase.sourceId())));
        String from = purchase.slot().firstDay() + " to " + purchase.slot().lastDay();
        return new Explanation(
                purchase.number(), person, purchase.number() + ": expenses of " + person + ", " + from, sections);
    }
}
