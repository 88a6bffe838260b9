package org.harvestxero.agreement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.harvestxero.api.Deal;
import org.harvestxero.config.yaml.YamlWriter;
import org.jspecify.annotations.Nullable;

/** Writes a deal as the file of an agreement. */
final class DealText {
    private final StringBuilder text = new StringBuilder();

    private DealText() {}

    static String of(Deal deal) {
        DealText file = new DealText();
        file.line("# yaml-language-server: $schema=agreement.schema.json");
        file.head(deal);
        file.charge(deal.charge());
        Deal.Order order = deal.order();
        if (order != null) {
            file.order(order);
        }
        if (deal.dates().reviewed()) {
            file.line("");
            file.line("review: {when: [always]}");
        }
        return file.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void head(Deal deal) {
        line("client: " + YamlWriter.text(deal.party().client()));
        line("start: " + deal.party().start());
        if (deal.party().end() != null) {
            line("end: " + deal.party().end());
        }
        List<String> calendar = new ArrayList<>();
        if (!deal.dates().every().equals("month")) {
            calendar.add("every: " + deal.dates().every());
        }
        if (!deal.dates().due().isEmpty()) {
            calendar.add("due: " + deal.dates().due());
        }
        if (!calendar.isEmpty()) {
            line("calendar: {" + String.join(", ", calendar) + "}");
        }
    }

    private void charge(Deal.Charge charge) {
        if (charge instanceof Deal.Hourly hourly) {
            hourly(hourly);
        } else if (charge instanceof Deal.Retainer retainer) {
            retainer(retainer);
        } else if (charge instanceof Deal.Fixed fixed) {
            fixed(fixed);
        } else if (charge instanceof Deal.Advance advance) {
            advance(advance);
        }
    }

    private void hourly(Deal.Hourly hourly) {
        if (hourly.roundTo() > 0) {
            line("rounding: {how: up, to: " + hourly.roundTo() + ", per: entry}");
        }
        if (hourly.rate() != null) {
            line("rates: [{hour: " + number(hourly.rate()) + "}]");
        }
        if (hourly.minimum() != null) {
            line("");
            line("rules:");
            line("  - name: Work");
            line("    hourly: {minimum: " + number(hourly.minimum()) + "}");
        }
    }

    private void retainer(Deal.Retainer retainer) {
        line("");
        line("rules:");
        line("  - name: Retainer");
        line("    retainer:");
        line("      fee: " + number(retainer.fee()));
        line("      billed: in arrears");
        line("      included: {hours: " + number(retainer.hours()) + "}");
        rest(retainer.rest());
        overage(retainer.overage());
    }

    private void rest(Deal.Rest rest) {
        line("      unused: " + rest.word());
        if (rest.word().equals("carried over")) {
            if (rest.most() != null) {
                line("      carryLimit: {hours: " + number(rest.most()) + "}");
            }
            if (rest.periods() > 0) {
                line("      carryPeriods: " + rest.periods());
            }
        }
    }

    private void overage(Deal.Overage overage) {
        List<String> words = new ArrayList<>();
        if (overage.rate() != null) {
            words.add("rate: " + number(overage.rate()));
        }
        if (overage.held()) {
            words.add("withoutApproval: {hours: 0}");
        }
        if (!words.isEmpty()) {
            line("      overage: {" + String.join(", ", words) + "}");
        }
    }

    private void fixed(Deal.Fixed fixed) {
        line("");
        line("rules:");
        line("  - name: Fixed fee");
        line("    fixed:");
        line("      phases:");
        for (Deal.Milestone milestone : fixed.milestones()) {
            line("        - name: " + YamlWriter.text(milestone.name()));
            line("          amount: " + number(milestone.amount()));
            line(
                    milestone.on() == null
                            ? "          # completed: add the day it was completed here, and it is billed"
                            : "          on: " + milestone.on());
        }
    }

    private void advance(Deal.Advance advance) {
        line("");
        line("rules:");
        line("  - name: Fee in advance");
        if (!advance.projects().isEmpty()) {
            line("    for: {projects: "
                    + advance.projects().stream().map(YamlWriter::text).collect(Collectors.joining(", ", "[", "]"))
                    + "}");
        }
        line("    retainer:");
        line("      fee: " + number(advance.fee()));
        line("      billed: in advance");
        line("      included: {hours: " + number(advance.hours()) + "}");
        line("      unused: lapses");
        overage(advance.overage());
        if (!advance.projects().isEmpty()) {
            line("  - name: Everything else");
            line("    hourly: {}");
        }
    }

    private void order(Deal.Order order) {
        line("");
        line("purchaseOrders:");
        line("  - number: " + YamlWriter.text(order.number()));
        limit("money", order.money());
        limit("hours", order.hours());
        if (order.money() != null || order.hours() != null) {
            line("    warnAt: [80, 100]");
        }
    }

    private void limit(String key, @Nullable BigDecimal limit) {
        if (limit != null) {
            line("    " + key + ": " + number(limit));
        }
    }

    private static String number(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return (bare.scale() < 0 ? bare.setScale(0) : bare).toPlainString();
    }
}
