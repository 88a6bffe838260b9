package org.harvestxero.billing.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.terms.Coding;
import org.jspecify.annotations.Nullable;

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
                        also(line.words(), reason),
                        sources,
                        line.project()));
    }

    /** The draft with other words on one line. @param index of the line, from 0 */
    public Draft withDescription(int index, String description) {
        DraftLine line = draft.lines().get(index);
        return with(index, said(line, description, line.words()));
    }

    /**
     * The draft with a part of one line on a line of its own behind it. Every entry keeps its share on either: hours, worth and
     * amount are divided as the amount is, and add up to what they were.
     *
     * @param index of the line, from 0
     * @param amount of the new line, between nothing and the line's own
     * @param words of the new line, as the client reads them
     * @param reason why and by whom; kept with both
     */
    public Draft withSplit(int index, Money amount, String words, String reason) {
        return with(index, new LineSplit(draft.lines().get(index)).byAmount(amount), words, reason);
    }

    /** The same by entries: those that are moved go to the new line as they are. @param moved at least one, and not all there is */
    public Draft withSplit(int index, Predicate<Source> moved, String words, String reason) {
        return with(index, new LineSplit(draft.lines().get(index)).byWork(moved), words, reason);
    }

    private Draft with(int index, LineSplit.Halves halves, String words, String reason) {
        List<DraftLine> lines = new ArrayList<>(draft.lines());
        DraftLine stays = halves.stays();
        DraftLine goes = halves.goes();
        lines.set(index, said(stays, stays.description(), also(stays.words(), reason)));
        lines.add(index + 1, said(goes, words, also(goes.words(), reason)));
        return of(lines);
    }

    private static DraftLine said(DraftLine line, String description, String words) {
        return new DraftLine(
                line.kind(),
                description,
                line.price(),
                line.amount(),
                line.coding(),
                line.rule(),
                line.own(),
                words,
                line.sources(),
                line.project());
    }

    private static String also(String words, String reason) {
        return words.isEmpty() ? reason : words + "; " + reason;
    }

    /**
     * The draft with one more line behind the others, which charges for no tracked work.
     *
     * @param price comes to exactly the amount
     * @param coding where it lands in the books
     * @param project it is booked under; null for none
     * @param reason why and by whom; kept with the line
     */
    public Draft withLine(
            String description,
            LinePrice price,
            Money amount,
            Coding coding,
            @Nullable Project project,
            String reason) {
        List<DraftLine> lines = new ArrayList<>(draft.lines());
        lines.add(new DraftLine(
                LineKind.ADDED, description, price, amount, coding, "", amount, reason, List.of(), project));
        return of(lines);
    }

    /** The draft without one line that charges for no work. @param index of the line, from 0 */
    public Draft withoutLine(int index) {
        if (!draft.lines().get(index).sources().isEmpty()) {
            throw new IllegalArgumentException("Line " + (index + 1) + " charges for work, which would be on no draft");
        }
        List<DraftLine> lines = new ArrayList<>(draft.lines());
        lines.remove(index);
        return of(lines);
    }

    /** The draft with the lines it had at another time; what else is known of it stays. */
    public Draft withLinesOf(Draft earlier) {
        return of(earlier.lines());
    }

    private Draft with(int index, DraftLine line) {
        List<DraftLine> lines = new ArrayList<>(draft.lines());
        lines.set(index, line);
        return of(lines);
    }

    private Draft of(List<DraftLine> lines) {
        Money nothing = Money.zero(draft.subtotal().currency());
        Money subtotal =
                lines.stream().map(DraftLine::amount).reduce(Money::plus).orElse(nothing);
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
