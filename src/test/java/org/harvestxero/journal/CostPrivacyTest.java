package org.harvestxero.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.harvestxero.billing.Named;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.CostEntry;
import org.harvestxero.monthend.CostJournal;
import org.harvestxero.monthend.JournalLine;
import org.harvestxero.monthend.PayVeil;
import org.harvestxero.monthend.Work;
import org.harvestxero.store.journal.JournalSourceTable;
import org.junit.jupiter.api.Test;

/** Whose cost a line holds: of those who cost nothing, nobody's. */
class CostPrivacyTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Coding WAGES = Coding.of("477");
    private static final Coding DESIGN = Coding.of("310");
    private static final Coding CLEARING = Coding.of("850");

    private static CostJournal.Source source(long id, String person, String hours, String rate, Coding coding) {
        return new CostJournal.Source(
                new CostEntry(
                        id,
                        Instant.EPOCH,
                        OCTOBER.atDay(5),
                        new Work(
                                new Work.Person(new Named(person.hashCode(), person), false, List.of()),
                                new Named(1, "Acme"),
                                new Named(11, "Website"),
                                new Named(21, "Design")),
                        new CostEntry.Effort(new BigDecimal(hours), new BigDecimal(rate)),
                        new CostEntry.Standing(true, false)),
                coding,
                new BigDecimal(hours).multiply(new BigDecimal(rate)));
    }

    private static JournalLine line(Coding coding, String amount) {
        return new JournalLine(coding, new BigDecimal(amount));
    }

    /** As they are read, and as they are kept. */
    private static Stream<CostPrivacy> both(CostJournal.Source... sources) {
        return Stream.of(
                CostPrivacy.of(new CostJournal(List.of(), List.of(sources), List.of())),
                CostPrivacy.kept(Stream.of(sources)
                        .map(source -> new JournalSourceTable.Entry(
                                source.entry().id(),
                                LocalDate.EPOCH,
                                new JournalSourceTable.Subject(
                                        "Acme",
                                        "Website",
                                        "Design",
                                        source.entry().work().person().name().name()),
                                source.entry().hours(),
                                source.entry().effort().rate(),
                                source.coding()))
                        .toList()));
    }

    @Test
    void whoCostsNothingHidesNobody() {
        List<JournalLine> lines = List.of(line(WAGES, "1000"), line(DESIGN, "3000"), line(CLEARING, "-4000"));

        assertThat(both(
                        source(1, "Ann", "10", "100", WAGES),
                        source(2, "Ben", "10", "0", WAGES),
                        source(3, "Ann", "10", "100", DESIGN),
                        source(4, "Cleo", "20", "100", DESIGN)))
                .allSatisfy(privacy -> {
                    PayVeil veil = privacy.veil(lines, CLEARING);
                    assertThat(veil.hides(WAGES)).isTrue();
                    assertThat(veil.hides(DESIGN)).isTrue(); // the total would tell the other
                    assertThat(veil.hidesTotal()).isFalse();
                    assertThat(privacy.everybody()).containsExactly("Ann", "Cleo");
                });
    }

    @Test
    void whatIsAllOnesIsHiddenWhole() {
        List<JournalLine> lines = List.of(line(WAGES, "1000"), line(CLEARING, "-1000"));

        assertThat(both(source(1, "Ann", "10", "100", WAGES), source(2, "Ben", "0", "50", WAGES)))
                .allSatisfy(privacy -> {
                    assertThat(privacy.veil(lines, CLEARING).hidesTotal()).isTrue();
                    assertThat(privacy.isUnknown()).isFalse();
                });
    }
}
