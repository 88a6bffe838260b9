package org.harvestxero;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.DraftChange;
import org.harvestxero.api.DraftInsights;
import org.harvestxero.api.Reviews;

/** Reviews that only list. */
record WaitingDrafts(List<Item> items) implements Reviews {
    static Item item(long id, int step, State state) {
        return new Item(
                id,
                0,
                "Acme",
                "2026-10",
                null,
                state,
                new BigDecimal("1250.00"),
                "USD",
                LocalDate.of(2026, 11, 1),
                LocalDate.of(2026, 12, 1),
                step,
                List.of("project manager", "strategist"),
                List.of("the first invoice of this client"),
                null);
    }

    @Override
    public List<Item> list(Filter filter) {
        return items;
    }

    @Override
    public Optional<Detail> find(String idOrNumber) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Item approve(Ref draft, String note, String who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Item hold(Ref draft, String reason, String who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Item release(Ref draft, String note, String who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DraftInsights insights() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Item change(Ref draft, DraftChange change, String who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Preview preview(Ref draft, DraftChange change, String who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Item undo(Ref draft, String note, String who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Item reject(Ref draft, String reason, boolean billAgain, String who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String decide(Word word, String who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<OpenWord> words() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forget(long word, String who) {
        throw new UnsupportedOperationException();
    }
}
