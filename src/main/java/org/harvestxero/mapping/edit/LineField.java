package org.harvestxero.mapping.edit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroInvoice;
import org.jspecify.annotations.Nullable;

/** The parts of a line that an edit changes or leaves, each as a text that is equal when the part is. */
enum LineField {
    DESCRIPTION("description", true),
    ACCOUNT("account", true),
    TRACKING("tracking", true),
    TAX_TYPE("tax type", false),
    ITEM("item", false),
    /** Quantity, price, discount and tax go together: half of them from either side would be nobody's amount. */
    FIGURES("amount", false);

    private final String words;
    private final boolean whenAllocated;

    LineField(String words, boolean whenAllocated) {
        this.words = words;
        this.whenAllocated = whenAllocated;
    }

    String words(int place) {
        return words + " of line " + place;
    }

    boolean isEditableWhenAllocated() {
        return whenAllocated;
    }

    /** Whether Xero has just these lines, in their order and with all that is in them. */
    static boolean areEqual(List<TargetLine> lines, List<XeroInvoice.Line> now) {
        return lines.size() == now.size()
                && IntStream.range(0, lines.size())
                        .allMatch(i -> Stream.of(values())
                                .allMatch(field -> field.of(lines.get(i)).equals(field.of(now.get(i)))));
    }

    String of(TargetLine line) {
        return switch (this) {
            case DESCRIPTION -> text(line.description());
            case ACCOUNT -> line.accountCode();
            case TRACKING -> text(line.tracking());
            case TAX_TYPE -> line.taxType();
            case ITEM -> text(line.itemCode());
            case FIGURES ->
                figures(line.quantity(), line.unitAmount(), line.discountRate(), line.lineAmount(), line.lineTax());
        };
    }

    String of(XeroInvoice.Line line) {
        return switch (this) {
            case DESCRIPTION -> text(line.description());
            case ACCOUNT -> text(line.accountCode());
            case TRACKING -> text(line.tracking());
            case TAX_TYPE -> text(line.taxType());
            case ITEM -> text(line.itemCode());
            case FIGURES ->
                figures(line.quantity(), line.unitAmount(), line.discountRate(), line.lineAmount(), line.taxAmount());
        };
    }

    private static String figures(
            BigDecimal quantity, BigDecimal price, @Nullable BigDecimal discount, BigDecimal amount, BigDecimal tax) {
        String rate = discount == null || discount.signum() == 0 ? "" : " less " + Texts.number(discount) + " %";
        return Texts.number(quantity) + " × " + Texts.price(price, null) + rate + " = " + Texts.money(amount, null)
                + " + " + Texts.money(tax, null) + " tax";
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : Texts.printable(text);
    }

    private static String text(List<Tracking> tracking) {
        return tracking.stream()
                .map(option -> option.category() + ": " + option.option())
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .collect(Collectors.joining(", "))
                .toLowerCase(Locale.ROOT);
    }
}
