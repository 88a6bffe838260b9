package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.http.JsonFields;
import org.harvestxero.payroll.Employee;
import org.harvestxero.payroll.PayCalendar;
import org.harvestxero.payroll.PayRegion;
import org.jspecify.annotations.Nullable;

/**
 * Who is paid, when and for what: asked for, and read from the answers. Version 2 of the payroll API for the United Kingdom and New
 * Zealand, version 1 for Australia, which has only timesheets in version 2.
 */
public final class XeroPayroll {
    private static final String CALENDAR = "payrollCalendarID";
    private static final String V1 = "/1.0";
    static final String V2 = "/2.0";

    private XeroPayroll() {}

    /**
     * What may be paid by.
     *
     * @param current whether it may be used still
     */
    public record EarningsRate(String id, String name, boolean current) {}

    private static XeroRequest page(String path, int page) {
        return XeroRequest.get(path).with("page", Integer.toString(page));
    }

    /** @param page from 1; likewise below */
    public static XeroRequest employees(PayRegion region, int page) {
        return page((region == PayRegion.AU ? V1 : V2) + "/Employees", page);
    }

    public static XeroRequest calendars(PayRegion region, int page) {
        return page(region == PayRegion.AU ? V1 + "/PayrollCalendars" : V2 + "/PayRunCalendars", page);
    }

    public static XeroRequest rates(PayRegion region, int page) {
        return page(region == PayRegion.AU ? V1 + "/PayItems" : V2 + "/EarningsRates", page);
    }

    /** Asks by which category timesheets are tracked. */
    public static XeroRequest tracking(PayRegion region) {
        return XeroRequest.get(
                switch (region) {
                    case AU -> V1 + "/Settings";
                    case NZ -> V2 + "/Settings/TrackingCategories";
                    case UK -> V2 + "/Settings/trackingCategories";
                });
    }

    /** How many pages a list has; 0 where it does not say, as in version 1. */
    public static int pages(XeroResponse answer) {
        return JsonFields.field(JsonFields.field(answer.json(), "pagination"), "pageCount")
                .asInt(0);
    }

    /** Those that have an id. */
    public static List<Employee> employeesIn(XeroResponse answer) {
        List<Employee> employees = new ArrayList<>();
        for (JsonNode each : JsonFields.field(answer.json(), "employees")) {
            String id = JsonFields.text(each, "employeeID");
            if (id != null) {
                employees.add(new Employee(
                        id,
                        (XeroFields.orEmpty(JsonFields.text(each, "firstName")) + " "
                                        + XeroFields.orEmpty(JsonFields.text(each, "lastName")))
                                .strip(),
                        JsonFields.text(each, "email"),
                        JsonFields.text(each, CALENDAR),
                        XeroDates.day(each, "endDate")
                                .or(() -> XeroDates.day(each, "terminationDate"))
                                .orElse(null)));
            }
        }
        return employees;
    }

    /** Those of a kind that is known. */
    public static List<PayCalendar> calendarsIn(XeroResponse answer) {
        List<PayCalendar> calendars = new ArrayList<>();
        for (String list : List.of("payRunCalendars", "payrollCalendars")) {
            for (JsonNode each : JsonFields.field(answer.json(), list)) {
                calendar(each).ifPresent(calendars::add);
            }
        }
        return calendars;
    }

    private static Optional<PayCalendar> calendar(JsonNode each) {
        String id = JsonFields.text(each, CALENDAR);
        Optional<PayCalendar.Cycle> cycle =
                PayCalendar.Cycle.called(XeroFields.orEmpty(JsonFields.text(each, "calendarType")));
        Optional<LocalDate> start = XeroDates.day(each, "periodStartDate").or(() -> XeroDates.day(each, "startDate"));
        return id == null || cycle.isEmpty() || start.isEmpty()
                ? Optional.empty()
                : Optional.of(new PayCalendar(
                        id, XeroFields.orEmpty(JsonFields.text(each, "name")), cycle.get(), start.get()));
    }

    public static List<EarningsRate> ratesIn(XeroResponse answer) {
        JsonNode items = JsonFields.field(answer.json(), "payItems");
        List<EarningsRate> rates = new ArrayList<>();
        for (JsonNode each : JsonFields.field(items.isObject() ? items : answer.json(), "earningsRates")) {
            String id = JsonFields.text(each, "earningsRateID");
            if (id != null) {
                rates.add(new EarningsRate(
                        id,
                        XeroFields.orEmpty(JsonFields.text(each, "name")),
                        !JsonFields.field(each, "currentRecord").asText("true").equals("false")));
            }
        }
        return rates;
    }

    /** Xero's id of the category whose options lines of timesheets may carry; empty for none. */
    public static Optional<String> trackingCategoryIn(XeroResponse answer) {
        JsonNode categories = JsonFields.field(answer.json(), "trackingCategories");
        JsonNode settings = JsonFields.field(JsonFields.field(answer.json(), "settings"), "trackingCategories");
        @Nullable String id = JsonFields.text(categories, "timesheetTrackingCategoryID");
        return Optional.ofNullable(
                id != null
                        ? id
                        : JsonFields.text(JsonFields.field(settings, "timesheetCategories"), "trackingCategoryID"));
    }
}
