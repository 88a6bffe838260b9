package org.harvestxero.console.page;

import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Detail;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineKind;

/** Lays a draft out as the invoice its client gets. */
final class DraftPaper {
    private final Detail detail;
    private final List<Integer> origins;
    private final ReaderFormat format;
    private final String currency;

    /** @param origins of its lines, as {@link org.harvestxero.api.DraftInsights#origins} tells them */
    DraftPaper(Detail detail, List<Integer> origins, ReaderFormat format) {
        this.detail = detail;
        this.origins = origins;
        this.format = format;
        this.currency = detail.item().currency();
    }

    DraftView.Paper view() {
        Reviews.Charge charge = detail.charge();
        return new DraftView.Paper(
                lines(), facts(), sums(charge, currency, format), total(), charge.changes(), charge.problems());
    }

    private DraftView.Change total() {
        Draft original = detail.original();
        return original == null
                ? DraftView.Change.NONE
                : changed(
                        original.subtotal().amount(), detail.draft().subtotal().amount());
    }

    private DraftView.Change changed(BigDecimal was, BigDecimal now) {
        return was.compareTo(now) == 0
                ? DraftView.Change.NONE
                : new DraftView.Change(
                        format.money(was, currency), Deviation.both(now.subtract(was), was, currency, format), "");
    }

    private List<DraftView.Line> lines() {
        List<DraftView.Line> lines = new ArrayList<>();
        List<DraftLine> drafted = detail.draft().lines();
        List<String> taxTypes = detail.charge().taxTypes();
        for (int i = 0; i < drafted.size(); i++) {
            DraftLine line = drafted.get(i);
            int entries = line.sources().size();
            lines.add(new DraftView.Line(
                    i + 1,
                    line.description(),
                    new DraftView.Cells(
                            format.quantity(line.price().quantity()) + (line.isByTheDay() ? " days" : ""),
                            format.exact(line.price().unitAmount(), currency) + '\u00a0' + currency,
                            format.money(line.amount().amount(), currency),
                            i < taxTypes.size() ? taxTypes.get(i) : "",
                            entries == 0 ? "" : format.number(entries) + (entries == 1 ? " entry" : " entries")),
                    change(i),
                    format.exact(line.amount().amount(), currency),
                    line.kind() == LineKind.ADDED));
        }
        return lines;
    }

    private DraftView.Change change(int index) {
        Draft original = detail.original();
        if (original == null || index >= origins.size()) {
            return DraftView.Change.NONE;
        }
        int origin = origins.get(index);
        if (origin == 0) {
            return new DraftView.Change("", "", "added by a reviewer");
        }
        if (origin < 0) {
            return new DraftView.Change("", "", "split off by a reviewer");
        }
        if (origin > original.lines().size()) {
            return DraftView.Change.NONE;
        }
        BigDecimal was = original.lines().get(origin - 1).amount().amount();
        return origins.contains(-origin)
                ? divided(was, origin)
                : changed(was, detail.draft().lines().get(index).amount().amount());
    }

    /** Of a line that was divided its parts together are compared with what it was. */
    private DraftView.Change divided(BigDecimal was, int origin) {
        BigDecimal now = BigDecimal.ZERO;
        for (int i = 0; i < origins.size(); i++) {
            if (Math.abs(origins.get(i)) == origin) {
                now = now.add(detail.draft().lines().get(i).amount().amount());
            }
        }
        String difference = changed(was, now).difference();
        return new DraftView.Change("", difference.isEmpty() ? "" : "its parts " + difference, "divided by a reviewer");
    }

    /** Net, taxes and sum; the last is what is paid. */
    static List<DraftView.Sum> sums(Reviews.Charge charge, String currency, ReaderFormat format) {
        List<DraftView.Sum> rows = new ArrayList<>();
        rows.add(new DraftView.Sum("Before tax", format.money(charge.net(), currency)));
        charge.taxes()
                .forEach(tax -> rows.add(new DraftView.Sum(
                        tax.name().isEmpty() ? tax.inWords() : tax.name(), format.money(tax.amount(), currency))));
        if (charge.gross() != null) {
            rows.add(new DraftView.Sum(
                    charge.gross().signum() < 0 ? "Credit note" : "To pay", format.money(charge.gross(), currency)));
        }
        return Collections.unmodifiableList(rows);
    }

    private List<DraftView.Sum> facts() {
        Reviews.Charge charge = detail.charge();
        Item item = detail.item();
        List<DraftView.Sum> facts = new ArrayList<>();
        facts.add(new DraftView.Sum(
                "To", DraftPage.inOrder(charge.contact()) + (charge.newContact() ? " (made in Xero with it)" : "")));
        facts.add(new DraftView.Sum("Number", item.number() == null ? "follows when it goes out" : item.number()));
        facts.add(new DraftView.Sum("Issued", format.date(item.issueDate())));
        facts.add(new DraftView.Sum("Due", format.date(item.dueDate())));
        facts.add(new DraftView.Sum("Terms", terms(item)));
        if (!charge.purchaseOrder().isEmpty()) {
            facts.add(new DraftView.Sum("Purchase order", charge.purchaseOrder()));
        }
        if (!charge.reference().isEmpty()) {
            facts.add(new DraftView.Sum("Reference", charge.reference()));
        }
        return facts;
    }

    private String terms(Item item) {
        long days = ChronoUnit.DAYS.between(item.issueDate(), item.dueDate());
        return days <= 0 ? "at once" : format.count(days, "day");
    }
}
