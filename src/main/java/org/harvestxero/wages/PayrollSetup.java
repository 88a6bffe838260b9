package org.harvestxero.wages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.harvestxero.config.yaml.NearestName;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory;
import org.harvestxero.payroll.Employee;
import org.harvestxero.payroll.Hindrance;
import org.harvestxero.payroll.PayCalendar;
import org.harvestxero.payroll.PayLine;
import org.harvestxero.payroll.PayRegion;
import org.harvestxero.xero.XeroPayroll;
import org.harvestxero.xero.XeroPayroll.EarningsRate;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/**
 * How an organisation's payroll is set up.
 *
 * @param tracking whose options lines of timesheets may carry; null for none
 */
record PayrollSetup(
        String country,
        List<Employee> employees,
        List<PayCalendar> calendars,
        List<EarningsRate> rates,
        @Nullable TrackingCategory tracking) {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 500;

    static PayrollSetup read(PayrollSides sides, PayRegion region) {
        XeroSettings settings = sides.settings();
        Optional<String> category = XeroPayroll.trackingCategoryIn(sides.read(XeroPayroll.tracking(region)));
        return new PayrollSetup(
                settings.organisation().countryCode(),
                employees(sides, region),
                pages(sides, page -> XeroPayroll.calendars(region, page), XeroPayroll::calendarsIn),
                pages(sides, page -> XeroPayroll.rates(region, page), XeroPayroll::ratesIn),
                settings.trackingCategories().stream()
                        .filter(each ->
                                category.filter(each.id()::equalsIgnoreCase).isPresent())
                        .findFirst()
                        .orElse(null));
    }

    static List<Employee> employees(PayrollSides sides, PayRegion region) {
        return pages(sides, page -> XeroPayroll.employees(region, page), XeroPayroll::employeesIn);
    }

    /** A whole list; where no number of pages is told, up to the first page that is not full. */
    static <T> List<T> pages(
            PayrollSides sides, IntFunction<XeroRequest> request, Function<XeroResponse, List<T>> reader) {
        List<T> all = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            XeroResponse answer = sides.read(request.apply(page));
            List<T> read = reader.apply(answer);
            all.addAll(read);
            int pages = XeroPayroll.pages(answer);
            if (pages > 0 ? page >= pages : read.size() < PAGE) {
                return all;
            }
        }
        throw new IllegalStateException("A list of payroll has more than " + MOST_PAGES + " pages");
    }

    Optional<PayCalendar> calendar(@Nullable String id) {
        return calendars.stream()
                .filter(calendar -> calendar.id().equalsIgnoreCase(id))
                .findFirst();
    }

    /** Why the organisation is none of this region; empty when it is, or doesn't say. */
    Optional<String> misfit(PayRegion region) {
        return country.isBlank() || country.equalsIgnoreCase(region.country())
                ? Optional.empty()
                : Optional.of("payroll.yaml says region: " + region.word() + ", and the organisation in Xero is of "
                        + country + ": correct one of them.");
    }

    private Optional<EarningsRate> rate(String nameOrId) {
        return rates.stream()
                .filter(rate -> rate.current()
                        && (rate.id().equalsIgnoreCase(nameOrId)
                                || rate.name().strip().equalsIgnoreCase(nameOrId.strip())))
                .findFirst();
    }

    private Optional<TrackingCategory.Option> option(String nameOrId) {
        return tracking == null
                ? Optional.empty()
                : tracking.option(nameOrId)
                        .or(() -> tracking.options().stream()
                                .filter(each -> each.id().equalsIgnoreCase(nameOrId))
                                .findFirst())
                        .filter(TrackingCategory.Option::active);
    }

    /** What keeps lines from being sent; null for nothing. */
    @Nullable
    Hindrance hindrance(List<PayLine> lines) {
        for (PayLine line : lines) {
            String option = line.cell().option();
            if (rate(line.cell().rate()).isEmpty()) {
                return noRate(line.cell().rate());
            }
            if (option != null && option(option).isEmpty()) {
                return noOption(option);
            }
        }
        return null;
    }

    private Hindrance noRate(String rate) {
        return new Hindrance(
                Hindrance.Kind.NO_RATE,
                "Xero Payroll has no earnings rate \"" + rate + "\" in use",
                "Add it there, or name another one in payroll.yaml"
                        + near(rate, rates.stream().map(EarningsRate::name).toList()));
    }

    private Hindrance noOption(String option) {
        return tracking == null
                ? new Hindrance(
                        Hindrance.Kind.NO_OPTION,
                        "Xero Payroll tracks timesheets by no category",
                        "Choose one in its settings, or take tracking out of payroll.yaml.")
                : new Hindrance(
                        Hindrance.Kind.NO_OPTION,
                        "the tracking category " + tracking.name() + " has no active option \"" + option + "\"",
                        "Add it in Xero, or name another one in payroll.yaml"
                                + near(
                                        option,
                                        tracking.options().stream()
                                                .map(TrackingCategory.Option::name)
                                                .toList()));
    }

    private static String near(String written, List<String> known) {
        return NearestName.of(written, known)
                .map(name -> "; there is " + name + ".")
                .orElse(".");
    }

    /** The lines with Xero's ids; those that come to the same cell are one. */
    List<PayLine> byId(List<PayLine> lines) {
        return PayLine.merged(lines.stream()
                .map(line -> new PayLine(
                        new PayLine.Cell(
                                line.cell().day(),
                                rate(line.cell().rate()).orElseThrow().id(),
                                line.cell().option() == null
                                        ? null
                                        : option(line.cell().option())
                                                .orElseThrow()
                                                .id()),
                        line.hours()))
                .toList());
    }

    /** The lines with names, as far as they are known. */
    List<PayLine> byName(List<PayLine> lines) {
        return lines.stream()
                .map(line -> new PayLine(
                        new PayLine.Cell(
                                line.cell().day(),
                                rate(line.cell().rate())
                                        .map(EarningsRate::name)
                                        .orElse(line.cell().rate()),
                                name(line.cell().option())),
                        line.hours()))
                .toList();
    }

    private @Nullable String name(@Nullable String option) {
        return option == null
                ? null
                : option(option).map(TrackingCategory.Option::name).orElse(option);
    }
}
