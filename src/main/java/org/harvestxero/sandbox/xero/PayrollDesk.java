package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people do in an organisation's payroll: employ somebody, set it up, change, approve and pay timesheets. May be called from any thread. */
public final class PayrollDesk {
    private final PayrollBooks payroll;
    private final Function<Callable<Object>, Object> onLoop;

    PayrollDesk(PayrollBooks payroll, Function<Callable<Object>, Object> onLoop) {
        this.payroll = payroll;
        this.onLoop = onLoop;
    }

    @SuppressWarnings("unchecked")
    private <T> T on(Callable<T> work) {
        return (T) onLoop.apply(work::call);
    }

    /** As {@code /sandbox/…} over HTTP. */
    void addTo(Map<String, Function<JsonNode, JsonNode>> actions) {
        actions.put("payroll-region", in -> done(() -> setRegion(BackDoor.need(in, "region"))));
        actions.put("refuse-payroll", in -> done(() -> refuse(in.path("status").asInt(401))));
        actions.put("approve-timesheet", in -> done(() -> approve(UUID.fromString(BackDoor.need(in, "timesheet")))));
        actions.put("pay-timesheet", in -> done(() -> pay(UUID.fromString(BackDoor.need(in, "timesheet")))));
        actions.put("delete-timesheet", in -> done(() -> delete(UUID.fromString(BackDoor.need(in, "timesheet")))));
        actions.put(
                "employ",
                in -> Json.object()
                        .put(
                                "employeeID",
                                employ(
                                                BackDoor.need(in, "first"),
                                                BackDoor.need(in, "last"),
                                                Fields.text(in, "email"),
                                                Fields.text(in, "calendar"))
                                        .toString()));
    }

    private static JsonNode done(Runnable work) {
        work.run();
        return Json.object().put("done", true);
    }

    private void run(Runnable work) {
        on(() -> {
            work.run();
            return true;
        });
    }

    /** Makes the organisation one of that country. @param region uk, nz or au */
    public void setRegion(String region) {
        run(() -> {
            payroll.region = PayrollBooks.region(region);
            payroll.books.organisation.countryCode = payroll.region.country;
        });
    }

    /** Lets every call to payroll get this status, 401 or 403: an organisation without payroll, or a user without the right. 0 for none. */
    public void refuse(int status) {
        run(() -> payroll.refusal = status);
    }

    /** Whether a second timesheet of one employee and period is taken; refused by default. */
    public void setTakesSecondTimesheets(boolean takes) {
        run(() -> payroll.takesSecondTimesheets = takes);
    }

    /** @param calendar by name; null for none */
    public UUID employ(String first, String last, @Nullable String email, @Nullable String calendar) {
        return on(() -> {
            UUID id = payroll.books.newId();
            payroll.employees.put(
                    id,
                    new PayrollBooks.Employee(
                            id,
                            new PayrollBooks.Employee.Name(first, last),
                            email,
                            calendar == null ? null : calendar(calendar).id(),
                            LocalDate.of(2020, 1, 6),
                            null,
                            true));
            return id;
        });
    }

    /** The employee's last day. */
    public void letGo(UUID employee, LocalDate last) {
        run(() -> payroll.employees.computeIfPresent(
                employee,
                (id, was) -> new PayrollBooks.Employee(
                        id, was.name(), was.email(), was.calendar(), was.start(), last, was.byTimesheet())));
    }

    /** Pays the employee a salary: timesheets are taken no more. */
    public void paySalary(UUID employee) {
        run(() -> payroll.employees.computeIfPresent(
                employee,
                (id, was) -> new PayrollBooks.Employee(
                        id, was.name(), was.email(), was.calendar(), was.start(), was.end(), false)));
    }

    /** @param cycle such as {@code Fortnightly} */
    public void addCalendar(String name, String cycle, LocalDate first) {
        run(() -> payroll.put(new PayCalendar(
                payroll.books.newId(), name, PayCalendar.Cycle.valueOf(cycle.toUpperCase(Locale.ROOT)), first)));
    }

    private PayCalendar calendar(String name) {
        return payroll.calendarCalled(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no pay calendar " + name));
    }

    /** Takes an earnings rate out of use. */
    public void retireRate(String name) {
        run(() -> payroll.rateCalled(name)
                .ifPresent(rate -> payroll.rates.put(
                        rate.id(),
                        new PayrollBooks.EarningsRate(
                                rate.id(), rate.name(), rate.earningsType(), rate.rateType(), false))));
    }

    /** Which tracking category lines may carry options of; null for none. */
    public void setTimesheetCategory(@Nullable String category) {
        run(() -> payroll.timesheetCategory = payroll.books
                .organisation
                .trackingCategory(null, category)
                .map(found -> found.id)
                .orElse(null));
    }

    /** As a single read shows them, the first made first. */
    public List<JsonNode> timesheets() {
        return on(() -> payroll.timesheets.values().stream()
                .map(timesheet -> (JsonNode) TimesheetEndpoints.json(timesheet, true))
                .toList());
    }

    /** A person changes the hours of the first line. */
    public void editFirstLine(UUID timesheet, BigDecimal hours) {
        run(() -> payroll.timesheets.computeIfPresent(timesheet, (id, was) -> {
            PayTimesheet.Line line = was.lines().get(0);
            return was.with(
                    new PayTimesheet.Line(line.id(), line.date(), line.rate(), line.option(), hours),
                    payroll.books.now());
        }));
    }

    public void approve(UUID timesheet) {
        move(timesheet, PayTimesheet.Status.APPROVED);
    }

    public void revertToDraft(UUID timesheet) {
        move(timesheet, PayTimesheet.Status.DRAFT);
    }

    /** A pay run takes it. */
    public void pay(UUID timesheet) {
        move(timesheet, PayTimesheet.Status.COMPLETED);
    }

    private void move(UUID timesheet, PayTimesheet.Status status) {
        run(() -> payroll.timesheets.computeIfPresent(timesheet, (id, was) -> was.with(status, payroll.books.now())));
    }

    /** A person deletes it. */
    public void delete(UUID timesheet) {
        run(() -> payroll.timesheets.remove(timesheet));
    }
}
