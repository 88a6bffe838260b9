package org.harvestxero.console.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Preview;
import org.harvestxero.billing.engine.DraftLine;

/** What a change would make of a draft, told before it counts. */
public final class ChangeCheck {
    private static final String NONE = "–";

    private final Preview preview;
    private final ReaderFormat format;
    private final String currency;

    ChangeCheck(Preview preview, ReaderFormat format) {
        this.preview = preview;
        this.format = format;
        this.currency = preview.item().currency();
    }

    /**
     * The page.
     *
     * @param page that shows the form it was typed into
     * @param told what was typed, and what it means
     * @param hidden what the form that carries it out sends along
     */
    public record View(
            String id,
            int version,
            String page,
            String title,
            Told told,
            List<Row> rows,
            List<Total> totals,
            Map<String, String> hidden) {}

    /**
     * @param typed the amount as it was typed; empty for none
     * @param difference more or less than before, in words; empty for nothing
     */
    public record Told(String typed, String difference, String reason) {}

    /** A line that changes. @param was its text before; empty where it keeps it */
    public record Row(String was, String text, String now, String then) {}

    public record Total(String name, String now, String then, String difference) {}

    View view(ChangeForm form, int version) {
        BigDecimal difference = preview.after()
                .subtotal()
                .amount()
                .subtract(preview.before().subtotal().amount());
        Map<String, String> hidden = form.hidden();
        return new View(
                PublicIds.draft(preview.item().id()),
                version,
                page(PublicIds.draft(preview.item().id()), form),
                title(form),
                new Told(
                        hidden.getOrDefault("amount", hidden.getOrDefault("price", "")),
                        words(form, difference),
                        hidden.getOrDefault("reason", "")),
                rows(form),
                totals(),
                hidden);
    }

    private static String page(String id, ChangeForm form) {
        return "/review/" + id + (form.kind().equals(ChangeForm.SPLIT) ? "/lines/" + form.number() + "/split" : "");
    }

    private static String title(ChangeForm form) {
        return switch (form.kind()) {
            case ChangeForm.SPLIT -> "Split line " + form.number();
            case ChangeForm.ADD -> "Add a line";
            case ChangeForm.REMOVE -> "Take line " + form.number() + " off";
            default -> "Change line " + form.number();
        };
    }

    private String words(ChangeForm form, BigDecimal difference) {
        if (difference.signum() == 0) {
            return "";
        }
        String money = form.kind().equals(ChangeForm.EDIT)
                ? (difference.signum() > 0 ? "write-up of " : "write-down of ")
                        + format.money(difference.abs(), currency)
                : Deviation.money(difference, currency, format);
        BigDecimal whole = form.kind().equals(ChangeForm.EDIT)
                ? line(preview.before().lines(), form.number()).amount().amount()
                : preview.before().subtotal().amount();
        String percent = Deviation.percent(difference.abs(), whole, format).replace("+", "");
        return percent.isEmpty()
                ? money
                : money + ", " + percent + (form.kind().equals(ChangeForm.EDIT) ? " of the line" : " of the draft");
    }

    private List<Row> rows(ChangeForm form) {
        List<DraftLine> before = preview.before().lines();
        List<DraftLine> after = preview.after().lines();
        List<Row> rows = new ArrayList<>();
        switch (form.kind()) {
            case ChangeForm.ADD -> rows.add(made(after.get(after.size() - 1)));
            case ChangeForm.REMOVE -> {
                DraftLine gone = line(before, form.number());
                rows.add(new Row("", gone.description(), money(gone), NONE));
            }
            case ChangeForm.SPLIT -> {
                rows.add(kept(line(before, form.number()), line(after, form.number())));
                rows.add(made(line(after, form.number() + 1)));
            }
            default -> rows.add(kept(line(before, form.number()), line(after, form.number())));
        }
        return rows;
    }

    private Row kept(DraftLine before, DraftLine after) {
        boolean same = before.description().equals(after.description());
        return new Row(same ? "" : before.description(), after.description(), money(before), money(after));
    }

    private Row made(DraftLine line) {
        return new Row("", line.description(), NONE, money(line));
    }

    private static DraftLine line(List<DraftLine> lines, int number) {
        return lines.get(number - 1);
    }

    private String money(DraftLine line) {
        return format.money(line.amount().amount(), currency);
    }

    /** As the client would see it: what is let out is what is shown here. */
    private List<Total> totals() {
        Reviews.Charge now = preview.charge();
        Reviews.Charge then = preview.chargeAfter();
        List<Total> totals = new ArrayList<>();
        totals.add(total("Before tax", now.net(), then.net()));
        if (now.tax() != null && then.tax() != null) {
            totals.add(total("Tax", now.tax(), then.tax()));
        }
        if (now.gross() != null && then.gross() != null) {
            totals.add(total(then.gross().signum() < 0 ? "Credit note" : "To pay", now.gross(), then.gross()));
        }
        return totals;
    }

    private Total total(String name, BigDecimal now, BigDecimal then) {
        BigDecimal difference = then.subtract(now);
        return new Total(
                name,
                format.money(now, currency),
                format.money(then, currency),
                difference.signum() == 0 ? "" : Deviation.both(difference, now, currency, format));
    }
}
