package org.harvestxero.console.page;

import java.util.List;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews.Detail;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.Source;

/**
 * A line that is to be divided.
 *
 * @param id of the draft, such as {@code D12}
 * @param version of the draft that is seen
 * @param seen how much had happened by then
 * @param open whether a draft that stands so may be changed
 * @param work what it is made of, to choose from; empty where that is too much for a page, or a single piece
 */
public record SplitView(String id, int version, String seen, boolean open, Line line, List<Work> work) {
    private static final int MOST_WORK = 200;

    public SplitView {
        work = List.copyOf(work);
    }

    public record Line(int number, String text, String amount) {}

    /** @param id Harvest's */
    public record Work(long id, String day, String who, String what, String hours, String amount) {}

    static SplitView of(Detail detail, int number, ReaderFormat format) {
        DraftLine line = detail.draft().lines().get(number - 1);
        String currency = detail.item().currency();
        int many = line.sources().size();
        boolean choice =
                many <= MOST_WORK && (many > 1 || (many == 1 && !line.own().isZero()));
        return new SplitView(
                PublicIds.draft(detail.item().id()),
                detail.item().version(),
                Integer.toString(detail.history().size()),
                detail.item().state().isOpen(),
                new Line(number, line.description(), format.money(line.amount().amount(), currency)),
                choice
                        ? line.sources().stream()
                                .map(part -> work(part, currency, format))
                                .toList()
                        : List.of());
    }

    private static Work work(LineSource part, String currency, ReaderFormat format) {
        Source source = part.source();
        String notes = source.notes() == null || source.notes().isBlank() ? "" : " – " + source.notes();
        return new Work(
                source.id(),
                format.date(source.spentDate()),
                source.origin().person().name(),
                source.origin().project().name() + ", " + source.origin().kind().name() + notes,
                source.kind() == Source.Kind.EXPENSE
                        ? ""
                        : format.quantity(part.billed().toBigDecimal()),
                format.money(part.amount().amount(), currency));
    }
}
