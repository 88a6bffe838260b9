package org.harvestxero.review;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.DraftChange;
import org.harvestxero.api.DraftChange.Addition;
import org.harvestxero.api.DraftChange.Removal;
import org.harvestxero.api.DraftChange.Split;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews.Edit;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftEdit;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineKind;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.store.billing.StoredDraft;

/** Changes the lines of a draft, as a reviewer asks. */
final class LineChanges {
    private static final int MOST_LINES = 1_000;
    private static final int PRICE_DECIMALS = 4;

    private final StoredDraft draft;
    private final List<Integer> origins;
    private final String who;

    private LineChanges(StoredDraft draft, List<Integer> origins, String who) {
        this.draft = draft;
        this.origins = origins;
        this.who = who;
    }

    /**
     * A draft with other lines.
     *
     * @param origins which line of the draft as it was made each comes from, from 1; below zero where it was split off that, 0 for none
     * @param words what changed, each part with a semicolon after it
     */
    record Changed(Draft content, List<Integer> origins, String words) {}

    /**
     * @param origins of the lines as they stand
     * @throws DecisionException when it can't be meant
     */
    static Changed of(StoredDraft draft, List<Integer> origins, DraftChange change, String who) {
        DraftDecisions.needed(change.reason(), "changed");
        LineChanges changes = new LineChanges(draft, origins, who);
        if (change instanceof Edit edit) {
            DraftLineEdit.Edited edited = DraftLineEdit.of(draft, edit, who);
            return new Changed(edited.content(), origins, edited.words());
        }
        if (change instanceof Split split) {
            return changes.split(split);
        }
        return change instanceof Addition addition ? changes.added(addition) : changes.removed((Removal) change);
    }

    private DraftLine line(int number) {
        return DraftLineEdit.line(draft, number);
    }

    private Changed split(Split split) {
        DraftLine line = line(split.line());
        text(split.text());
        if (split.stays() != null) {
            text(split.stays());
        }
        if ((split.amount() == null) == split.work().isEmpty()) {
            throw new DecisionException("Say which part goes to the new line: an amount, or some of its work.");
        }
        checkWork(line, split);
        room();
        String reason = because(split);
        DraftEdit edit = new DraftEdit(draft.content());
        int index = split.line() - 1;
        Draft divided = split.amount() == null
                ? edit.withSplit(
                        index,
                        source -> split.work().contains(source.id()),
                        split.text().strip(),
                        reason)
                : edit.withSplit(index, part(line, split.amount()), split.text().strip(), reason);
        if (split.stays() != null && !split.stays().strip().equals(line.description())) {
            divided =
                    new DraftEdit(divided).withDescription(index, split.stays().strip());
        }
        List<Integer> origin = new ArrayList<>(origins);
        origin.add(index + 1, -Math.abs(origins.get(index)));
        return new Changed(
                divided,
                origin,
                "line " + split.line() + " split: " + line.amount() + " → "
                        + divided.lines().get(index).amount() + " and "
                        + divided.lines().get(index + 1).amount() + " \""
                        + split.text().strip() + "\"; ");
    }

    private Money part(DraftLine line, BigDecimal amount) {
        Money part = DraftLineEdit.money(amount, line.amount().currency());
        Money rest = line.amount().minus(part);
        if (part.isZero() || rest.isZero() || part.isNegative() != rest.isNegative()) {
            throw new DecisionException(part + " is no part of the " + line.amount()
                    + " of the line: give an amount between nothing and that.");
        }
        return part;
    }

    private static void checkWork(DraftLine line, Split split) {
        if (split.amount() != null) {
            return;
        }
        Set<Long> there =
                line.sources().stream().map(part -> part.source().id()).collect(Collectors.toCollection(TreeSet::new));
        Set<Long> unknown = new TreeSet<>(split.work());
        unknown.removeAll(there);
        if (!unknown.isEmpty()) {
            throw new DecisionException("Line " + split.line() + " is not made of "
                    + unknown.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".");
        }
        if (split.work().containsAll(there) && line.own().isZero()) {
            throw new DecisionException("All its work would go to the new line, and nothing would be left on line "
                    + split.line() + ": leave some of it.");
        }
    }

    private Changed added(Addition addition) {
        text(addition.text());
        room();
        Currency currency = draft.content().subtotal().currency();
        LinePrice price = price(addition);
        Money amount = DraftLineEdit.money(price.comesTo(currency), currency);
        Integer like = addition.like();
        DraftLine model = like == null ? null : line(like);
        List<Project> projects = model == null ? List.of() : model.projects();
        Draft content = new DraftEdit(draft.content())
                .withLine(
                        addition.text().strip(),
                        price,
                        amount,
                        model == null ? Coding.open() : model.coding(),
                        projects.size() == 1 ? projects.get(0) : null,
                        because(addition));
        List<Integer> origin = new ArrayList<>(origins);
        origin.add(0);
        return new Changed(
                content,
                origin,
                "line " + content.lines().size() + " added: " + amount + " \""
                        + addition.text().strip() + "\"; ");
    }

    private static LinePrice price(Addition addition) {
        BigDecimal quantity = addition.quantity().stripTrailingZeros();
        BigDecimal price = addition.price().stripTrailingZeros();
        if (quantity.scale() > PRICE_DECIMALS || price.scale() > PRICE_DECIMALS) {
            throw new DecisionException("Quantity and price have at most four decimals.");
        }
        if (quantity.signum() <= 0) {
            throw new DecisionException("The quantity is above zero; for something taken off, the price is below.");
        }
        return new LinePrice(whole(quantity), whole(price));
    }

    private static BigDecimal whole(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private Changed removed(Removal removal) {
        DraftLine line = line(removal.line());
        if (line.kind() != LineKind.ADDED || !line.sources().isEmpty()) {
            throw new DecisionException("Line " + removal.line()
                    + " was made by the agreement: change its amount, or reject the draft. Only lines that a reviewer"
                    + " added are taken off.");
        }
        List<Integer> origin = new ArrayList<>(origins);
        origin.remove(removal.line() - 1);
        return new Changed(
                new DraftEdit(draft.content()).withoutLine(removal.line() - 1),
                origin,
                "line " + removal.line() + " taken off: " + line.amount() + " \"" + line.description() + "\"; ");
    }

    private void room() {
        if (draft.content().lines().size() >= MOST_LINES) {
            throw new DecisionException("Draft " + PublicIds.draft(draft.id()) + " has " + MOST_LINES
                    + " lines already: reject it and bill the period by an agreement that groups them.");
        }
    }

    private static void text(String text) {
        if (text.isBlank()) {
            throw new DecisionException("A line needs a text: Xero refuses lines without one.");
        }
    }

    private String because(DraftChange change) {
        return change.reason().strip() + " (" + who + ")";
    }
}
