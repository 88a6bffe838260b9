package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** How places are written that hold more than one value. */
final class AgreementExamples {
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("calendar", "keys and values, such as {every: month, due: net 30}"),
            Map.entry("include", "keys and values, such as {approval: submitted}"),
            Map.entry("rounding", "keys and values, such as {how: up, to: 15, per: entry}"),
            Map.entry("retainer", "keys and values, such as {fee: 1500, included: {hours: 20}}"),
            Map.entry("hourly", "{} or {minimum: 100}"),
            Map.entry("fixed", "keys and values, such as {phases: [{name: Launch, amount: 5000, on: 2026-11-30}]}"),
            Map.entry("free", "a reason, such as {reason: our own idea}"),
            Map.entry("overage", "keys and values, such as {rate: 120}"),
            Map.entry("match", "which work is meant, such as {projects: Website}"),
            Map.entry("tracking", "an option by category, such as {Region: North}"),
            Map.entry("review", "keys and values, such as {when: [first invoice]}"),
            Map.entry("sending", "keys and values, such as {status: draft}"),
            Map.entry("layout", "keys and values, such as {groupBy: [project]}"),
            Map.entry("expenses", "keys and values, such as {lines: each}"),
            Map.entry("texts", "texts by what they are for, such as {reference: \"PO {purchase-order}\"}"),
            Map.entry("rule", "keys and values, such as {name: Web, hourly: {}}"),
            Map.entry("rate", "keys and values, such as {role: Senior, hour: 95}"),
            Map.entry("cap", "keys and values, such as {name: Monthly, hours: 40}"),
            Map.entry("purchaseOrder", "keys and values, such as {number: 4711, money: 25000}"),
            Map.entry(
                    "reduction",
                    "keys and values, such as {kind: discount, off: invoice, percent: 10, reason: Friends}"),
            Map.entry("phase", "keys and values, such as {name: Launch, amount: 5000, on: 2026-11-30}"),
            Map.entry("dunning", "keys and values, such as {directDebit: true}"),
            Map.entry("dunnedClient", "keys and values, such as {client: Acme, directDebit: true}"),
            Map.entry("dunningStep", "keys and values, such as {name: first, day: 7, do: remind client}"),
            Map.entry("sendingHours", "keys and values, such as {from: \"09:00\", timeZone: Europe/London}"),
            Map.entry("codingLine", "keys and values, such as {for: {tasks: Design}, account: 205}"),
            Map.entry("monthCalendar", "keys and values, such as {workingDay: 3, holidays: gb-eng}"),
            Map.entry("costJournal", "keys and values, such as {clearing: {account: 840}, usual: {account: 310}}"),
            Map.entry("costRule", "keys and values, such as {role: Designer, account: 310}"),
            Map.entry("journalTarget", "keys and values, such as {account: 310}"),
            Map.entry("payRule", "keys and values, such as {task: Travel, rate: Travel Time}"),
            Map.entry("overtime", "keys and values, such as {day: 8, rate: Overtime Hours}"),
            Map.entry("paidPeople", "keys and values, such as {contractors: true}"),
            Map.entry("expenseRule", "keys and values, such as {for: {categories: Mileage}, unitPrice: 0.65}"));

    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("rules", "[{name: Web, hourly: {}}]"),
            Map.entry("rates", "[{role: Senior, hour: 95}]"),
            Map.entry("caps", "[{name: Monthly, hours: 40}]"),
            Map.entry("purchaseOrders", "[{number: 4711, money: 25000}]"),
            Map.entry("reductions", "[{kind: discount, off: invoice, percent: 10, reason: Friends}]"),
            Map.entry("coding", "[{for: {tasks: Design}, account: 205}]"),
            Map.entry("phases", "[{name: Launch, amount: 5000, on: 2026-11-30}]"),
            Map.entry("tiers", "[{upTo: 5, rate: 65}, {rate: 75}]"),
            Map.entry("days", "[1, 16]"),
            Map.entry("weekend", "[Saturday, Sunday]"),
            Map.entry("warnAt", "[80, 100]"),
            Map.entry("ratePrecedence", "[person, task, role, project]"),
            Map.entry("groupBy", "[project, task]"),
            Map.entry("when", "[first invoice]"),
            Map.entry("steps", "[project manager]"),
            Map.entry("owner", "[ada@example.com]"),
            Map.entry("manager", "[ada@example.com]"),
            Map.entry("to", "[ada@example.com]"),
            Map.entry("clients", "[{client: Acme, directDebit: true}]"),
            Map.entry("done", "[{since: 2026-11-30, percent: 50}]"));

    private AgreementExamples() {}

    static String of(String kind, String key, JsonNode value) {
        if (kind.equals("limit")) {
            String number = value.isNumber() ? value.asText() : "20";
            String money = value.isNumber() ? value.asText() : "1500";
            return "{hours: " + number + "} or {money: " + money + "}";
        }
        return Optional.ofNullable(KEYS.get(kind))
                .or(() -> Optional.ofNullable(KEYS.get(key)))
                .orElse("keys and values");
    }

    static String list(String key, JsonNode value) {
        return LISTS.getOrDefault(key, value.isContainerNode() ? "[one, another]" : "[" + value.asText() + "]");
    }

    static String missing(String key) {
        return switch (key) {
            case "included" -> ": say what the fee covers, such as included: {hours: 20}";
            case "phases" -> ": such as phases: " + LISTS.get("phases");
            default -> "";
        };
    }
}
