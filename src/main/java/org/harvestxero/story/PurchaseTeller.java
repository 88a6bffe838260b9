package org.harvestxero.story;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Purchases;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestExpenseReader;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.mapping.expense.SourceExpense;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.mapping.expense.WrittenPurchase;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.expense.PurchaseTable.FileCounts;
import org.harvestxero.store.expense.PurchaseTable.Purchase;
import org.harvestxero.store.expense.PurchaseTable.State;
import org.harvestxero.store.expense.ReceiptTable.Told;
import org.jspecify.annotations.Nullable;

/** Tells of bills of expenses and of money spent from the tables. */
public final class PurchaseTeller implements Purchases {
    private static final int MOST = 200;

    private final ConnectionStore store;
    private final BiFunction<Kind, String, String> links;

    /** @param links addresses of pages in Xero, by what it is there and Xero's id */
    public PurchaseTeller(ConnectionStore store, BiFunction<Kind, String, String> links) {
        this.store = store;
        this.links = links;
    }

    @Override
    public List<Row> list(Wanted wanted) {
        What what = wanted.what();
        List<Purchase> found = store.expenses()
                .purchases()
                .latest(
                        what == null ? null : what == What.BILL ? Kind.BILL : Kind.SPEND,
                        wanted.before() == 0 ? Long.MAX_VALUE : wanted.before(),
                        Math.min(MOST, wanted.most()));
        Map<Long, FileCounts> files = store.expenses()
                .purchases()
                .fileCounts(found.stream().map(Purchase::id).toList());
        return found.stream()
                .map(purchase -> row(purchase, link(purchase), files.getOrDefault(purchase.id(), FileCounts.NONE)))
                .toList();
    }

    @Override
    public Optional<Story> find(String number) {
        return store.expenses()
                .purchases()
                .byNumber(number.strip().toUpperCase(Locale.ROOT))
                .map(this::story);
    }

    private Optional<Link> link(Purchase purchase) {
        return store.links().find(purchase.kind(), purchase.sourceId());
    }

    /** As we last wrote it to Xero. */
    private static Optional<TargetPurchase> written(Optional<Link> link) {
        return link.map(Link::written)
                .map(text -> StoredJson.read(text, WrittenPurchase.class).purchase());
    }

    private Row row(Purchase purchase, Optional<Link> link, FileCounts files) {
        Optional<TargetPurchase> written = written(link);
        return new Row(
                purchase.id(),
                new Named(
                        purchase.number(),
                        purchase.kind() == Kind.BILL ? What.BILL : What.SPENT,
                        written.map(kept -> kept.supplier().personName()).orElseGet(() -> person(purchase)),
                        link.map(kept -> links.apply(kept.kind(), kept.targetId()))
                                .orElse("")),
                new Span(purchase.slot().firstDay(), purchase.slot().lastDay()),
                written.map(kept -> new Sum(kept.totals().total(), kept.terms().currency()))
                        .orElse(null),
                state(purchase, link),
                new Receipts(files.expenses(), files.known(), files.attached(), files.failed()),
                failed(purchase));
    }

    private static String state(Purchase purchase, Optional<Link> link) {
        if (purchase.state() == State.CLOSED && link.isEmpty()) {
            return "closed";
        }
        return link.map(Link::status).orElse("planned");
    }

    private @Nullable String failed(Purchase purchase) {
        return store.outbox().openOf(purchase.kind(), purchase.sourceId()).stream()
                .filter(row -> row.state() == OutboxState.FAILED)
                .map(row -> PublicIds.failedCopy(row.id()))
                .findFirst()
                .orElse(null);
    }

    /** Of what is not in Xero yet, as Harvest names who spent the money. */
    private String person(Purchase purchase) {
        return store.expenses().purchases().expenses(purchase.id()).stream()
                .sorted()
                .map(this::inHarvest)
                .flatMap(Optional::stream)
                .map(expense -> expense.person().name())
                .findFirst()
                .orElse("person " + purchase.slot().personId());
    }

    private Optional<SourceExpense> inHarvest(long expense) {
        return store.documents().find(Kind.EXPENSE, expense).flatMap(document -> {
            try {
                return Optional.of(HarvestExpenseReader.expense(HarvestElement.parse(document.content())));
            } catch (HarvestUnreadableException e) {
                return Optional.empty();
            }
        });
    }

    private Story story(Purchase purchase) {
        Optional<Link> link = link(purchase);
        List<TargetPurchase.Line> coded =
                written(link).map(TargetPurchase::lines).orElse(List.of());
        Set<Long> expenses = new TreeSet<>(store.expenses().purchases().expenses(purchase.id()));
        coded.forEach(line -> expenses.add(line.expenseId()));
        FileCounts files = store.expenses()
                .purchases()
                .fileCounts(List.of(purchase.id()))
                .getOrDefault(purchase.id(), FileCounts.NONE);
        return new Story(
                row(purchase, link, files),
                purchase.slot().contact(),
                lines(expenses, coded),
                Timeline.of(store, purchase, expenses));
    }

    private List<Line> lines(Collection<Long> expenses, List<TargetPurchase.Line> coded) {
        Map<Long, TargetPurchase.Line> byExpense = coded.stream()
                .collect(Collectors.toMap(TargetPurchase.Line::expenseId, Function.identity(), (one, other) -> one));
        Map<Long, Told> receipts = store.expenses().receipts().told(expenses);
        List<Line> lines = new ArrayList<>();
        for (long expense : expenses) {
            lines.add(line(expense, byExpense.get(expense), receipts.get(expense)));
        }
        return lines;
    }

    private Line line(long expense, TargetPurchase.@Nullable Line coded, @Nullable Told receipt) {
        Optional<SourceExpense> source = inHarvest(expense);
        String text = coded != null
                ? coded.description()
                : source.map(known -> known.category().name()
                                + (known.spent().notes() == null
                                        ? ""
                                        : ", " + known.spent().notes()))
                        .orElse("Expense " + expense);
        return new Line(
                expense,
                source.map(SourceExpense::day).orElse(null),
                text,
                coded == null
                        ? null
                        : new Coded(coded.coding().account(), coded.coding().taxType(), coded.amount(), coded.tax()),
                receipt == null ? unplanned(source) : file(receipt));
    }

    /** A file that Harvest has and that does not go along. */
    private static File unplanned(Optional<SourceExpense> source) {
        SourceExpense.Receipt receipt =
                source.map(known -> known.standing().receipt()).orElse(null);
        return receipt == null
                ? File.NONE
                : new File("in Harvest", receipt.fileName(), Sent.UNKNOWN, receipt.url(), "");
    }

    private static File file(Told receipt) {
        String message = receipt.message();
        return new File(
                Timeline.words(receipt.state()),
                receipt.fileName(),
                new Sent(receipt.bytes() == 0 ? null : Long.valueOf(receipt.bytes()), receipt.changedAt()),
                receipt.url(),
                message == null ? "" : message);
    }
}
