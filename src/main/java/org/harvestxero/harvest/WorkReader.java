package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/** Reads time entries, expenses and people from Harvest's JSON; what can't be read is a {@link HarvestUnreadableException}. */
public final class WorkReader {
    private WorkReader() {}

    /** Whether it is an expense; time entries and expenses have ids of their own. */
    public static boolean isExpense(HarvestElement work) {
        return work.tree().has("expense_category");
    }

    /** Whether Harvest marks it as invoiced. */
    public static boolean isBilled(HarvestElement work) {
        return work.tree().path("is_billed").asBoolean(false);
    }

    /** The invoice of Harvest's that it stands on, by id; empty where Harvest names none. */
    public static OptionalLong invoice(HarvestElement work) {
        JsonNode id = work.tree().path("invoice").path("id");
        return id.canConvertToLong() && id.isNumber() ? OptionalLong.of(id.longValue()) : OptionalLong.empty();
    }

    /** The client a time entry, expense or invoice belongs to. */
    public static long client(HarvestElement work) {
        return HarvestFields.id(JsonFields.field(work.tree(), "client"), "id", "client.");
    }

    /**
     * A time entry.
     *
     * @param currency the client's
     * @param roles of each person, by id; somebody who isn't there has none
     */
    public static TimeEntry timeEntry(HarvestElement entry, Currency currency, Map<Long, List<String>> roles) {
        return timeEntry(entry, currency, roles, Set.of());
    }

    /** The same. @param fixedFee ids of projects with a fixed fee */
    public static TimeEntry timeEntry(
            HarvestElement element, Currency currency, Map<Long, List<String>> roles, Set<Long> fixedFee) {
        JsonNode entry = element.tree();
        Hours tracked = hours(entry, "hours");
        return new TimeEntry(
                element.id(),
                element.updatedAt(),
                HarvestFields.day(entry, "spent_date"),
                origin(entry, "task", roles, fixedFee),
                JsonFields.field(entry, "rounded_hours").isNumber() ? hours(entry, "rounded_hours") : tracked,
                tracked,
                status(entry),
                JsonFields.text(entry, "notes"),
                rate(entry, currency),
                currency);
    }

    /** An expense, in the client's currency. */
    public static Expense expense(HarvestElement element, Currency currency, Map<Long, List<String>> roles) {
        JsonNode expense = element.tree();
        BigDecimal cost = HarvestFields.decimal(expense, "total_cost", "");
        return new Expense(
                element.id(),
                element.updatedAt(),
                HarvestFields.day(expense, "spent_date"),
                origin(expense, "expense_category", roles, Set.of()),
                Money.roundHalfUp(cost == null ? BigDecimal.ZERO : cost, currency),
                HarvestFields.decimal(expense, "units", ""),
                status(expense),
                JsonFields.text(expense, "notes"),
                JsonFields.text(JsonFields.field(expense, "receipt"), "url"));
    }

    private static Origin origin(JsonNode work, String kind, Map<Long, List<String>> roles, Set<Long> fixedFee) {
        JsonNode project = JsonFields.field(work, "project");
        Named person = named(work, "user");
        return new Origin(
                named(work, "client"),
                new Project(
                        HarvestFields.id(project, "id", "project."),
                        HarvestFields.needed(project, "name", "project."),
                        JsonFields.text(project, "code"),
                        fixedFee.contains(HarvestFields.id(project, "id", "project."))),
                named(work, kind),
                person,
                roles.getOrDefault(person.id(), List.of()));
    }

    private static Named named(JsonNode work, String field) {
        JsonNode of = JsonFields.field(work, field);
        return new Named(HarvestFields.id(of, "id", field + "."), HarvestFields.needed(of, "name", field + "."));
    }

    private static Hours hours(JsonNode entry, String field) {
        BigDecimal hours = HarvestFields.decimal(entry, field, "");
        if (hours == null || hours.signum() < 0) {
            throw new HarvestUnreadableException(field, hours == null ? "absent" : hours.toPlainString());
        }
        return Hours.of(hours.setScale(Hours.SCALE, RoundingMode.HALF_UP));
    }

    private static @Nullable Rate rate(JsonNode entry, Currency currency) {
        BigDecimal rate = HarvestFields.decimal(entry, "billable_rate", "");
        if (rate == null) {
            return null;
        }
        if (rate.signum() < 0) {
            throw new HarvestUnreadableException("billable_rate", rate.toPlainString());
        }
        return Rate.hourly(rate.setScale(Rate.SCALE, RoundingMode.HALF_UP), currency);
    }

    private static TimeEntry.Status status(JsonNode work) {
        return new TimeEntry.Status(
                JsonFields.flag(work, "billable"),
                JsonFields.flag(work, "is_billed"),
                JsonFields.flag(work, "is_running"),
                approval(work));
    }

    /** Older accounts show only {@code is_closed}, which means approved. */
    private static Approval approval(JsonNode work) {
        String status = JsonFields.text(work, "approval_status");
        if (status == null) {
            return JsonFields.flag(work, "is_closed") ? Approval.APPROVED : Approval.UNSUBMITTED;
        }
        try {
            return Approval.parse(status);
        } catch (IllegalArgumentException e) {
            throw new HarvestUnreadableException("approval_status", status);
        }
    }
}
