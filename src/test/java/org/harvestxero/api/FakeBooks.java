package org.harvestxero.api;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Books in which nothing stands yet. */
public final class FakeBooks implements ReconciledDays, PaymentDesk, Sales, WorkLog, Purchases {
    private FakeBooks() {}

    public static BooksDesk desk() {
        FakeBooks books = new FakeBooks();
        return new BooksDesk(
                books,
                books,
                books,
                books,
                new FakeProfit(),
                () -> new Budgets.Looked(List.of(), List.of(), new CycleReport.Calls(0, 0), List.of()),
                books);
    }

    @Override
    public Optional<Kept> find(@Nullable LocalDate day) {
        return Optional.empty();
    }

    @Override
    public List<ReconciledDays.Standing> standing(Part part, long after, int most) {
        return List.of();
    }

    @Override
    public List<ReconciledDays.Standing> begun(LocalDate day, long after, int most) {
        return List.of();
    }

    @Override
    public Optional<Reading> underWay() {
        return Optional.empty();
    }

    @Override
    public List<Back> back(PaymentDesk.Standing standing, @Nullable Place after, int most) {
        return List.of();
    }

    @Override
    public List<Question> questions(Side side, long after, int most) {
        return List.of();
    }

    @Override
    public Report of(YearMonth from, YearMonth to, int most) {
        return new Report(null, List.of(), List.of());
    }

    @Override
    public List<Run> runs(@Nullable String kind, long before, int most) {
        return List.of();
    }

    @Override
    public List<Row> list(Wanted wanted) {
        return List.of();
    }

    @Override
    public Optional<Story> find(String number) {
        return Optional.empty();
    }

    @Override
    public Trail audit(AuditFilter wanted, long before, int most) {
        return new Trail(List.of(), 0);
    }
}
