package org.harvestxero.copy.expense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.harvestxero.api.Contractors.Contractor;
import org.harvestxero.api.Contractors.Report;
import org.harvestxero.api.SideException;
import org.harvestxero.sandbox.harvest.Fault;
import org.junit.jupiter.api.Test;

/** What contractors worked against what they billed, read from both sides. */
class ContractorsIT {
    private static ObjectNode bill(String number, String net) {
        ObjectNode bill = ExpenseDesk.fields()
                .put("Type", "ACCPAY")
                .put("InvoiceNumber", number)
                .put("Date", "2026-10-31");
        bill.putObject("Contact").put("Name", "Carl Contractor");
        bill.putArray("LineItems")
                .addObject()
                .put("Description", "Work")
                .put("UnitAmount", net)
                .put("TaxType", "NONE")
                .put("AccountCode", "400");
        return bill;
    }

    @Test
    void comparesHoursTimesCostRateWithTheBillsAndNamesTheUsualSlip() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long carl = desk.scenario
                    .harvest()
                    .add(aUser("Carl", "Contractor").email("carl@example.com").costRate("60"));
            desk.scenario.harvest().edit("/users/" + carl, Map.of("is_contractor", true));
            long task = desk.scenario.harvest().add(aTask("Design"));
            long client = desk.scenario.harvest().add(aClient("Sample Studio"));
            long project = desk.scenario
                    .harvest()
                    .add(aProject(client, "Poster").task(task).person(carl));
            desk.scenario
                    .harvest()
                    .add(aTimeEntry(project, task, carl)
                            .on(LocalDate.of(2026, 10, 5))
                            .hours("2.5"));
            desk.scenario
                    .harvest()
                    .add(aTimeEntry(project, task, carl)
                            .on(LocalDate.of(2026, 10, 6))
                            .hours("3"));
            desk.scenario.xero().createInvoice(bill("C-7", "318"));
            desk.scenario.once();

            Report report = desk.scenario.engine().people().contractors().compare(YearMonth.of(2026, 10));

            assertThat(report.currency()).isEqualTo("GBP");
            Contractor carls = report.contractors().get(0);
            assertThat(report.contractors()).hasSize(1);
            assertThat(carls.contact()).isEqualTo("Carl Contractor");
            assertThat(carls.figures().hours()).isEqualByComparingTo("5.5");
            assertThat(carls.figures().cost()).isEqualByComparingTo("330");
            assertThat(carls.figures().billed()).isEqualByComparingTo("318");
            assertThat(carls.figures().difference()).isEqualByComparingTo("-12");
            assertThat(carls.notes())
                    .singleElement()
                    .satisfies(note -> assertThat(note).contains("2:30 billed as 2.30"));
        }
    }

    @Test
    void aSideThatDoesNotAnswerIsToldInASentence() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            desk.scenario.once();
            desk.scenario.harvest().make(Fault.of(Fault.Kind.DROP_REQUEST).on("GET", "/time_entries"));

            assertThatThrownBy(
                            () -> desk.scenario.engine().people().contractors().compare(YearMonth.of(2026, 10)))
                    .isInstanceOf(SideException.class)
                    .hasMessageContaining("/time_entries")
                    .hasMessageEndingWith("Nothing was compared: ask again.");
        }
    }
}
