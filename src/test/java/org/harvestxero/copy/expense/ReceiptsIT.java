package org.harvestxero.copy.expense;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.harvestxero.api.CycleReport;
import org.harvestxero.sandbox.harvest.HarvestSwitch;
import org.harvestxero.sandbox.xero.XeroFault;
import org.harvestxero.sandbox.xero.XeroFault.Kind;
import org.junit.jupiter.api.Test;

/** Receipts go with their bills, each once; one Harvest keeps to itself becomes a task with its link. */
class ReceiptsIT {
    private static final String WANTED = ExpenseDesk.MAPPINGS.replace("ignored", "wanted");
    private static final String REQUIRED = ExpenseDesk.MAPPINGS.replace("ignored", "required");

    private static ExpenseDesk desk(String mappings) {
        ExpenseDesk desk = new ExpenseDesk(mappings, Map.of());
        desk.scenario.harvest().turn(HarvestSwitch.RECEIPTS_WITH_TOKEN, true);
        return desk;
    }

    private static Map<String, Integer> files(ExpenseDesk desk, String number) {
        return desk.scenario
                .xero()
                .attachments(UUID.fromString(desk.bill(number).path("InvoiceID").asText()));
    }

    @Test
    void attachesEachReceiptOnceUnderACleanName() {
        try (ExpenseDesk desk = desk(WANTED)) {
            long lunch = desk.add(desk.meal(desk.ann)
                    .cost("12")
                    .receipt("lunch: <best>?.pdf", "application/pdf", "a file")
                    .approved());

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            String number = desk.number(desk.ann);
            assertThat(files(desk, number)).containsOnlyKeys("Receipt " + lunch + " lunch- -best--.pdf");
            long calls = desk.scenario.xero().calls().entrySet().stream()
                    .filter(call -> call.getKey().contains("Attachments"))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            assertThat(calls).isEqualTo(1);

            desk.scenario.once();

            assertThat(files(desk, number)).hasSize(1);
        }
    }

    @Test
    void splitsABillOfMoreReceiptsThanXeroTakes() {
        try (ExpenseDesk desk = desk(WANTED)) {
            for (int i = 0; i < 12; i++) {
                desk.add(desk.meal(desk.ann)
                        .cost("1")
                        .receipt("r.txt", "text/plain", "r" + i)
                        .approved());
            }

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            String number = desk.number(desk.ann);
            assertThat(desk.bill(number).path("LineItems")).hasSize(10);
            assertThat(desk.bill(number + "-2").path("LineItems")).hasSize(2);
            assertThat(files(desk, number)).hasSize(10);
            assertThat(files(desk, number + "-2")).hasSize(2);
        }
    }

    @Test
    void ruling21AReceiptHarvestKeepsIsATaskAndTheBillGoesOn() {
        try (ExpenseDesk desk = desk(WANTED)) {
            desk.scenario.harvest().turn(HarvestSwitch.RECEIPTS_WITH_TOKEN, false);
            long lunch = desk.add(desk.meal(desk.ann)
                    .cost("12")
                    .receipt("r.pdf", "application/pdf", "a")
                    .approved());

            CycleReport report = desk.scenario.once();

            assertThat(desk.bills()).hasSize(1);
            assertThat(report.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.cause()).isEqualTo("expense-receipt-unreadable");
                assertThat(failed.remedy()).contains("/expenses/" + lunch + "/receipt");
            });
        }
    }

    @Test
    void aWantedReceiptIsToldAndAttachedOnceItIsThere() {
        try (ExpenseDesk desk = desk(WANTED)) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());

            CycleReport report = desk.scenario.once();

            assertThat(desk.bills()).hasSize(1);
            assertThat(report.failed())
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.cause()).isEqualTo("receipt-wanted"));

            desk.scenario
                    .harvest()
                    .edit("/expenses/" + lunch, Map.of("receipt_content", "a file", "receipt_file_name", "late.txt"));
            CycleReport after = desk.scenario.once();

            assertThat(after.failed()).isEmpty();
            assertThat(files(desk, desk.number(desk.ann))).containsOnlyKeys("Receipt " + lunch + " late.txt");
        }
    }

    @Test
    void aRequiredReceiptKeepsOnlyItsExpenseBack() {
        try (ExpenseDesk desk = desk(REQUIRED)) {
            desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.add(desk.meal(desk.ann)
                    .cost("5")
                    .receipt("r.txt", "text/plain", "r")
                    .approved());

            CycleReport report = desk.scenario.once();

            assertThat(report.failed())
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.cause()).isEqualTo("receipt-missing"));
            JsonNode bill = desk.bill(desk.number(desk.ann));
            assertThat(bill.path("Total").decimalValue()).isEqualByComparingTo("5");
        }
    }

    @Test
    void anAttachmentWithoutAnAnswerIsLookedForFirst() {
        try (ExpenseDesk desk = desk(WANTED)) {
            desk.add(desk.meal(desk.ann)
                    .cost("12")
                    .receipt("r.txt", "text/plain", "r")
                    .approved());
            desk.scenario
                    .xero()
                    .arm(XeroFault.of(Kind.LOSE_REPLY)
                            .on("PUT", "/api.xro/2.0/Invoices/")
                            .next(1));

            desk.scenario.once();
            desk.clock.jump(Duration.ofMinutes(5));
            CycleReport after = desk.scenario.once();

            assertThat(after.failed()).isEmpty();
            assertThat(files(desk, desk.number(desk.ann))).hasSize(1);
            assertThat(desk.scenario.xero().calls().get("PUT /Invoices/{id}/Attachments/{name}"))
                    .isEqualTo(1);
        }
    }

    private static void receipt(ExpenseDesk desk, long expense, String content) {
        desk.scenario
                .harvest()
                .edit("/expenses/" + expense, Map.of("receipt_content", content, "receipt_file_name", "r.txt"));
    }

    private static List<Long> meals(ExpenseDesk desk, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> desk.add(desk.meal(desk.ann)
                        .cost("1")
                        .receipt("r.txt", "text/plain", "r" + i)
                        .approved()))
                .toList();
    }

    @Test
    void filesOfExpensesThatLeftABillTakeRoomOnIt() {
        try (ExpenseDesk desk = desk(WANTED)) {
            List<Long> meals = meals(desk, 10);
            desk.scenario.once();
            meals.subList(0, 2).forEach(desk.scenario.harvest()::unapprove);
            desk.scenario.once();
            String number = desk.number(desk.ann);
            assertThat(desk.bill(number).path("LineItems")).hasSize(8);
            assertThat(files(desk, number)).hasSize(10);

            List<Long> more = meals(desk, 1);
            long without = desk.add(desk.meal(desk.ann).cost("3").approved());
            CycleReport report = desk.scenario.once();

            assertThat(report.failed())
                    .extracting(failed -> failed.sourceId() + " " + failed.cause())
                    .containsExactly(without + " receipt-wanted");
            assertThat(desk.bill(number).path("LineItems")).hasSize(8);
            assertThat(files(desk, number)).hasSize(10);
            assertThat(desk.bill(number + "-2").path("LineItems")).hasSize(2);
            assertThat(files(desk, number + "-2")).containsOnlyKeys("Receipt " + more.get(0) + " r.txt");

            meals.subList(0, 2).forEach(desk.scenario.harvest()::approve);
            desk.scenario.once();

            assertThat(files(desk, number + "-2")).hasSize(3);
            assertThat(files(desk, number)).hasSize(10);
        }
    }

    @Test
    void aFileWhoseAnswerWasLostTakesRoomOnTheBillItsExpenseLeft() {
        try (ExpenseDesk desk = desk(WANTED)) {
            List<Long> meals = meals(desk, 10);
            desk.scenario
                    .xero()
                    .arm(XeroFault.of(Kind.LOSE_REPLY)
                            .on("PUT", "/api.xro/2.0/Invoices/")
                            .next(1));
            desk.scenario.once();
            String number = desk.number(desk.ann);
            assertThat(files(desk, number)).hasSize(10);
            desk.scenario.harvest().unapprove(meals.get(0)); // its file was the first to leave
            desk.scenario.once();
            assertThat(desk.bill(number).path("LineItems")).hasSize(9);

            meals(desk, 1);
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(files(desk, number)).hasSize(10);
            assertThat(files(desk, number + "-2")).hasSize(1);
        }
    }

    @Test
    void oneThatJoinsWhileAnotherLeavesGoesWhereItsFileFindsRoom() {
        try (ExpenseDesk desk = desk(WANTED)) {
            List<Long> meals = meals(desk, 10);
            desk.scenario.once();
            String number = desk.number(desk.ann);
            desk.scenario.harvest().unapprove(meals.get(3));
            meals(desk, 1);

            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(desk.bill(number).path("LineItems")).hasSize(9);
            assertThat(files(desk, number)).hasSize(10);
            assertThat(files(desk, number + "-2")).hasSize(1);
        }
    }

    @Test
    void aReceiptReplacedUnderItsNameIsAttachedBesideTheFormer() {
        try (ExpenseDesk desk = desk(WANTED)) {
            long lunch = desk.add(desk.meal(desk.ann)
                    .cost("12")
                    .receipt("r.txt", "text/plain", "r")
                    .approved());
            desk.scenario.once();

            receipt(desk, lunch, "the right one");
            CycleReport report = desk.scenario.once();
            desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(files(desk, desk.number(desk.ann)))
                    .isEqualTo(Map.of("Receipt " + lunch + " r.txt", 1, "Receipt " + lunch + " r (2).txt", 13));
        }
    }

    @Test
    void anEleventhFileIsToldWithItsRemedy() {
        try (ExpenseDesk desk = desk(WANTED)) {
            List<Long> meals = meals(desk, 10);
            desk.scenario.once();
            String number = desk.number(desk.ann);

            receipt(desk, meals.get(4), "the right one");
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.cause()).isEqualTo("expense-receipt-no-room");
                assertThat(failed.remedy()).contains("Delete a file").contains(number);
            });
            assertThat(files(desk, number)).hasSize(10);

            desk.scenario
                    .xero()
                    .detach(
                            UUID.fromString(desk.bill(number).path("InvoiceID").asText()),
                            "Receipt " + meals.get(4) + " r.txt");
            desk.retryAll();
            CycleReport after = desk.scenario.once();

            assertThat(after.failed()).isEmpty();
            assertThat(files(desk, number)).hasSize(10).containsKey("Receipt " + meals.get(4) + " r (2).txt");
        }
    }
}
