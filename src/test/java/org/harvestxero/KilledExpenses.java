package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.HarvestSwitch;
import org.harvestxero.sandbox.xero.XeroSandbox;

/** People of an agency that spend money, while the program between the two sides is killed again and again. */
final class KilledExpenses {
    static final String MAPPINGS = """
            expenses:
              period: week
              contacts: create
              account: "493"
              rules:
                - when: {category: Lodging}
                  use: {as: spend, paymentAccount: "090"}
            rules: []
            """;
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 2);
    private static final int DAYS = 12;

    private final HarvestSandbox harvest;
    private final XeroSandbox xero;
    private final SplittableRandom random;
    private final Map<Long, Long> projects = new LinkedHashMap<>();
    /** What each costs that is approved; zero for one that is not. */
    private final Map<Long, BigDecimal> approved = new LinkedHashMap<>();

    KilledExpenses(HarvestSandbox harvest, XeroSandbox xero, SplittableRandom random) {
        this.harvest = harvest;
        this.xero = xero;
        this.random = random;
    }

    /** Some are entered and approved, some change, some lose their approval. */
    void happen() {
        if (projects.isEmpty()) {
            harvest.turn(HarvestSwitch.RECEIPTS_WITH_TOKEN, true);
            long client = harvest.add(aClient("Costly"));
            for (String name : List.of("Ann", "Ben", "Cem")) {
                long person = harvest.add(aUser(name, "Spender").email(name + "@example.com"));
                projects.put(person, harvest.add(aProject(client, "Of " + name).person(person)));
            }
        }
        for (int i = 0; i < 4; i++) {
            enter();
        }
        for (Long expense : new ArrayList<>(approved.keySet())) {
            int what = random.nextInt(8);
            if (what == 0) {
                edit(expense);
            } else if (what == 1 && approved.get(expense).signum() != 0) {
                harvest.unapprove(expense);
                approved.put(expense, BigDecimal.ZERO);
            }
        }
    }

    private void enter() {
        List<Long> people = List.copyOf(projects.keySet());
        long person = people.get(random.nextInt(people.size()));
        BigDecimal cost = new BigDecimal(random.nextInt(100, 9_000)).movePointLeft(2);
        String category = random.nextInt(4) == 0 ? "Lodging" : "Meals";
        long expense = harvest.add(anExpense(projects.get(person), category(category), person)
                .on(MONDAY.plusDays(random.nextInt(DAYS)))
                .cost(cost.toPlainString())
                .receipt("r.txt", "text/plain", "receipt")
                .approved());
        approved.put(expense, cost);
    }

    private void edit(long expense) {
        BigDecimal cost = new BigDecimal(random.nextInt(100, 9_000)).movePointLeft(2);
        harvest.edit("/expenses/" + expense, Map.of("total_cost", cost));
        if (approved.get(expense).signum() != 0) {
            approved.put(expense, cost);
        }
    }

    private long category(String name) {
        for (JsonNode each : harvest.get("/expense_categories").path("expense_categories")) {
            if (each.path("name").asText().equals(name)) {
                return each.path("id").asLong();
            }
        }
        throw new AssertionError("no category " + name);
    }

    /** Each approved expense is one line of one purchase, to the cent, with its receipt; the others are none. */
    void assertEachOnce() {
        Map<Long, List<BigDecimal>> costs = new LinkedHashMap<>();
        Set<String> numbers = new HashSet<>();
        List<JsonNode> standing = Stream.concat(xero.invoices().stream(), xero.bankTransactions().stream())
                .filter(each ->
                        Set.of("ACCPAY", "SPEND").contains(each.path("Type").asText()))
                .filter(each -> !each.path("Status").asText().equals("DELETED"))
                .toList();
        for (JsonNode each : standing) {
            String number =
                    each.path("InvoiceNumber").asText() + each.path("Reference").asText();
            assertThat(numbers.add(number)).as(number).isTrue();
            String id = each.path("Type").asText().equals("ACCPAY") ? "InvoiceID" : "BankTransactionID";
            Set<String> files =
                    xero.attachments(UUID.fromString(each.path(id).asText())).keySet();
            for (JsonNode line : each.path("LineItems")) {
                String words = line.path("Description").asText();
                long expense = Long.parseLong(words.substring(words.lastIndexOf('#') + 1));
                costs.computeIfAbsent(expense, none -> new ArrayList<>())
                        .add(line.path("LineAmount").decimalValue());
                assertThat(files).as(number).contains("Receipt " + expense + " r.txt");
            }
        }
        approved.forEach((expense, cost) -> {
            List<BigDecimal> found = costs.getOrDefault(expense, List.of());
            if (cost.signum() == 0) {
                assertThat(found).as("expense %d", expense).isEmpty();
            } else {
                assertThat(found).as("expense %d", expense).hasSize(1);
                assertThat(found.get(0)).as("expense %d", expense).isEqualByComparingTo(cost);
            }
        });
        assertThat(xero.contacts().stream()
                        .map(contact -> contact.path("ContactNumber").asText())
                        .filter(code -> code.startsWith("harvest-user-")))
                .doesNotHaveDuplicates();
    }
}
