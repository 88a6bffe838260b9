package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Named;
import org.harvestxero.http.JsonFields;
import org.harvestxero.monthend.CostEntry;
import org.harvestxero.monthend.Work;

/** Reads time entries as far as their cost goes. */
public final class HarvestCostEntryReader {
    /** So that no more than theirs are held as Harvest sent them. */
    private static final int DAYS_AT_ONCE = 7;

    private final Map<Long, Work.Person> people = new HashMap<>();

    /** @param users all that Harvest shows, archived ones too */
    public HarvestCostEntryReader(List<HarvestElement> users) {
        users.stream()
                .map(HarvestCostEntryReader::person)
                .forEach(person -> people.put(person.name().id(), person));
    }

    /** Who somebody is whom Harvest shows. */
    public static Work.Person person(HarvestElement user) {
        HarvestPersonView person = HarvestPersonView.of(user);
        return new Work.Person(
                new Named(person.id(), person.name().full()),
                person.contractor(),
                HarvestUserView.of(user).roles());
    }

    /** Lists of the time entries of both days and those between, some days each. */
    public static List<HarvestListRequest> entries(LocalDate from, LocalDate to) {
        return HarvestListRequest.of("/time_entries").between(from, to, DAYS_AT_ONCE);
    }

    /** What Harvest's own report says of the hours of these days. */
    public static HarvestListRequest report(LocalDate from, LocalDate to) {
        return HarvestListRequest.of("/reports/time/projects").between(from, to);
    }

    /** Hours that the rows of a report add up to. */
    public static BigDecimal reported(List<HarvestElement> rows) {
        return rows.stream()
                .map(row -> HarvestFields.decimal(row.tree(), "total_hours", ""))
                .map(hours -> hours == null ? BigDecimal.ZERO : hours)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** @throws HarvestUnreadableException when a field it needs can't be read */
    public CostEntry read(HarvestElement element) {
        JsonNode entry = element.tree();
        HarvestCostReader.Cost cost = HarvestCostReader.cost(element);
        String approval = JsonFields.text(entry, "approval_status");
        return new CostEntry(
                cost.entryId(),
                element.updated().orElse(Instant.EPOCH),
                cost.day(),
                new Work(
                        person(named(entry, "user")),
                        named(entry, "client"),
                        named(entry, "project"),
                        named(entry, "task")),
                new CostEntry.Effort(cost.hours(), cost.costRate()),
                new CostEntry.Standing(
                        approval == null ? JsonFields.flag(entry, "is_closed") : approval.equals("approved"),
                        JsonFields.flag(entry, "is_running")));
    }

    private Work.Person person(Named shown) {
        return people.getOrDefault(shown.id(), new Work.Person(shown, false, List.of()));
    }

    private static Named named(JsonNode entry, String field) {
        JsonNode of = JsonFields.field(entry, field);
        return new Named(HarvestFields.id(of, "id", field + "."), HarvestFields.orEmpty(JsonFields.text(of, "name")));
    }
}
