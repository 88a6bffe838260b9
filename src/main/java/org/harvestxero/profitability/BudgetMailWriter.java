package org.harvestxero.profitability;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.harvestxero.api.Budgets.Line;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.harvest.HarvestAddressView;
import org.harvestxero.harvest.HarvestAssignmentView;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.journal.JournalSides;
import org.harvestxero.notification.MailAddress;
import org.harvestxero.profit.budget.Budget;
import org.harvestxero.store.profit.ProfitMailTable;
import org.jspecify.annotations.Nullable;

/** Words mails about budgets, and knows whom they go to: the managers of the project in Harvest, read when they are first asked for. */
final class BudgetMailWriter {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private final JournalSides sides;
    private final LocalDate today;
    private @Nullable Map<Long, List<String>> managers;

    BudgetMailWriter(JournalSides sides, LocalDate today) {
        this.sides = sides;
        this.today = today;
    }

    /** Addresses of those who manage the project; none where Harvest shows none. */
    List<String> managers(long project) {
        Map<Long, List<String>> known = managers;
        if (known == null) {
            known = read();
            managers = known;
        }
        return known.getOrDefault(project, List.of());
    }

    private Map<Long, List<String>> read() {
        Map<Long, String> addresses = new HashMap<>();
        for (HarvestElement user : sides.harvest(HarvestAddressView.list())) {
            HarvestAddressView view = HarvestAddressView.of(user);
            String email = view.email();
            if (view.active() && email != null && MailAddress.isOne(email)) {
                addresses.put(view.user(), email);
            }
        }
        Map<Long, List<String>> found = new HashMap<>();
        for (HarvestElement each : sides.harvest(HarvestAssignmentView.list())) {
            HarvestAssignmentView view = HarvestAssignmentView.of(each);
            String address = addresses.get(view.user());
            if (view.manager() && address != null) {
                found.computeIfAbsent(view.project(), none -> new ArrayList<>()).add(address);
            }
        }
        return found;
    }

    ProfitMailTable.Words words(Line line, int step, List<String> addresses) {
        Budget budget = line.use().budget();
        String project = plain(budget.project().name());
        StringBuilder text = new StringBuilder()
                .append(project)
                .append(" (")
                .append(plain(budget.client().name()))
                .append(") has used ")
                .append(amount(line.use().used(), budget))
                .append(" of its budget of ")
                .append(amount(budget.amount(), budget))
                .append(budget.monthly() ? " for this month" : "")
                .append(": ")
                .append(line.use().percent().toPlainString())
                .append(" %.\n\n")
                .append(forecast(line))
                .append('\n');
        return new ProfitMailTable.Words(
                String.join(", ", addresses),
                project + " has used " + step + " % of its budget",
                text.toString(),
                null);
    }

    private String forecast(Line line) {
        LocalDate usedUp = line.usedUp();
        if (line.use().left().signum() <= 0) {
            return "It is over its budget by "
                    + amount(line.use().left().negate(), line.use().budget()) + ".";
        }
        return usedUp == null
                ? "At the pace of the last four weeks it lasts"
                        + (line.use().budget().monthly() ? " this month." : ".")
                : "At the pace of the last four weeks it will pass 100 % on " + DAY.format(usedUp) + " (reckoned on "
                        + DAY.format(today) + ").";
    }

    private static String amount(BigDecimal amount, Budget budget) {
        return budget.isInHours()
                ? amount.stripTrailingZeros().toPlainString() + " hours"
                : CurrencyDigits.plain(amount, budget.unit()) + " " + budget.unit();
    }

    /** On one line, whatever people named it. */
    private static String plain(String name) {
        return name.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
