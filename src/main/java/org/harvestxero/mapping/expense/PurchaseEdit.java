package org.harvestxero.mapping.expense;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.harvestxero.mapping.document.XeroArithmetic;
import org.harvestxero.mapping.document.XeroArithmetic.LineTotal;
import org.harvestxero.mapping.document.XeroArithmetic.TaxMode;
import org.harvestxero.mapping.document.XeroInvoice;
import org.harvestxero.mapping.expense.TargetPurchase.Coding;
import org.harvestxero.mapping.expense.TargetPurchase.Totals;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed of a bill, or of money spent, that stands in Xero (ruling 6): what still stands as we last wrote it becomes what
 * is wanted; what a person changed, added or took out there stays and is told where both sides changed it.
 *
 * @param date,due null where they stay
 * @param lines all lines it shall have: Xero deletes every line that is not listed
 * @param totals as Xero will work them out
 * @param differences where both sides changed the same, in words
 */
public record PurchaseEdit(
        TaxMode taxMode,
        @Nullable LocalDate date,
        @Nullable LocalDate due,
        @Nullable String bankAccount,
        List<Line> lines,
        Totals totals,
        List<String> differences,
        boolean needed) {
    public PurchaseEdit {
        lines = List.copyOf(lines);
        differences = List.copyOf(differences);
    }

    /** @param lineItemId of the line in Xero; null of a new one */
    public record Line(@Nullable String lineItemId, TargetPurchase.Line line) {}

    /** How it stands in Xero. */
    public record Now(@Nullable LocalDate date, @Nullable LocalDate due, List<XeroInvoice.Line> lines) {
        public Now {
            lines = List.copyOf(lines);
        }
    }

    /** @param rate in percent by tax type */
    public static PurchaseEdit plan(
            WrittenPurchase last, Now now, TargetPurchase wanted, Function<String, BigDecimal> rate) {
        return new Plan(last, now, wanted, rate).edit();
    }

    /** A line of Xero's. @param expense that it is of; 0 for none of ours */
    public static TargetPurchase.Line asItStands(XeroInvoice.Line has, long expense) {
        return new TargetPurchase.Line(
                expense,
                text(has.description()),
                has.quantity(),
                has.unitAmount(),
                new Coding(text(has.accountCode()), text(has.taxType()), has.tracking()),
                has.lineAmount(),
                has.taxAmount());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static final class Plan {
        private final WrittenPurchase last;
        private final Now now;
        private final TargetPurchase wanted;
        private final Function<String, BigDecimal> rate;
        private final XeroArithmetic arithmetic;
        private final Map<String, XeroInvoice.Line> shown = new HashMap<>();
        private final Map<Long, Integer> written = new HashMap<>();
        private final Set<String> seen = new HashSet<>();
        private final List<Line> lines = new ArrayList<>();
        private final List<String> differences = new ArrayList<>();
        private boolean needed;

        Plan(WrittenPurchase last, Now now, TargetPurchase wanted, Function<String, BigDecimal> rate) {
            this.last = last;
            this.now = now;
            this.wanted = wanted;
            this.rate = rate;
            this.arithmetic = new XeroArithmetic(wanted.terms().taxMode(), 4);
            now.lines().forEach(line -> shown.put(line.id(), line));
            for (int i = 0; i < last.purchase().lines().size(); i++) {
                written.put(last.purchase().lines().get(i).expenseId(), i);
            }
        }

        PurchaseEdit edit() {
            wanted.lines().forEach(this::want);
            last.purchase().lines().forEach(this::noLongerWanted);
            now.lines().stream().filter(line -> !seen.contains(line.id())).forEach(this::theirs);
            LocalDate date = changed(
                    last.purchase().dates().date(), now.date(), wanted.dates().date(), "its date");
            LocalDate due = changed(
                    last.purchase().dates().due(), now.due(), wanted.dates().due(), "its due date");
            return new PurchaseEdit(
                    wanted.terms().taxMode(),
                    date,
                    due,
                    wanted.bankAccount(),
                    lines,
                    PurchaseMapper.totals(
                            lines.stream().map(Line::line).toList(),
                            wanted.terms().taxMode()),
                    differences,
                    needed || date != null || due != null);
        }

        private void want(TargetPurchase.Line want) {
            Integer place = written.get(want.expenseId());
            if (place == null || place >= last.lineIds().size()) {
                needed = true;
                lines.add(new Line(null, want));
                return;
            }
            String id = last.lineIds().get(place);
            XeroInvoice.Line has = shown.get(id);
            seen.add(id);
            TargetPurchase.Line before = last.purchase().lines().get(place);
            if (has == null) {
                if (!want.equals(before)) {
                    differences.add("the line of expense " + want.expenseId() + " was taken out in Xero");
                }
                return;
            }
            lines.add(new Line(id, merged(before, has, want)));
        }

        private TargetPurchase.Line merged(TargetPurchase.Line before, XeroInvoice.Line has, TargetPurchase.Line want) {
            String of = " of expense " + want.expenseId();
            boolean theirFigures =
                    same(before.quantity(), has.quantity()) && same(before.unitAmount(), has.unitAmount())
                            ? changes(!figures(want).equals(figures(before)))
                            : keeps(!figures(want).equals(figures(before)), "the amount" + of);
            BigDecimal quantity = theirFigures ? has.quantity() : want.quantity();
            BigDecimal unit = theirFigures ? has.unitAmount() : want.unitAmount();
            Coding coding = new Coding(
                    pick(
                            before.coding().account(),
                            text(has.accountCode()),
                            want.coding().account(),
                            "the account" + of),
                    pick(
                            before.coding().taxType(),
                            text(has.taxType()),
                            want.coding().taxType(),
                            "the tax type" + of),
                    pick(
                            Set.copyOf(before.coding().tracking()).equals(Set.copyOf(has.tracking()))
                                    ? has.tracking()
                                    : before.coding().tracking(),
                            has.tracking(),
                            want.coding().tracking(),
                            "the tracking" + of));
            String description =
                    pick(before.description(), text(has.description()), want.description(), "the description" + of);
            LineTotal total = arithmetic.line(XeroArithmetic.Line.of(quantity, unit, rate.apply(coding.taxType())));
            return new TargetPurchase.Line(
                    want.expenseId(), description, quantity, unit, coding, total.lineAmount(), total.tax());
        }

        /** Figures as written give way to what is wanted; false: theirs are not kept. */
        private boolean changes(boolean isChange) {
            needed |= isChange;
            return false;
        }

        private boolean keeps(boolean isChange, String what) {
            if (isChange) {
                differences.add(what);
            }
            return true;
        }

        private <T> T pick(T before, T has, T want, String what) {
            if (want.equals(before) || want.equals(has)) {
                return has;
            }
            if (!has.equals(before)) {
                differences.add(what);
                return has;
            }
            needed = true;
            return want;
        }

        private void noLongerWanted(TargetPurchase.Line before) {
            boolean gone = wanted.lines().stream().noneMatch(line -> line.expenseId() == before.expenseId());
            Integer place = written.get(before.expenseId());
            if (before.expenseId() == 0
                    || !gone
                    || place == null
                    || place >= last.lineIds().size()) {
                return;
            }
            String id = last.lineIds().get(place);
            XeroInvoice.Line has = shown.get(id);
            seen.add(id);
            if (has != null && !same(before.unitAmount(), has.unitAmount())) {
                differences.add("the amount of expense " + before.expenseId() + ", which is no longer wanted");
                lines.add(new Line(id, asItStands(has, before.expenseId())));
            } else if (has != null) {
                needed = true;
            }
        }

        private void theirs(XeroInvoice.Line has) {
            lines.add(new Line(has.id(), asItStands(has, 0)));
        }

        private @Nullable LocalDate changed(
                @Nullable LocalDate before, @Nullable LocalDate has, @Nullable LocalDate want, String what) {
            if (want == null || want.equals(before) || want.equals(has)) {
                return null;
            }
            if (has != null && !has.equals(before)) {
                differences.add(what);
                return null;
            }
            return want;
        }

        private static String figures(TargetPurchase.Line line) {
            return line.quantity().stripTrailingZeros().toPlainString() + " x "
                    + line.unitAmount().stripTrailingZeros().toPlainString();
        }

        private static boolean same(BigDecimal one, BigDecimal other) {
            return one.compareTo(other) == 0;
        }
    }
}
