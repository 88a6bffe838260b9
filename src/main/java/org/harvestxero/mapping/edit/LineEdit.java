package org.harvestxero.mapping.edit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.document.WrittenInvoice;
import org.harvestxero.mapping.document.XeroInvoice;
import org.jspecify.annotations.Nullable;

/** The lines of an edited invoice: each wanted line beside the one we last wrote for it and what that is in Xero now. */
final class LineEdit {
    private final WrittenInvoice last;
    private final List<String> lastIds;
    private final Map<String, XeroInvoice.Line> now;
    private final TargetInvoice wanted;
    private final Notes notes;
    private final Map<String, Integer> placeOfLast = new HashMap<>();

    LineEdit(WrittenInvoice last, XeroInvoice now, TargetInvoice wanted, Notes notes) {
        this.last = last;
        this.lastIds = ids(last, now.lines());
        this.now =
                now.lines().stream().collect(Collectors.toMap(XeroInvoice.Line::id, line -> line, (one, other) -> one));
        this.wanted = wanted;
        this.notes = notes;
        List<String> keys = keys(last.invoice().lines());
        for (int i = 0; i < keys.size(); i++) {
            placeOfLast.put(keys.get(i), i);
        }
    }

    /**
     * The ids of the lines we wrote, or those they have by now: where somebody saves an invoice without naming its lines, the same lines
     * may come under new ids.
     */
    private static List<String> ids(WrittenInvoice last, List<XeroInvoice.Line> now) {
        List<String> ids = now.stream().map(XeroInvoice.Line::id).toList();
        boolean anew = Collections.disjoint(ids, last.lineIds())
                && LineField.areEqual(last.invoice().lines(), now);
        return anew ? ids : last.lineIds();
    }

    /** Where each compared field is noted. */
    @FunctionalInterface
    interface Notes {
        void note(ThreeWay way, String field, String has, String wants, String before, boolean whenAllocated);
    }

    /** Whether Harvest wants any line to be another than we last wrote. */
    boolean isNeeded() {
        return !texts(wanted.lines()).equals(texts(last.invoice().lines()));
    }

    /** Whether Xero still has exactly the lines we wrote, whatever is in them. */
    boolean standsAsWritten() {
        return lastIds.size() == last.invoice().lines().size()
                && now.keySet().equals(Map.copyOf(ids()).keySet());
    }

    boolean changesTheirNumber() {
        return !keys(wanted.lines()).stream()
                .sorted()
                .toList()
                .equals(keys(last.invoice().lines()).stream().sorted().toList());
    }

    /** All lines to send, each keeping its id and what a person changed in it. */
    List<InvoicePatch.Line> lines() {
        List<String> keys = keys(wanted.lines());
        List<InvoicePatch.Line> lines = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            lines.add(line(wanted.lines().get(i), placeOfLast.get(keys.get(i)), i + 1));
        }
        return lines;
    }

    private InvoicePatch.Line line(TargetLine wants, @Nullable Integer place, int shownPlace) {
        if (place == null) {
            return new InvoicePatch.Line(null, wants);
        }
        TargetLine before = last.invoice().lines().get(place);
        String id = lastIds.get(place);
        XeroInvoice.Line has = Objects.requireNonNull(now.get(id), id);
        Map<LineField, Boolean> keepTheirs = new EnumMap<>(LineField.class);
        for (LineField field : LineField.values()) {
            ThreeWay way = ThreeWay.of(field.of(before), field.of(has), field.of(wants));
            notes.note(
                    way,
                    field.words(shownPlace),
                    field.of(has),
                    field.of(wants),
                    field.of(before),
                    field.isEditableWhenAllocated());
            keepTheirs.put(field, way != ThreeWay.WRITE && !field.of(has).equals(field.of(wants)));
        }
        return new InvoicePatch.Line(id, merged(wants, has, keepTheirs));
    }

    private static TargetLine merged(TargetLine wants, XeroInvoice.Line has, Map<LineField, Boolean> keepTheirs) {
        boolean figures = Boolean.TRUE.equals(keepTheirs.get(LineField.FIGURES));
        List<Tracking> tracking = pick(keepTheirs, LineField.TRACKING, has.tracking(), wants.tracking());
        return new TargetLine(
                pick(keepTheirs, LineField.DESCRIPTION, orEmpty(has.description()), wants.description()),
                figures ? has.quantity() : wants.quantity(),
                figures ? has.unitAmount() : wants.unitAmount(),
                Boolean.TRUE.equals(keepTheirs.get(LineField.ITEM)) ? has.itemCode() : wants.itemCode(),
                pick(keepTheirs, LineField.ACCOUNT, orEmpty(has.accountCode()), wants.accountCode()),
                pick(keepTheirs, LineField.TAX_TYPE, orEmpty(has.taxType()), wants.taxType()),
                figures ? has.taxAmount() : wants.taxAmount(),
                figures ? has.discountRate() : wants.discountRate(),
                tracking,
                figures ? has.lineAmount() : wants.lineAmount(),
                figures ? has.taxAmount() : wants.lineTax(),
                wants.sourceLineId());
    }

    private static <T> T pick(Map<LineField, Boolean> keepTheirs, LineField field, T theirs, T ours) {
        return Boolean.TRUE.equals(keepTheirs.get(field)) ? theirs : ours;
    }

    private Map<String, Integer> ids() {
        Map<String, Integer> ids = new HashMap<>();
        lastIds.forEach(id -> ids.put(id, ids.size()));
        return ids;
    }

    /** What a line is recognised by: its Harvest line, or its place among the lines that have none. */
    private static List<String> keys(List<TargetLine> lines) {
        List<String> keys = new ArrayList<>();
        int without = 0;
        for (TargetLine line : lines) {
            keys.add(line.sourceLineId() == null ? "added " + without++ : "line " + line.sourceLineId());
        }
        return keys;
    }

    /** What the lines hold, each as one text. */
    static List<String> texts(List<TargetLine> lines) {
        List<String> texts = new ArrayList<>();
        for (TargetLine line : lines) {
            StringBuilder text = new StringBuilder(line.sourceLineId() + "|");
            for (LineField field : LineField.values()) {
                text.append(field.of(line)).append('|');
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
