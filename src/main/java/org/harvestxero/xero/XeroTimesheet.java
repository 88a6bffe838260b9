package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.http.JsonFields;
import org.harvestxero.payroll.LineChange;
import org.harvestxero.payroll.PayLine;
import org.harvestxero.payroll.PayPeriod;
import org.jspecify.annotations.Nullable;

/**
 * A timesheet as payroll shows it, unchecked; the API is the same in all countries.
 *
 * @param status Xero's word, such as {@code Draft}; empty when it shows none
 * @param hours sum as Xero says it; null when it says none
 * @param lines none in lists
 */
public record XeroTimesheet(
        String id, Owner owner, String status, @Nullable BigDecimal hours, List<LineChange.Standing> lines) {
    private static final String PATH = XeroPayroll.V2 + "/Timesheets";
    private static final String DRAFT = "Draft";

    public XeroTimesheet {
        lines = List.copyOf(lines);
    }

    /** Whose hours, of which days. @param period null when it shows none that can be read */
    public record Owner(
            String employeeId, String calendarId, @Nullable PayPeriod period) {}

    /** Whether it may be changed still. */
    public boolean isDraft() {
        return status.equalsIgnoreCase(DRAFT);
    }

    public List<PayLine> payLines() {
        return lines.stream().map(LineChange.Standing::line).toList();
    }

    /** Asks for those of a calendar's period. @param page from 1 */
    public static XeroRequest list(String calendarId, PayPeriod period, int page) {
        return XeroRequest.get(PATH)
                .with("filter", "payrollCalendarId==" + calendarId)
                .with("startDate", period.first().toString())
                .with("endDate", period.last().toString())
                .with("page", Integer.toString(page));
    }

    /** Asks for those of an employee's period. */
    public static XeroRequest list(String employeeId, PayPeriod period) {
        return XeroRequest.get(PATH)
                .with("filter", "employeeId==" + employeeId)
                .with("startDate", period.first().toString())
                .with("endDate", period.last().toString());
    }

    public static XeroRequest get(String id) {
        return XeroRequest.get(PATH + "/" + id);
    }

    /** Creates one as a draft. @param content as {@link #content} makes it */
    public static XeroRequest create(String content, String idempotencyKey) {
        return XeroRequest.post(PATH, content, idempotencyKey);
    }

    public static XeroRequest approve(String id, String idempotencyKey) {
        return new XeroRequest("POST", PATH + "/" + id + "/Approve", Map.of(), null, null, idempotencyKey, null);
    }

    /** Takes one step towards other lines. */
    public static XeroRequest change(String id, LineChange change, String idempotencyKey) {
        String lines = PATH + "/" + id + "/Lines";
        PayLine line = change.line();
        if (line == null) {
            return XeroRequest.delete(lines + "/" + change.lineId());
        }
        String body = JsonFields.write(json(line));
        return change.lineId() == null
                ? XeroRequest.post(lines, body, idempotencyKey)
                : XeroRequest.put(lines + "/" + change.lineId(), body, idempotencyKey);
    }

    /** The same values give the same text. */
    public static String content(Owner owner, PayPeriod period, List<PayLine> lines) {
        ObjectNode json = JsonFields.object();
        json.put("payrollCalendarID", owner.calendarId());
        json.put("employeeID", owner.employeeId());
        json.put("startDate", period.first().toString());
        json.put("endDate", period.last().toString());
        ArrayNode list = json.putArray("timesheetLines");
        lines.forEach(line -> list.add(json(line)));
        return JsonFields.write(json);
    }

    private static ObjectNode json(PayLine line) {
        ObjectNode json = JsonFields.object();
        json.put("date", line.cell().day().toString());
        json.put("earningsRateID", line.cell().rate());
        json.put("numberOfUnits", line.hours());
        if (line.cell().option() != null) {
            json.put("trackingItemID", line.cell().option());
        }
        return json;
    }

    /** Those of a list that have an id. */
    public static List<XeroTimesheet> listIn(XeroResponse answer) {
        List<XeroTimesheet> timesheets = new ArrayList<>();
        for (JsonNode each : JsonFields.field(answer.json(), "timesheets")) {
            of(each).ifPresent(timesheets::add);
        }
        return timesheets;
    }

    /** The one that was asked for, made or approved. */
    public static Optional<XeroTimesheet> in(XeroResponse answer) {
        return of(JsonFields.field(answer.json(), "timesheet"));
    }

    private static Optional<XeroTimesheet> of(JsonNode json) {
        String id = JsonFields.text(json, "timesheetID");
        return id == null
                ? Optional.empty()
                : Optional.of(new XeroTimesheet(
                        id,
                        new Owner(
                                XeroFields.orEmpty(JsonFields.text(json, "employeeID")),
                                XeroFields.orEmpty(JsonFields.text(json, "payrollCalendarID")),
                                period(json)),
                        XeroFields.orEmpty(JsonFields.text(json, "status")),
                        JsonFields.decimal(json, "totalHours"),
                        lines(json)));
    }

    private static @Nullable PayPeriod period(JsonNode json) {
        LocalDate first = XeroDates.day(json, "startDate").orElse(null);
        LocalDate last = XeroDates.day(json, "endDate").orElse(null);
        return first == null || last == null || last.isBefore(first) ? null : new PayPeriod(first, last);
    }

    private static List<LineChange.Standing> lines(JsonNode json) {
        List<LineChange.Standing> lines = new ArrayList<>();
        for (JsonNode line : JsonFields.field(json, "timesheetLines")) {
            String id = JsonFields.text(line, "timesheetLineID");
            LocalDate day = XeroDates.day(line, "date").orElse(null);
            String rate = JsonFields.text(line, "earningsRateID");
            BigDecimal units = JsonFields.decimal(line, "numberOfUnits");
            if (id != null && day != null && rate != null && units != null) {
                PayLine.Cell cell = new PayLine.Cell(day, rate, JsonFields.text(line, "trackingItemID"));
                lines.add(new LineChange.Standing(id, new PayLine(cell, units)));
            }
        }
        return lines;
    }
}
