package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads timesheets that a client sends, and says what is wrong with them. */
final class TimesheetInput {
    private final PayrollBooks payroll;

    TimesheetInput(PayrollBooks payroll) {
        this.payroll = payroll;
    }

    /** @return null when it can't be made; the flaws say why */
    @Nullable
    PayTimesheet timesheet(JsonNode in, List<PayrollEnvelope.Flaw> flaws) {
        UUID employee = id(in, "employeeID", flaws);
        UUID calendar = id(in, "payrollCalendarID", flaws);
        LocalDate start = day(in, "startDate", flaws);
        LocalDate end = day(in, "endDate", flaws);
        if (employee == null || calendar == null || start == null || end == null) {
            return null;
        }
        PayTimesheet.Key key = new PayTimesheet.Key(employee, calendar, start, end);
        check(key, flaws);
        List<PayTimesheet.Line> lines = new ArrayList<>();
        for (JsonNode line : in.path("timesheetLines")) {
            PayTimesheet.Line read = line(line, payroll.books.newId(), key, flaws);
            if (read != null) {
                lines.add(read);
            }
        }
        long now = payroll.books.now();
        return new PayTimesheet(payroll.books.newId(), key, PayTimesheet.Status.DRAFT, lines, now, now);
    }

    private void check(PayTimesheet.Key key, List<PayrollEnvelope.Flaw> flaws) {
        PayrollBooks.Employee employee = payroll.employees.get(key.employee());
        PayCalendar calendar = payroll.calendars.get(key.calendar());
        if (employee == null) {
            flaws.add(new PayrollEnvelope.Flaw("EmployeeID", "The Employee ID is not valid."));
        } else if (!employee.byTimesheet()) {
            flaws.add(new PayrollEnvelope.Flaw("EmployeeID", "The employee is not paid by timesheet."));
        } else if (!key.calendar().equals(employee.calendar())) {
            flaws.add(new PayrollEnvelope.Flaw("PayrollCalendarID", "The employee is not on this payroll calendar."));
        } else if (employee.end() != null && employee.end().isBefore(key.start())) {
            flaws.add(new PayrollEnvelope.Flaw("EmployeeID", "The employee left before the period."));
        }
        if (calendar == null) {
            flaws.add(new PayrollEnvelope.Flaw("PayrollCalendarID", "The Payroll Calendar ID is not valid."));
        } else if (!calendar.isPeriod(key.start(), key.end())) {
            flaws.add(new PayrollEnvelope.Flaw("StartDate", "The dates are no period of the payroll calendar."));
        }
        if (!payroll.takesSecondTimesheets
                && payroll.timesheets.values().stream()
                        .anyMatch(other -> other.key().meets(key))) {
            flaws.add(new PayrollEnvelope.Flaw("StartDate", "The employee has a timesheet in this period already."));
        }
    }

    /** @return null when it can't be made; the flaws say why */
    PayTimesheet.@Nullable Line line(JsonNode in, UUID id, PayTimesheet.Key key, List<PayrollEnvelope.Flaw> flaws) {
        LocalDate day = day(in, "date", flaws);
        UUID rate = id(in, "earningsRateID", flaws);
        BigDecimal units =
                in.path("numberOfUnits").isNumber() ? in.path("numberOfUnits").decimalValue() : null;
        if (units == null || units.signum() < 0) {
            flaws.add(new PayrollEnvelope.Flaw("NumberOfUnits", "The Number Of Units is required."));
        }
        if (day == null || rate == null || units == null) {
            return null;
        }
        if (day.isBefore(key.start()) || day.isAfter(key.end())) {
            flaws.add(new PayrollEnvelope.Flaw("Date", "The date is outside of the period."));
        }
        PayrollBooks.EarningsRate known = payroll.rates.get(rate);
        if (known == null || !known.current()) {
            flaws.add(new PayrollEnvelope.Flaw("EarningsRateID", "The Earnings Rate ID is not valid."));
        }
        UUID option = in.path("trackingItemID").isTextual() ? id(in, "trackingItemID", flaws) : null;
        if (option != null && !payroll.takesOption(option)) {
            flaws.add(new PayrollEnvelope.Flaw("TrackingItemID", "The Tracking Item ID is not valid."));
        }
        return new PayTimesheet.Line(id, day, rate, option, units);
    }

    private static @Nullable UUID id(JsonNode in, String name, List<PayrollEnvelope.Flaw> flaws) {
        UUID id = Fields.idOrNull(in.path(name).asText(""));
        if (id == null) {
            flaws.add(new PayrollEnvelope.Flaw(name, "The " + name + " is required."));
        }
        return id;
    }

    private static @Nullable LocalDate day(JsonNode in, String name, List<PayrollEnvelope.Flaw> flaws) {
        String text = in.path(name).asText("");
        try {
            return LocalDate.parse(text.substring(0, Math.min(10, text.length())));
        } catch (DateTimeException e) {
            flaws.add(new PayrollEnvelope.Flaw(name, "The " + name + " is required."));
            return null;
        }
    }
}
