package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /Timesheets} of version 2, the same in the United Kingdom, New Zealand and Australia. */
final class TimesheetEndpoints {
    private static final String SCOPE = "payroll.timesheets";
    private static final String PATH = PayrollEndpoints.BASE + "/Timesheets";
    private static final String ONE = "timesheet";

    private final PayrollBooks payroll;
    private final PayrollEnvelope envelope;
    private final TimesheetInput input;

    TimesheetEndpoints(PayrollBooks payroll, PayrollEnvelope envelope) {
        this.payroll = payroll;
        this.envelope = envelope;
        this.input = new TimesheetInput(payroll);
    }

    void addTo(Router router) {
        router.add("GET", PATH, SCOPE, (call, values) -> list(call));
        router.add("POST", PATH, SCOPE, (call, values) -> create(call));
        router.add("GET", PATH + "/{id}", SCOPE, (call, values) -> envelope.one(ONE, json(find(values), true)));
        router.add("DELETE", PATH + "/{id}", SCOPE, (call, values) -> delete(find(values)));
        router.add(
                "POST", PATH + "/{id}/Lines", SCOPE, (call, values) -> line(call, find(values), payroll.books.newId()));
        router.add(
                "PUT",
                PATH + "/{id}/Lines/{line}",
                SCOPE,
                (call, values) -> line(call, find(values), lineOf(find(values), values.get(1))));
        router.add(
                "DELETE",
                PATH + "/{id}/Lines/{line}",
                SCOPE,
                (call, values) -> deleteLine(find(values), lineOf(find(values), values.get(1))));
        router.add(
                "POST",
                PATH + "/{id}/Approve",
                SCOPE,
                (call, values) -> move(find(values), PayTimesheet.Status.DRAFT, PayTimesheet.Status.APPROVED));
        router.add(
                "POST",
                PATH + "/{id}/RevertToDraft",
                SCOPE,
                (call, values) -> move(find(values), PayTimesheet.Status.APPROVED, PayTimesheet.Status.DRAFT));
    }

    private PayTimesheet find(List<String> values) {
        UUID id = Fields.idOrNull(values.get(0));
        PayTimesheet found = payroll.timesheets.get(Objects.requireNonNullElse(id, Json.ZERO_ID));
        if (found == null) {
            throw Refusal.notFound();
        }
        return found;
    }

    private static UUID lineOf(PayTimesheet timesheet, String text) {
        return timesheet.lines().stream()
                .map(PayTimesheet.Line::id)
                .filter(id -> id.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private Answer list(Call call) {
        List<PayrollEnvelope.Flaw> flaws = new ArrayList<>();
        Predicate<PayTimesheet> wanted = timesheet -> true;
        for (String part : call.values("filter")) {
            wanted = wanted.and(filter(part, flaws));
        }
        String status = call.parameter("status");
        if (status != null) {
            wanted = wanted.and(timesheet -> timesheet.status().word.equalsIgnoreCase(status));
        }
        LocalDate from = day(call, "startDate", flaws);
        LocalDate to = day(call, "endDate", flaws);
        wanted = wanted.and(
                timesheet -> (from == null || !timesheet.key().start().isBefore(from))
                        && (to == null || !timesheet.key().end().isAfter(to)));
        if (!flaws.isEmpty()) {
            return envelope.refused(flaws);
        }
        Comparator<PayTimesheet> order = "startDate".equalsIgnoreCase(call.parameter("sort"))
                ? Comparator.comparing(
                                (PayTimesheet timesheet) -> timesheet.key().start())
                        .reversed()
                : Comparator.comparing(PayTimesheet::created);
        return envelope.page(
                call,
                "timesheets",
                payroll.timesheets.values().stream()
                        .filter(wanted)
                        .sorted(order)
                        .map(timesheet -> json(timesheet, false))
                        .toList());
    }

    private static Predicate<PayTimesheet> filter(String part, List<PayrollEnvelope.Flaw> flaws) {
        String[] sides = part.split("==", 2);
        UUID id = sides.length == 2 ? Fields.idOrNull(sides[1].trim()) : null;
        String name = sides[0].trim().toLowerCase(Locale.ROOT);
        if (id != null && name.equals("employeeid")) {
            return timesheet -> timesheet.key().employee().equals(id);
        }
        if (id != null && name.equals("payrollcalendarid")) {
            return timesheet -> timesheet.key().calendar().equals(id);
        }
        flaws.add(new PayrollEnvelope.Flaw("filter", "The filter " + part + " is not valid."));
        return timesheet -> false;
    }

    private static @Nullable LocalDate day(Call call, String name, List<PayrollEnvelope.Flaw> flaws) {
        String text = call.parameter(name);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            flaws.add(new PayrollEnvelope.Flaw(name, "The date " + text + " is not valid."));
            return null;
        }
    }

    private Answer create(Call call) {
        List<PayrollEnvelope.Flaw> flaws = new ArrayList<>();
        PayTimesheet made = input.timesheet(call.json(), flaws);
        if (made == null || !flaws.isEmpty()) {
            return envelope.refused(flaws);
        }
        return kept(made);
    }

    private Answer kept(PayTimesheet timesheet) {
        payroll.timesheets.put(timesheet.id(), timesheet);
        return envelope.one(ONE, json(timesheet, true));
    }

    private Answer delete(PayTimesheet timesheet) {
        if (timesheet.status() != PayTimesheet.Status.DRAFT) {
            return notDraft(timesheet);
        }
        payroll.timesheets.remove(timesheet.id());
        return envelope.one(ONE, null);
    }

    private Answer line(Call call, PayTimesheet timesheet, UUID id) {
        if (timesheet.status() != PayTimesheet.Status.DRAFT) {
            return notDraft(timesheet);
        }
        List<PayrollEnvelope.Flaw> flaws = new ArrayList<>();
        PayTimesheet.Line line = input.line(call.json(), id, timesheet.key(), flaws);
        if (line == null || !flaws.isEmpty()) {
            return envelope.refused(flaws);
        }
        payroll.timesheets.put(timesheet.id(), timesheet.with(line, payroll.books.now()));
        return envelope.one("timesheetLine", json(line));
    }

    private Answer deleteLine(PayTimesheet timesheet, UUID line) {
        if (timesheet.status() != PayTimesheet.Status.DRAFT) {
            return notDraft(timesheet);
        }
        payroll.timesheets.put(timesheet.id(), timesheet.without(line, payroll.books.now()));
        return envelope.one("timesheetLine", null);
    }

    private Answer move(PayTimesheet timesheet, PayTimesheet.Status from, PayTimesheet.Status to) {
        if (timesheet.status() != from) {
            return envelope.refused(List.of(new PayrollEnvelope.Flaw(
                    "Status", "A timesheet that is " + timesheet.status().word + " can't become " + to.word + ".")));
        }
        return kept(timesheet.with(to, payroll.books.now()));
    }

    private Answer notDraft(PayTimesheet timesheet) {
        return envelope.refused(List.of(new PayrollEnvelope.Flaw(
                "Status", "A timesheet that is " + timesheet.status().word + " can't be changed.")));
    }

    /** @param lines whether they are shown; in lists they are not */
    static ObjectNode json(PayTimesheet timesheet, boolean lines) {
        PayTimesheet.Key key = timesheet.key();
        ObjectNode json = Json.object()
                .put("timesheetID", timesheet.id().toString())
                .put("payrollCalendarID", key.calendar().toString())
                .put("employeeID", key.employee().toString())
                .put("startDate", XeroDates.dayString(key.start()))
                .put("endDate", XeroDates.dayString(key.end()))
                .put("status", timesheet.status().word)
                .put("totalHours", timesheet.total())
                .put("updatedDateUTC", XeroDates.connectionDate(Instant.ofEpochMilli(timesheet.updated())));
        if (lines) {
            ArrayNode list = json.putArray("timesheetLines");
            timesheet.lines().forEach(line -> list.add(json(line)));
        }
        return json;
    }

    private static ObjectNode json(PayTimesheet.Line line) {
        return Json.object()
                .put("timesheetLineID", line.id().toString())
                .put("date", XeroDates.dayString(line.date()))
                .put("earningsRateID", line.rate().toString())
                .put("trackingItemID", PayrollEndpoints.text(line.option()))
                .put("numberOfUnits", line.units());
    }
}
