package org.harvestxero.overdue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.dunning.Debt;

/** Names, amounts and tables as they stand in a mail of plain text. */
final class PlainWords {
    private static final int LONGEST_NAME = 120;

    private PlainWords() {}

    /** A text that others chose, on one line: no control sign in it makes another line, or a header of the mail. */
    static String line(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().map(sign -> isLayout(sign) ? ' ' : sign).forEach(clean::appendCodePoint);
        String plain = clean.toString().strip().replaceAll(" {2,}", " ");
        return plain.codePointCount(0, plain.length()) <= LONGEST_NAME
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }

    /** Signs that break lines or turn the direction of what follows. */
    private static boolean isLayout(int sign) {
        int type = Character.getType(sign);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.FORMAT
                || type == Character.UNASSIGNED
                || type == Character.SURROGATE;
    }

    static String amount(BigDecimal amount, String currency) {
        return CurrencyDigits.plain(amount, currency) + " " + currency;
    }

    /** What is left to pay of all, each currency by itself. */
    static String total(Collection<Debt> debts) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        debts.forEach(debt -> sums.merge(debt.currency(), debt.due(), BigDecimal::add));
        List<String> amounts = new ArrayList<>();
        sums.forEach((currency, sum) -> amounts.add(amount(sum, currency)));
        return amounts.isEmpty() ? "nothing" : join(amounts);
    }

    static String join(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** Rows in columns; the last columns to the right where they hold figures. */
    static String table(List<List<String>> rows, int figures) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "" : "  ").append(i < columns - figures ? row.get(i) + pad : pad + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString().stripTrailing();
    }
}
