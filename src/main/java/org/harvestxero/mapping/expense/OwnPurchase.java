package org.harvestxero.mapping.expense;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.harvestxero.mapping.document.XeroInvoice;
import org.harvestxero.mapping.expense.TargetPurchase.Coding;
import org.harvestxero.mapping.expense.TargetPurchase.Line;
import org.jspecify.annotations.Nullable;

/**
 * What of a bill, or of money spent, that stands in Xero is our own doing. Xero gives lines other ids where somebody saves a bill without
 * naming them, and an edit whose answer was lost may have reached it all the same: lines are known again by the expense they end with,
 * and what stands as such an edit was to leave it counts as written by us, field by field.
 */
public final class OwnPurchase {
    private final WrittenPurchase last;
    private final PurchaseEdit.Now now;
    private final List<TargetPurchase> sent;
    private final Map<Long, Line> written = new LinkedHashMap<>();
    private final Map<Long, String> ids = new LinkedHashMap<>();

    private OwnPurchase(WrittenPurchase last, PurchaseEdit.Now now, List<TargetPurchase> sent) {
        this.last = last;
        this.now = now;
        this.sent = sent;
        List<Line> lines = last.purchase().lines();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).expenseId() != 0) {
                written.put(lines.get(i).expenseId(), lines.get(i));
                ids.put(
                        lines.get(i).expenseId(),
                        i < last.lineIds().size() ? last.lineIds().get(i) : "");
            }
        }
    }

    /**
     * As we last wrote it, by the ids its lines have now.
     *
     * @param last as we last knew that we wrote it
     * @param sent how edits without an answer were to leave it, oldest first
     */
    public static WrittenPurchase of(WrittenPurchase last, PurchaseEdit.Now now, List<TargetPurchase> sent) {
        return new OwnPurchase(last, now, sent).known();
    }

    private WrittenPurchase known() {
        Set<Long> expenses = new LinkedHashSet<>(written.keySet());
        sent.forEach(edit -> edit.lines().forEach(line -> expenses.add(line.expenseId())));
        expenses.remove(0L);
        List<Line> lines = new ArrayList<>();
        List<String> lineIds = new ArrayList<>();
        for (long expense : expenses) {
            Optional<XeroInvoice.Line> shown = shown(expense);
            Line line = shown.isPresent() ? ours(expense, shown.get()) : takenOut(expense);
            if (line != null) {
                lines.add(line);
                lineIds.add(shown.map(XeroInvoice.Line::id).orElse(""));
            }
        }
        return new WrittenPurchase(last.purchase().with(lines).at(dates()), last.contactId(), lineIds);
    }

    /** The line by its id, else the only other one that ends with the expense's number. */
    private Optional<XeroInvoice.Line> shown(long expense) {
        String id = ids.getOrDefault(expense, "");
        List<XeroInvoice.Line> of = now.lines().stream()
                .filter(line -> line.id().equals(id) && isNoOthers(line, expense))
                .toList();
        if (of.isEmpty()) {
            of = now.lines().stream().filter(line -> isOf(line, expense)).toList();
        }
        return of.size() == 1 ? Optional.of(of.get(0)) : Optional.empty();
    }

    private static boolean isOf(XeroInvoice.Line line, long expense) {
        return ExpenseMarks.inLine(line.description()).orElse(0) == expense;
    }

    private boolean isNoOthers(XeroInvoice.Line line, long expense) {
        return isOf(line, expense)
                || ExpenseMarks.inLine(line.description()).stream().noneMatch(written::containsKey);
    }

    /** One that a lost edit took off is gone by our doing; any other that was there was taken out by a person. */
    private @Nullable Line takenOut(long expense) {
        boolean ourDoing = sent.stream().anyMatch(edit -> line(edit, expense) == null);
        return ourDoing ? null : written.get(expense);
    }

    private static @Nullable Line line(TargetPurchase purchase, long expense) {
        return purchase.lines().stream()
                .filter(line -> line.expenseId() == expense)
                .findFirst()
                .orElse(null);
    }

    /** Each part as the latest edit that it stands like has it, else as it was before. */
    private Line ours(long expense, XeroInvoice.Line has) {
        List<Line> versions = new ArrayList<>();
        sent.forEach(edit -> {
            Line line = line(edit, expense);
            if (line != null) {
                versions.add(0, line);
            }
        });
        Line known = written.get(expense);
        Line before = known == null ? versions.get(0) : known;
        Line figures = pick(
                versions,
                before,
                line -> same(line.quantity(), has.quantity()) && same(line.unitAmount(), has.unitAmount()));
        return new Line(
                expense,
                part(versions, before, Line::description, has.description()),
                figures.quantity(),
                figures.unitAmount(),
                new Coding(
                        part(versions, before, line -> line.coding().account(), has.accountCode()),
                        part(versions, before, line -> line.coding().taxType(), has.taxType()),
                        pick(
                                        versions,
                                        before,
                                        line -> Set.copyOf(line.coding().tracking())
                                                .equals(Set.copyOf(has.tracking())))
                                .coding()
                                .tracking()),
                figures.amount(),
                figures.tax());
    }

    private static String part(List<Line> versions, Line before, Function<Line, String> part, @Nullable String has) {
        return part.apply(pick(versions, before, line -> part.apply(line).equals(has == null ? "" : has)));
    }

    private static Line pick(List<Line> versions, Line before, Predicate<Line> stands) {
        return stands.test(before)
                ? before
                : versions.stream().filter(stands).findFirst().orElse(before);
    }

    private static boolean same(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) == 0;
    }

    private TargetPurchase.Dates dates() {
        LocalDate date = last.purchase().dates().date();
        LocalDate due = last.purchase().dates().due();
        for (TargetPurchase edit : sent) {
            date = edit.dates().date().equals(now.date()) ? edit.dates().date() : date;
            due = Objects.equals(edit.dates().due(), now.due()) ? edit.dates().due() : due;
        }
        return new TargetPurchase.Dates(date, due);
    }
}
