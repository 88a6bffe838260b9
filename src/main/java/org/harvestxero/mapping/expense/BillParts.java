package org.harvestxero.mapping.expense;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.mapping.expense.ExpenseResult.Billed;
import org.jspecify.annotations.Nullable;

/**
 * Spreads the expenses of one slot over bills. What is on a bill stays there; what is new joins the last bill that can still change and
 * has room, else a further one: Xero takes ten files of one document.
 */
public final class BillParts {
    /** Files of one document in Xero. */
    public static final int MOST_RECEIPTS = 10;

    /** Keeps one bill readable, and its request far below what Xero takes. */
    static final int MOST_LINES = 200;

    private BillParts() {}

    /**
     * A bill that can still change.
     *
     * @param part its number within the slot, from 1
     * @param expenses that are on it now
     * @param withFile those of them whose receipt stands there, or may: it stays when its expense leaves
     * @param files attached to it that are no receipt of those
     */
    public record Part(int part, Set<Long> expenses, Set<Long> withFile, int files) {
        public Part {
            expenses = Set.copyOf(expenses);
            withFile = Set.copyOf(withFile);
        }

        /** Files that are no receipt of what stays. */
        private int filesBeside(List<Billed> staying) {
            Set<Long> left = new HashSet<>(withFile);
            staying.forEach(expense -> left.remove(expense.line().expenseId()));
            return files + left.size();
        }
    }

    /**
     * What is on each bill, by its part; bills without any are left out.
     *
     * @param open bills that can still change, by part
     * @param next part of the next new bill
     * @param expenses all of the slot that are on no bill that is settled
     */
    public static Map<Integer, List<Billed>> arrange(List<Part> open, int next, List<Billed> expenses) {
        Map<Integer, List<Billed>> arranged = new LinkedHashMap<>();
        open.forEach(part -> arranged.put(part.part(), new ArrayList<>()));
        List<Billed> fresh = new ArrayList<>();
        for (Billed expense : expenses) {
            open.stream()
                    .filter(part -> part.expenses().contains(expense.line().expenseId()))
                    .findFirst()
                    .ifPresentOrElse(
                            part -> arranged.computeIfAbsent(part.part(), none -> new ArrayList<>())
                                    .add(expense),
                            () -> fresh.add(expense));
        }
        fresh.sort(Comparator.comparing(Billed::day)
                .thenComparing(each -> each.line().expenseId()));
        int added = next;
        int files = open.isEmpty() ? 0 : filesBeside(open.get(open.size() - 1), arranged);
        for (Billed expense : fresh) {
            List<Billed> last = last(arranged);
            if (last == null || !hasRoom(last, files, expense)) {
                last = new ArrayList<>();
                arranged.put(added++, last);
                files = 0;
            }
            last.add(expense);
        }
        arranged.values().removeIf(List::isEmpty);
        return arranged;
    }

    private static int filesBeside(Part part, Map<Integer, List<Billed>> arranged) {
        return part.filesBeside(arranged.getOrDefault(part.part(), List.of()));
    }

    private static @Nullable List<Billed> last(Map<Integer, List<Billed>> arranged) {
        List<Billed> last = null;
        for (List<Billed> each : arranged.values()) {
            last = each;
        }
        return last;
    }

    private static boolean hasRoom(List<Billed> bill, int files, Billed more) {
        long receipts = files + bill.stream().filter(Billed::hasReceipt).count();
        return bill.size() < MOST_LINES && (!more.hasReceipt() || receipts < MOST_RECEIPTS);
    }
}
