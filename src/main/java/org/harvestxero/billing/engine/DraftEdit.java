package org.harvestxero.billing.engine;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;

/**
 * A reviewer's change of a draft. Lines keep their origin: what is charged more or less is booked against their entries as
 * write-up or write-down.
 */
public final class DraftEdit {
    private final Draft draft;

    public DraftEdit(Draft draft) {
        this.draft = draft;
    }

    /**
     * The draft with another amount on one line, shared out over its entries as the old amount was.
     *
     * @param index of the line, from 0
     * @param amount before tax, in the draft's currency
     * @param reason why and by whom; kept with the line
     */
    public Draft withAmount(int index, Money amount, String reason) {
        DraftLine line = draft.lines().get(index);
        Money change = amount.minus(line.amount());
        List<Money> weights = new ArrayList<>();
        line.sources().forEach(source -> weights.add(source.amount()));
        weights.add(line.own());
        List<Money> changes =
                line.amount().isZero() ? onFirst(change, weights.size()) : TimeLine.share(change, weights);
        List<LineSource> sources = new ArrayList<>();
        for (int i = 0; i < line.sources().size(); i++) {
            sources.add(changed(line.sources().get(i), changes.get(i)));
        }
        LinePrice price = LinePrice.exactly(
                        line.price().quantity(), line.price().unitAmount(), amount)
                .orElse(LinePrice.flat(amount));
        String words = line.words().isEmpty() ? reason : line.words() + "; " + reason;
        return with(
                index,
                new DraftLine(
                        line.kind(),
                        line.description(),
                        price,
                        amount,
                        line.coding(),
                        line.rule(),
                        line.own().plus(changes.get(changes.size() - 1)),
                        words,
                        sources));
    }

    /** The draft with other words on one line. @param index of the line, from 0 */
    public Draft withDescription(int index, String description) {
        DraftLine line = draft.lines().get(index);
        return with(
                index,
                new DraftLine(
                        line.kind(),
                        description,
                        line.price(),
                        line.amount(),
                        line.coding(),
                        line.rule(),
                        line.own(),
                        line.words(),
                        line.sources()));
    }

    private Draft with(int index, DraftLine line) {
        List<DraftLine> lines = new ArrayList<>(draft.lines());
        lines.set(index, line);
        Money subtotal =
                lines.stream().map(DraftLine::amount).reduce(Money::plus).orElse(draft.subtotal());
        return new Draft(
                draft.key(), draft.issueDate(), draft.dueDate(), draft.words(), lines, subtotal, draft.review());
    }

    private static List<Money> onFirst(Money change, int size) {
        List<Money> changes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            changes.add(i == 0 ? change : Money.zero(change.currency()));
        }
        return changes;
    }

    private static LineSource changed(LineSource source, Money change) {
        List<Difference> differences = new ArrayList<>(source.differences());
        Difference.Kind kind = change.isNegative() ? Difference.Kind.WRITE_DOWN : Difference.Kind.WRITE_UP;
        Differences.add(differences, kind, change.amount());
        return new LineSource(
                source.source(),
                source.hours(),
                source.billed(),
                source.worth(),
                source.amount().plus(change),
                source.rate(),
                source.rateFrom(),
                source.counting(),
                differences);
    }
}
