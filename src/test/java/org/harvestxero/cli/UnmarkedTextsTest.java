package org.harvestxero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.api.UnmarkedWork.Filter;
import org.harvestxero.api.UnmarkedWork.Report;
import org.harvestxero.api.UnmarkedWork.Selection;
import org.harvestxero.api.UnmarkedWork.Single;
import org.junit.jupiter.api.Test;

/** What people and scripts are told of work to mark in Harvest. */
class UnmarkedTextsTest {
    private static Filter filter(String person, int from, int to) {
        return new Filter("Acme", "Website", person, LocalDate.of(2026, 10, from), LocalDate.of(2026, 10, to), false);
    }

    private static Single single(String other) {
        return new Single(
                4711,
                filter("Ann Lee", 23, 23),
                "Design",
                new BigDecimal("1.50"),
                new BigDecimal("150.00000000"),
                "USD",
                "1042",
                other);
    }

    @Test
    void selectionsComeFirstThenWhatIsMarkedOneByOne() {
        Report report = new Report(
                List.of(new Selection(
                        filter(null, 1, 22),
                        31,
                        new BigDecimal("92.50"),
                        new BigDecimal("9250.00"),
                        "USD",
                        List.of("1042"))),
                List.of(single(null)),
                List.of(single("H-99")),
                List.of("time entry 12"),
                3,
                1);

        assertThat(UnmarkedTexts.text(report)).isEqualTo("""
                Found marked in Harvest and checked off: 3.
                Select in Harvest's detailed report, line by line, and mark all it shows as invoiced:
                CLIENT  PROJECT  PERSON  FROM        TO                WORK  HOURS     WORTH       INVOICE
                Acme    Website  all     2026-10-01  2026-10-22  31 entries  92.50  9,250.00  USD  1042
                To mark one by one, since the same day, project and person hold work that is not billed:
                CLIENT  PROJECT  PERSON   DAY         TASK    HOURS   WORTH       INVOICE  IN HARVEST    ID
                Acme    Website  Ann Lee  2026-10-23  Design   1.50  150.00  USD  1042                 4711
                On another invoice in Harvest, so that it may be billed twice:
                CLIENT  PROJECT  PERSON   DAY         TASK    HOURS   WORTH       INVOICE  IN HARVEST    ID
                Acme    Website  Ann Lee  2026-10-23  Design   1.50  150.00  USD  1042     H-99        4711
                Marked for an invoice that was taken back. Take the mark off in Harvest, unless its period is billed anew: time entry 12.
                Not shown by Harvest any more: 1.
                """);
    }

    @Test
    void nothingToMarkIsASentence() {
        Report settled = new Report(List.of(), List.of(), List.of(), List.of(), 0, 0);

        assertThat(UnmarkedTexts.text(settled))
                .isEqualTo("Nothing billed here is left to mark as invoiced in Harvest.\n");
    }

    @Test
    void theNamesOfTheJsonAreAContract() {
        ObjectNode json = UnmarkedTexts.json(
                new Report(List.of(), List.of(), List.of(single("H-99")), List.of("time entry 12"), 3, 1));

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("checkedOff", "notShown", "selections", "single", "onOtherInvoices", "openAgain");
        assertThat(json.at("/onOtherInvoices/0").fieldNames())
                .toIterable()
                .containsExactly(
                        "client",
                        "project",
                        "person",
                        "from",
                        "to",
                        "kind",
                        "id",
                        "task",
                        "hours",
                        "worth",
                        "currency",
                        "invoice",
                        "otherInvoice");
        assertThat(json.at("/onOtherInvoices/0/worth").decimalValue()).isEqualByComparingTo("150");
    }
}
