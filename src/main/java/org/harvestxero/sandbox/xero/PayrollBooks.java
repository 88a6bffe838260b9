package org.harvestxero.sandbox.xero;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an organisation's payroll holds. */
final class PayrollBooks {
    final Books books;
    final Map<UUID, Employee> employees = new LinkedHashMap<>();
    final Map<UUID, PayCalendar> calendars = new LinkedHashMap<>();
    final Map<UUID, EarningsRate> rates = new LinkedHashMap<>();
    final Map<UUID, PayTimesheet> timesheets = new LinkedHashMap<>();
    final List<LeaveType> leaveTypes;

    /** Whose API it has. */
    Region region = Region.UK;

    /** Status that every call to payroll gets; 0 for none. Which one Xero gives is not known. */
    int refusal;

    /** Whether a second timesheet of one employee and period is taken; nobody has said that Xero refuses it. */
    boolean takesSecondTimesheets;

    /** The tracking category whose options lines of timesheets may carry; null for none. */
    @Nullable
    UUID timesheetCategory;

    PayrollBooks(Books books) {
        this.books = books;
        Organisation organisation = books.organisation;
        String name = organisation.name;
        timesheetCategory = organisation
                .trackingCategory(null, "Project")
                .map(category -> category.id)
                .orElse(null);
        put(new PayCalendar(
                SampleOrganisation.idOf(name, "pay calendar Weekly"),
                "Weekly",
                PayCalendar.Cycle.WEEKLY,
                LocalDate.of(2026, 9, 28)));
        put(new PayCalendar(
                SampleOrganisation.idOf(name, "pay calendar Monthly"),
                "Monthly",
                PayCalendar.Cycle.MONTHLY,
                LocalDate.of(2026, 9, 1)));
        rate("Regular Hours", "RegularEarnings", "RatePerUnit");
        rate("Overtime Hours", "OvertimeEarnings", "MultipleOfOrdinaryEarningsRate");
        rate("Travel Time", "OtherEarnings", "RatePerUnit");
        leaveTypes = List.of(
                new LeaveType(SampleOrganisation.idOf(name, "leave Holiday"), "Holiday", true),
                new LeaveType(SampleOrganisation.idOf(name, "leave Unpaid"), "Unpaid Leave", false));
    }

    /** A country's payroll. */
    enum Region {
        UK("GB"),
        NZ("NZ"),
        AU("AU");

        final String country;

        Region(String country) {
            this.country = country;
        }
    }

    /**
     * Somebody who is paid.
     *
     * @param calendar null for none yet
     * @param end last day; null while employed
     * @param byTimesheet whether timesheets decide what is paid; of others none is taken
     */
    record Employee(
            UUID id,
            Name name,
            @Nullable String email,
            @Nullable UUID calendar,
            LocalDate start,
            @Nullable LocalDate end,
            boolean byTimesheet) {
        record Name(String first, String last) {}
    }

    /** @param current whether it may be used still */
    record EarningsRate(UUID id, String name, String earningsType, String rateType, boolean current) {}

    record LeaveType(UUID id, String name, boolean paid) {}

    private void rate(String name, String earningsType, String rateType) {
        UUID id = SampleOrganisation.idOf(books.organisation.name, "earnings rate " + name);
        rates.put(id, new EarningsRate(id, name, earningsType, rateType, true));
    }

    void put(PayCalendar calendar) {
        calendars.put(calendar.id(), calendar);
    }

    Optional<PayCalendar> calendarCalled(String name) {
        return calendars.values().stream()
                .filter(calendar -> calendar.name().equalsIgnoreCase(name))
                .findFirst();
    }

    Optional<EarningsRate> rateCalled(String name) {
        return rates.values().stream()
                .filter(rate -> rate.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Whether lines may carry this tracking option. */
    boolean takesOption(UUID option) {
        return books.organisation
                .trackingCategory(timesheetCategory, null)
                .flatMap(category -> category.option(option, null))
                .filter(found -> !found.archived())
                .isPresent();
    }

    Clock clock() {
        return books.clock;
    }

    static Region region(String word) {
        return Region.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
