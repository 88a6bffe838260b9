package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.Pages;
import org.harvestxero.sandbox.harvest.InvoiceBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A dry run over books that are in use: what it says, the real run then does. */
class DryRunIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);
    /** Refused for a limit of Xero's plan that nothing shows: nobody can know before sending. */
    private static final String UNFORESEEN = "NEW-UNFORESEEN";

    private final TestClock clock = new TestClock();
    private final Map<String, Long> ids = new HashMap<>();
    private final CopyScenario scenario = CopyScenario.start(
            clock,
            Map.of(
                    "copy.closed", "follow",
                    "copy.write-off-account", "400",
                    "copy.on-payment-delete", "follow",
                    "copy.tracking-category", "Region"));
    private final long client = scenario.harvest().add(aClient("Sample Bakery"));

    @AfterEach
    void stop() {
        scenario.close();
    }

    private InvoiceBuilder invoice(String number, String price) {
        return anInvoice(client).number(number).issued(DAY).line("Work", "1", price);
    }

    private void add(String number, InvoiceBuilder invoice) {
        ids.put(number, scenario.harvest().add(invoice));
    }

    private void pay(String number, String amount) {
        scenario.harvest().pay(ids.get(number), aPayment(amount).on(DAY));
    }

    private CycleReport dryRun(String number) {
        return CopyScenario.held(scenario.copyService().copy(new CopyRequest(number, true, false), "jane"));
    }

    private void books() {
        for (String number : List.of("SAME", "PRICE", "BOTH", "PAID", "BY-HAND", "CLOSED", "NUMBER", "UNPAID")) {
            add(number, invoice(number, "100").open());
        }
        pay("UNPAID", "30");
        scenario.once();
        clock.jump(java.time.Duration.ofMinutes(10));
    }

    private void changes() {
        edit("PRICE", Map.of("subject", "November"));
        edit("BOTH", Map.of("subject", "November"));
        scenario.xero()
                .editInvoice("BOTH", JsonNodeFactory.instance.objectNode().put("Reference", "mine now"));
        pay("PAID", "40");
        pay("BY-HAND", "50");
        scenario.xero().payInvoice("BY-HAND", new BigDecimal("50"), "090", DAY);
        edit("NUMBER", Map.of("number", "STRANGER"));
        scenario.xero()
                .createInvoice(JsonNodeFactory.instance
                        .objectNode()
                        .put("Type", "ACCREC")
                        .put("InvoiceNumber", "STRANGER")
                        .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                                "Contact", JsonNodeFactory.instance.objectNode().put("Name", "Stranger"))
                        .set(
                                "LineItems",
                                JsonNodeFactory.instance
                                        .arrayNode()
                                        .add(JsonNodeFactory.instance
                                                .objectNode()
                                                .put("Description", "Other")
                                                .put("Quantity", 1)
                                                .put("UnitAmount", 5)
                                                .put("AccountCode", "200"))));
        scenario.harvest().event(ids.get("CLOSED"), "close");
        add("NEW", invoice("NEW", "10").open().payment(aPayment("4").on(DAY)));
        add("NEW-DRAFT", invoice("NEW-DRAFT", "10"));
        add("NEW-STRANGER", invoice("Stranger", "10").open());
        add(
                "NEW-EMPTY",
                anInvoice(client)
                        .number("NEW-EMPTY")
                        .issued(DAY)
                        .line(null, "1", "10")
                        .open());
    }

    private void edit(String number, Map<String, ?> changes) {
        scenario.harvest().edit("/invoices/" + ids.get(number), changes);
    }

    @Test
    void whatADryRunSaysOfBooksInUseIsWhatTheRealRunDoes() {
        books();
        changes();
        int rows = scenario.sql("update outbox set state = state");
        int links = scenario.sql("update link set kind = kind");
        long written = writes();

        CycleReport dry = dryRun(null);

        assertThat(writes()).isEqualTo(written);
        assertThat(scenario.sql("update outbox set state = state")).isEqualTo(rows);
        assertThat(scenario.sql("update link set kind = kind")).isEqualTo(links);
        CycleReport real = scenario.once();
        assertThat(documents(dry.planned())).hasSize(8).isEqualTo(documents(real.copied()));
        assertThat(documents(real.copied()))
                .contains(
                        "CREDIT_NOTE CLOSED-WO CREATED AUTHORISED 100",
                        "INVOICE PRICE UPDATED AUTHORISED 100",
                        "PAYMENT BY-HAND ADOPTED AUTHORISED 50",
                        "PAYMENT NEW CREATED AUTHORISED 4")
                .noneMatch(each -> each.contains("SAME"));
        assertThat(failures(dry)).hasSize(4).isEqualTo(failures(real));
        assertThat(of(dry.skipped(), skipped -> skipped.kind() + " " + skipped.number() + " " + skipped.reason()))
                .isEqualTo(of(
                        real.skipped(), skipped -> skipped.kind() + " " + skipped.number() + " " + skipped.reason()));
        assertThat(of(dry.waiting(), waiting -> waiting.kind() + " " + waiting.number() + " " + waiting.reason()))
                .isEqualTo(of(
                        real.waiting(), waiting -> waiting.kind() + " " + waiting.number() + " " + waiting.reason()));
        assertThat(dryRun(null).planned()).isEmpty();
    }

    @Test
    void whatXeroAloneKnowsIsPlannedAndThenFails() {
        add("NEW", invoice("NEW", "10").open());
        add(UNFORESEEN, invoice(UNFORESEEN, "10").open());
        scenario.xero().setApprovalsLeft(1);

        assertThat(documents(dryRun(null).planned()))
                .containsExactly("INVOICE NEW CREATED AUTHORISED 10", "INVOICE NEW-UNFORESEEN CREATED AUTHORISED 10");
        CycleReport real = scenario.once();

        assertThat(documents(real.copied())).containsExactly("INVOICE NEW CREATED AUTHORISED 10");
        assertThat(failures(real)).containsExactly("INVOICE NEW-UNFORESEEN plan-limit");
    }

    @Test
    void ofOneInvoiceADryRunTellsThatOneAlone() {
        books();
        changes();

        assertThat(documents(dryRun("NEW").planned()))
                .containsExactly("INVOICE NEW CREATED AUTHORISED 10", "PAYMENT NEW CREATED AUTHORISED 4");
        assertThat(dryRun("SAME").planned()).isEmpty();
        assertThat(failures(dryRun("NEW-EMPTY"))).containsExactly("INVOICE NEW-EMPTY line-description-missing");
    }

    private long writes() {
        return Stream.concat(
                        scenario.harvest().requests().stream().map(request -> request.method()),
                        scenario.xero().requests().stream()
                                .filter(request -> !request.path().contains("token"))
                                .map(request -> request.method()))
                .filter(method -> !method.equals("GET"))
                .count();
    }

    private static Set<String> documents(Pages<CycleReport.Copied> those) {
        return of(
                those,
                each -> each.kind() + " " + each.sourceNumber() + " " + each.action() + " " + each.status() + " "
                        + each.total().stripTrailingZeros().toPlainString());
    }

    private static Set<String> failures(CycleReport report) {
        return of(report.failed(), (FailedCopy each) -> each.kind() + " " + each.number() + " " + each.cause());
    }

    private static <T> Set<String> of(Pages<T> those, Function<T, String> words) {
        return those.stream().map(words).collect(Collectors.toCollection(TreeSet::new));
    }
}
